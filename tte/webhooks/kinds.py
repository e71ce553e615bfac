"""The kinds of event. Each app states its own in its `events.py`; a kind is a code, a name, and lines of the trail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
TEST = "webhook.test"


@dataclass(frozen=True)
class Told:
    """What a message says of its subject, and who may hear it: `concerned` are keys of organisations.

    `path` and `api` lead to the page and the program's door; what is said there, the reader's own rights decide.
    `more` are further numbers that belong to it.
    """

    code: str
    path: str
    concerned: frozenset[int]
    is_public: bool = False
    api: str = ""
    more: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """A kind of thing that events are about: `find` its row, `tell` what may be said of it as it stands now."""

    name: str
    title: Words
    place: int
    find: Callable[[int], Model | None]
    tell: Callable[[Model], Told]


def _always(_row: Model) -> bool:
    return True


@dataclass(frozen=True)
class EventKind:
    """`trail` are the lines of the trail that make it happen; `only` chooses among the rows they are about."""

    code: str
    name: Words
    subject: Subject
    trail: tuple[str, ...]
    only: Callable[[Model], bool] = field(default=_always)


KINDS: dict[str, EventKind] = {}
BY_TRAIL: dict[str, list[EventKind]] = {}
TEST_NAME = _("Test message")


def event_kind(code: str, name: Words, *trail: str, subject: Subject, only: Callable[[Model], bool] = _always) -> None:
    """Register a kind under its code, such as `listing.suspended`."""
    if code in KINDS:
        raise ValueError(f"The event kind {code} is registered twice")
    KINDS[code] = EventKind(code, name, subject, trail, only)
    for line in trail:
        BY_TRAIL.setdefault(line, []).append(KINDS[code])


def subjects() -> list[Subject]:
    found = {kind.subject.name: kind.subject for kind in KINDS.values()}
    return sorted(found.values(), key=lambda subject: subject.place)


def kinds_of(subject: Subject) -> list[EventKind]:
    return [kind for kind in KINDS.values() if kind.subject == subject]


def name_of(code: str) -> Words:
    """The name of a kind; a kind that is no more is called by its code."""
    if code == TEST:
        return TEST_NAME
    return KINDS[code].name if code in KINDS else code
