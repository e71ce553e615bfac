"""What people are told of an achievement until it is listed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.models import Achievement
from tte.casework.models import Case
from tte.common.languages import both
from tte.notices.kinds import notice_area, notice_kind

SUPPLY = notice_area("supply", _("Achievements and listings"), place=1)

UNIT_REVIEW_ASKED = notice_kind(
    "listings.unit_review_asked",
    area=SUPPLY,
    name=_("Unit review asked"),
    title=_("Unit review asked: %(title)s"),
    sentences=(_("%(author)s submitted this achievement to the unit. Review it and send it to the exchange."),),
    duty=True,
)
ACHIEVEMENT_RETURNED = notice_kind(
    "listings.achievement_returned",
    area=SUPPLY,
    name=_("Achievement returned by the unit"),
    title=_("Returned by the unit: %(title)s"),
    sentences=(_("Your unit asks for a change before it goes to the exchange: %(reason)s"),),
    duty=True,
)
ACHIEVEMENT_FORWARDED = notice_kind(
    "listings.achievement_forwarded",
    area=SUPPLY,
    name=_("Achievement sent to the exchange"),
    title=_("Sent to the exchange: %(title)s"),
    sentences=(_("The unit review is done. The exchange audits it next."),),
)
CORRECTION_LAPSED = notice_kind(
    "listings.correction_lapsed",
    area=SUPPLY,
    name=_("Correction not answered in time"),
    title=_("Not answered in time: %(title)s"),
    sentences=(
        _("The correction that the exchange asked for was not answered in time, so its audit is closed."),
        _("Nothing is lost: copy the achievement into a new draft and submit that."),
    ),
)
ACHIEVEMENT_WITHDRAWN = notice_kind(
    "listings.achievement_withdrawn",
    area=SUPPLY,
    name=_("Achievement withdrawn"),
    title=_("Withdrawn: %(title)s"),
    sentences=(_("%(author)s has withdrawn this achievement. Nothing more is to be done."),),
)
CORRECTION_ASKED = notice_kind(
    "listings.correction_asked",
    area=SUPPLY,
    name=_("Correction of an achievement asked"),
    title=_("Correction asked: %(title)s"),
    sentences=(_("Reason %(code)s, %(reason)s."), _("The auditor writes: %(text)s")),
    duty=True,
)
ACHIEVEMENT_REFUSED = notice_kind(
    "listings.achievement_refused",
    area=SUPPLY,
    name=_("Achievement not admitted to listing"),
    title=_("Not admitted to listing: %(title)s"),
    sentences=(_("Reason %(code)s, %(reason)s."), _("The auditor writes: %(text)s")),
)


def title_values(achievement: Achievement) -> dict[str, str]:
    """The title in both languages where there are two."""
    return both(achievement.title_zh, achievement.title_en)


def path_of(achievement: Achievement) -> str:
    return reverse("listings:achievement", args=[achievement.code])


def path_of_review(case: Case) -> str:
    return reverse("listings:unit_case", args=[case.reference])
