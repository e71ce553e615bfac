"""What long work tells the person who asked for it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tte.longwork.models import Work
from tte.notices.kinds import notice_kind

WORK_DONE = notice_kind("longwork.done", title=_("Done: %(title)s"))
WORK_FAILED = notice_kind(
    "longwork.failed",
    title=_("Broken off: %(title)s"),
    sentences=(_("The page of the work says why and offers to try again."),),
)


def path_of(work: Work) -> str:
    return reverse("longwork:work", args=[work.pk])
