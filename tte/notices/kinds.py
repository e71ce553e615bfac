"""The kinds of notice. Each app states its own in its `notices.py`; a kind is a code, names and sentences."""

from dataclasses import dataclass

from django.utils.functional import Promise

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


AREAS: dict[str, NoticeArea] = {}
KINDS: dict[str, NoticeKind] = {}


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


def areas() -> list[NoticeArea]:
    return sorted(AREAS.values(), key=lambda area: area.place)


def kinds_of(area: NoticeArea) -> list[NoticeKind]:
    return [kind for kind in KINDS.values() if kind.area == area]
