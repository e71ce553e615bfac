"""What long work tells the person who asked for it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tte.longwork.models import Work
from tte.notices.kinds import notice_area, notice_kind

WORK = notice_area("work", _("Background jobs"), place=9)

WORK_DONE = notice_kind(
    "longwork.done",
    area=WORK,
    name=_("Background job done"),
    title=_("Done: %(title)s"),
)
WORK_FAILED = notice_kind(
    "longwork.failed",
    area=WORK,
    name=_("Background job interrupted"),
    title=_("Interrupted: %(title)s"),
    sentences=(_("The page of the job says why and offers to try again."),),
    duty=True,
)


def path_of(work: Work) -> str:
    return reverse("longwork:job", args=[work.pk])
