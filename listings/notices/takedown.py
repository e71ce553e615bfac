"""What is told of a takedown: the act, its number and its reason, and nothing of what was taken down (R8-03)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.models import Takedown
from tte.notices.kinds import notice_area, notice_kind

TAKEDOWNS = notice_area("takedowns", _("Takedowns"), place=8)

TAKEN_DOWN = notice_kind(
    "listings.taken_down",
    area=TAKEDOWNS,
    name=_("Something was taken down"),
    title=_("Taken down: %(what)s (%(code)s)"),
    sentences=(
        _("%(office)s took it down at %(at)s. Reason: %(reason)s."),
        _("Nobody sees it on the platform now. Do not pass it on, and keep what you have of it."),
    ),
    because=_("The people responsible for it must know that it may not be shown."),  # R8-03
)
REINSTATED = notice_kind(
    "listings.reinstated",
    area=TAKEDOWNS,
    name=_("What was taken down is shown again"),
    title=_("Shown again: %(what)s (%(code)s)"),
    sentences=(_("%(office)s reinstated it at %(at)s. Reason: %(reason)s."),),
    because=_("The people responsible for it must know that it may not be shown."),
)


TAKEDOWN_WRITTEN = notice_kind(
    "listings.takedown_written",
    area=TAKEDOWNS,
    name=_("The holder writes about a takedown"),
    title=_("About %(code)s: %(wanted)s"),
    sentences=(_("%(holder)s wrote at %(at)s. Read it and answer on the page of the takedown."),),
    duty=True,
)
TAKEDOWN_ANSWERED = notice_kind(
    "listings.takedown_answered",
    area=TAKEDOWNS,
    name=_("The exchange answers about a takedown"),
    title=_("The exchange answers about %(code)s"),
    sentences=(_("%(office)s answered at %(at)s. The answer is on the page of the takedown."),),
    because=_("The people responsible for it must know that it may not be shown."),
)


def path_of_takedown(takedown: Takedown) -> str:
    return reverse("listings:takedown", args=[takedown.code])


def path_of_status(takedown: Takedown) -> str:
    """What the holder's people read of it."""
    return reverse("listings:takedown_status", args=[takedown.code])
