"""The letter to an authority: that something was taken down, under which number, for which reason; nothing of it."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tte.accounts.adapter import operator_name
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import entry
from tte.notices.kinds import LetterKind, Written, letter_kind
from tte.notices.models import Delivery
from tte.notices.wording import kept, spoken

LANGUAGE = "zh-hans"


def _letter(delivery: Delivery) -> Written:
    takedown = delivery.takedown_report.takedown
    reason = entry(CodeList.TAKEDOWN_REASON, takedown.reason_code)
    with translation.override(LANGUAGE):
        context: dict[str, object] = {
            "operator": operator_name(LANGUAGE),
            "office": spoken(kept(takedown.office), LANGUAGE),
            "code": takedown.code,
            "at": spoken(kept(takedown.taken_down_at), LANGUAGE),
            "reason": reason.name(LANGUAGE) if reason else "",
        }
        subject = _("Taken down from a technology exchange: %(code)s") % context
    return Written(LANGUAGE, subject, "listings/takedown/letter", context)


def _is_needed(delivery: Delivery) -> bool:
    return hasattr(delivery, "takedown_report")


def _returned(delivery: Delivery) -> None:
    """The evidence page shows how each letter stands; nobody else is told."""


TAKEDOWN_LETTER = letter_kind(
    LetterKind(
        "listings.takedown",
        name=gettext_lazy("Report of a takedown"),
        write=_letter,
        is_needed=_is_needed,
        returned=_returned,
    )
)
