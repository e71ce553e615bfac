"""Code lists: what may be chosen on a day, and what a stored code is called."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q

from tte.codelists.models import Code
from tte.codelists.selectors.stock import Entry, Stock, entry_of, stock

Choice = tuple[str, str]


def codes(list_name: str, on: date | None = None, *, parent: str | None = None) -> tuple[Entry, ...]:
    """The entries of a list valid on a day (today), in order; with `parent` only the children of that code."""
    held = stock()
    day = on or held.today()
    below = Q() if parent is None else Q(parent_code=parent)
    return tuple(
        entry
        for entry in _entries(held, list_name, below)
        if entry.is_valid(day) and (parent is None or entry.parent_code == parent)
    )


def _entries(held: Stock, list_name: str, only: Q) -> tuple[Entry, ...]:
    """From the stock; a large list is asked in the database, by `only` alone."""
    if list_name not in held.large:
        return held.codes.get(list_name, ())
    rows = Code.objects.filter(only, list=list_name).order_by("position", "code", "valid_from")
    return tuple(entry_of(row) for row in rows.values(*Entry.__slots__))


def _of_code(held: Stock, list_name: str, code: str) -> tuple[Entry, ...]:
    if list_name not in held.large:
        return held.by_code.get((list_name, code), ())
    return _entries(held, list_name, Q(code=code))


def is_code(list_name: str, code: str, on: date | None = None) -> bool:
    held = stock()
    day = on or held.today()
    return any(entry.is_valid(day) for entry in _of_code(held, list_name, code))


def entry(list_name: str, code: str) -> Entry | None:
    """The entry of a stored code, also where it is no longer valid: the newest one that has begun, else the newest."""
    held = stock()
    found = _of_code(held, list_name, code)
    if len(found) == 1:
        return found[0]
    begun = [entry for entry in found if entry.valid_from <= held.today()]
    return max(begun or found, key=lambda entry: entry.valid_from, default=None)


def label(list_name: str, code: str, language: str | None = None) -> str:
    """The name of a stored code in a language (the current one); a code that no list knows is shown as it is."""
    found = entry(list_name, code)
    return found.name(language) if found else code


def names(list_name: str, code: str) -> dict[str, str]:
    """Both names of a stored code, for a notice that is read in either language."""
    return {"zh": label(list_name, code, "zh-hans"), "en": label(list_name, code, "en")}


def path(list_name: str, code: str, language: str | None = None) -> tuple[str, ...]:
    """The names from the top of the tree down to the code."""
    names: tuple[str, ...] = ()
    while found := entry(list_name, code):
        names = (found.name(language), *names)
        code = found.parent_code
    return names


def choices(list_name: str, *, on: date | None = None, parent: str | None = None) -> list[Choice]:
    """Pairs for a select in the current language."""
    return [(entry.code, entry.name()) for entry in codes(list_name, on, parent=parent)]


def grouped_choices(list_name: str, *, on: date | None = None) -> list[tuple[str, list[Choice]] | Choice]:
    """Pairs for a select, the leaves of a tree under the name of their top; a top without children stands alone."""
    entries = codes(list_name, on)
    parents = {entry.parent_code for entry in entries}
    grouped: list[tuple[str, list[Choice]] | Choice] = []
    for top in (entry for entry in entries if not entry.parent_code):
        leaves = [(entry.code, entry.name()) for entry in _below(top, entries) if entry.code not in parents]
        grouped.append((top.name(), leaves) if leaves else (top.code, top.name()))
    return grouped


def lazy_choices(
    list_name: str, *, grouped: bool = False, parent: str | None = None, blank: str | None = None, but: str = ""
) -> Callable[[], list]:
    """For `ChoiceField(choices=...)`: asked anew, in the reader's language, each time the form is made.

    `but` is a code that nobody chooses, since an act sets it.
    """

    def ask() -> list:
        pairs: list = grouped_choices(list_name) if grouped else choices(list_name, parent=parent)
        pairs = [pair for pair in pairs if pair[0] != but] if but else pairs
        return pairs if blank is None else [("", blank), *pairs]

    return ask


def _below(top: Entry, entries: tuple[Entry, ...]) -> list[Entry]:
    found: list[Entry] = []
    for entry in entries:
        if entry.parent_code == top.code:
            found += [entry, *_below(entry, entries)]
    return found
