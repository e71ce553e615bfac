"""Whether what is attached can be opened by those who must read it, and what is public is meant to be."""

from django.utils.translation import gettext_lazy as _

from listings.enums import LISTING_AUDIT
from listings.models import Achievement
from tte.casework.checks import Finding, check

KNOWN = (
    "application/pdf",
    "image/",
    "text/",
    "application/vnd.openxmlformats",
    "application/vnd.oasis",
    "application/zip",
)


@check(LISTING_AUDIT, says=_("Every attachment is of a known type"), rule="R3-33")
def attachments_are_of_a_known_type(achievement: Achievement) -> Finding:
    files = achievement.attachments.select_related("file").order_by("pk")
    strange = [each.file.name for each in files if not each.file.content_type.startswith(KNOWN)]
    return Finding(not strange, files=strange)


@check(LISTING_AUDIT, says=_("The maturity it claims has papers attached"), rule="R4-10")
def maturity_has_papers(achievement: Achievement) -> Finding:
    needed = bool(achievement.maturity and achievement.maturity >= 4)
    return Finding(not needed or achievement.attachments.exists(), level=achievement.maturity)
