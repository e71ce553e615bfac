"""The kinds of notice. Each app states its own in its `notices.py`; a kind is a code, names and sentences."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from tte.notices.models import Delivery

Words = str | Promise


@dataclass(frozen=True)
class NoticeArea:
    """What kinds of notice are about; inbox, preferences and digests are ordered by the `place` of their areas."""

    code: str
    name: Words
    place: int


@dataclass(frozen=True)
class NoticeKind:
    """`name` says what kind it is; title and sentences may name values: `_("%(title)s was approved")`.

    A `duty` asks its reader to do something. `because` says why its e-mail may not be switched off: a period runs that
    its reader would miss.
    """

    code: str
    area: NoticeArea
    name: Words
    title: Words
    sentences: tuple[Words, ...] = ()
    duty: bool = False
    because: Words = ""


@dataclass(frozen=True)
class Written:
    """What a mail says: `template` names a text and an HTML file, `unsubscribe` is the link that ends its kind."""

    language: str
    subject: str
    template: str
    context: dict[str, object] = field(default_factory=dict)
    unsubscribe: str = ""


@dataclass(frozen=True)
class LetterKind:
    """A mail to an address that may have no account. The app that owes it writes its words when it is sent.

    `is_needed` is asked before each attempt; `returned` is called in the transaction in which a letter ends unsent.
    """

    code: str
    name: Words
    write: "Callable[[Delivery], Written]"
    is_needed: "Callable[[Delivery], bool]"
    returned: "Callable[[Delivery], None]"


AREAS: dict[str, NoticeArea] = {}
KINDS: dict[str, NoticeKind] = {}
LETTERS: dict[str, LetterKind] = {}


def notice_area(code: str, name: Words, *, place: int) -> NoticeArea:
    if code in AREAS:
        raise ValueError(f"The area of notices {code} is registered twice")
    AREAS[code] = NoticeArea(code, name, place)
    return AREAS[code]


def notice_kind(
    code: str,
    *,
    area: NoticeArea,
    name: Words,
    title: Words,
    sentences: tuple[Words, ...] = (),
    duty: bool = False,
    because: Words = "",
) -> NoticeKind:
    """Register a kind under its code, such as `listings.achievement_approved`."""
    if code in KINDS:
        raise ValueError(f"The notice kind {code} is registered twice")
    KINDS[code] = NoticeKind(code, area, name, title, sentences, duty, because)
    return KINDS[code]


def letter_kind(kind: LetterKind) -> LetterKind:
    """Register a kind of letter under its code."""
    if kind.code in LETTERS:
        raise ValueError(f"The kind of letter {kind.code} is registered twice")
    LETTERS[kind.code] = kind
    return kind


def areas() -> list[NoticeArea]:
    return sorted(AREAS.values(), key=lambda area: area.place)


def kinds_of(area: NoticeArea) -> list[NoticeKind]:
    return [kind for kind in KINDS.values() if kind.area == area]
