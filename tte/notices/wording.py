"""How a notice reads: its values are kept as data and put into words in the language of the reader."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db.models import Model
from django.utils import translation
from django.utils.functional import Promise

from tte.accounts.models import Membership, Organisation
from tte.common import formats
from tte.common.languages import in_language
from tte.notices.kinds import KINDS
from tte.notices.models import Notice


@dataclass(frozen=True)
class Wording:
    title: str
    sentences: list[str]


def kept(value: object) -> object:
    """What stands in the row for a value: text as it is, the rest tagged so that either language can say it."""
    if isinstance(value, Organisation):
        return {"zh": value.name_zh, "en": value.name_en or value.name_zh}
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"yuan": str(value)}
    if isinstance(value, Promise):
        return {"zh": _in("zh-hans", value), "en": _in("en", value)}
    if isinstance(value, Model) or not isinstance(value, str | int | dict):
        raise TypeError(f"A notice cannot keep a {type(value).__name__}")
    return value


def _in(language: str, text: Promise) -> str:
    with translation.override(language):
        return str(text)


ENDS = ("ends", "until", "due")  # names under which a sentence says the end of a period


def spoken(value: object, language: str, name: str = "") -> str:
    """A kept value in words."""
    if not isinstance(value, dict):
        return str(value)
    if "moment" in value:
        in_words = formats.end_moment if name in ENDS else formats.moment
        return in_words(datetime.fromisoformat(value["moment"]), language, zone=settings.TTE_TIME_ZONE)
    if "date" in value:
        return formats.long_date(date.fromisoformat(value["date"]), language)
    if "yuan" in value:
        amount = Decimal(value["yuan"])
        beside = formats.wan(amount, language)
        return f"{formats.yuan(amount)}（{beside}）" if beside else formats.yuan(amount)
    return in_language(value.get("zh", ""), value.get("en", ""), language)


def wording(notice: Notice, language: str) -> Wording:
    """The notice in `language`: its title and its sentences."""
    kind = KINDS[notice.kind]
    values = {name: spoken(value, language, name) for name, value in notice.context.items()}
    with translation.override(language):
        return Wording(str(kind.title) % values, [str(sentence) % values for sentence in kind.sentences])


def told_as(membership: Membership, language: str) -> str:
    """For whom and in which role a notice is told."""
    with translation.override(language):
        return f"{spoken(kept(membership.organisation), language)} · {membership.get_role_display()}"
