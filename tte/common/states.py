"""How a state is shown: its word is the label of its choice, its form is entered by the app whose state it is.

Form tells the phase before colour does: open ring = not begun, left half = somebody is working, lower half = back with
you, full = open to others, done = finished, seal = official and published, stop = stopped.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise

OPEN, HALF, BACK, FULL, LIVE, DONE, SEAL, STOP, FAIL = (
    "",
    "is-half",
    "is-back",
    "is-full",
    "is-full is-live",
    "is-done",
    "is-seal",
    "is-stop",
    "is-fail",
)


class Look(NamedTuple):
    form: str
    word: str | Promise


class Looks(NamedTuple):
    """The looks of a thing by its states, and what the thing is called."""

    name: str | Promise
    of: Mapping[str, Look]


LOOKS: dict[str, Looks] = {}


def looks(thing: str, name: str | Promise, states: Iterable[TextChoices], forms: Mapping[str, str]) -> None:
    """Enter the form of every state of a thing; called once for each from the `looks` of its app."""
    words = {str(state.value): state.label for state in states}
    if thing in LOOKS or set(words) != set(forms):
        raise ValueError(f"Every state of {thing} has one form, and {thing} is entered once")
    LOOKS[thing] = Looks(name, {state: Look(forms[state], word) for state, word in words.items()})


def look_of(thing: str, state: str) -> Look:
    """How a state of a thing is shown; a state without an entry is a mistake of ours and raises KeyError."""
    return LOOKS[thing].of[str(state)]
