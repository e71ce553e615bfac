"""What people are told of the filing of an approval with the finance ministry (R3-07)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.models import Achievement
from listings.notices.supply import SUPPLY
from tte.notices.kinds import notice_kind

FILING_DUE_SOON = notice_kind(
    "listings.filing_due_soon",
    area=SUPPLY,
    name=_("Filing with the finance ministry due soon"),
    title=_("To be filed with the finance ministry soon: %(title)s"),
    sentences=(
        _("The approval %(number)s must be filed with the finance ministry by %(due)s."),
        _("Enter the date of the filing as soon as it is done."),
    ),
    duty=True,
)


FILING_OVERDUE = notice_kind(
    "listings.filing_overdue",
    area=SUPPLY,
    name=_("Filing with the finance ministry overdue"),
    title=_("Not filed with the finance ministry in time: %(title)s"),
    sentences=(
        _("The approval %(number)s had to be filed with the finance ministry by %(due)s."),
        _("File it now and enter the date. If it was filed already, enter the date of that filing."),
    ),
    duty=True,
)


FILING_RECORDED = notice_kind(
    "listings.filing_recorded",
    area=SUPPLY,
    name=_("Filing with the finance ministry recorded"),
    title=_("Filed with the finance ministry: %(title)s"),
    sentences=(_("%(organisation)s has entered that the approval %(number)s was filed on %(filed)s."),),
)


def path_of_filing(achievement: Achievement) -> str:
    return reverse("listings:filing", args=[achievement.code])
