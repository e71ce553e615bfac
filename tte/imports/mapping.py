"""Which column holds which field: guessed from the headings and from what stands below them, remembered, corrected."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from django.utils import translation

from tte.imports.kinds import Field, ImportKind, Sheet

BRACKETED = re.compile(r"[（(\[【].*?[)）\]】]")
SHORTEST = {True: 2, False: 4}
ALIKE = 0.8
REASONS = {"zh-hans": "退回原因", "en": "Reasons given back"}


def normalised(heading: str) -> str:
    """Letters and figures only, in one width and case: “成果 名称*” and “成果名称” are one heading."""
    return "".join(each for each in unicodedata.normalize("NFKC", heading).casefold() if each.isalnum())


def is_reasons(heading: str) -> bool:
    """Whether a column was added by us in a sheet of bad rows given back."""
    return normalised(heading) in {normalised(each) for each in REASONS.values()}


def signature(headings: Iterable[str]) -> str:
    """One for the same set of headings in any order."""
    known = sorted(normalised(each) for each in headings if not is_reasons(each))
    return hashlib.sha256("\n".join(known).encode()).hexdigest()


@cache
def words_of(field: Field) -> frozenset[str]:
    """All words by which the field is recognised: its code, its headings, its label in both languages."""
    labels = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            labels.append(str(field.label))
    return frozenset(filter(None, (normalised(each) for each in (field.code, *field.headings, *labels))))


def recognised(kind: ImportKind | Sheet, cells: Sequence[str]) -> int:
    """How many of the cells are headings of the kind."""
    found = {normalised(cell) for cell in cells}
    return sum(1 for field in kind.fields if words_of(field) & found)


def sheet_code(kind: ImportKind, name: str) -> str:
    """The further sheet of the kind that goes by this name, in either language; empty where none does."""
    asked = normalised(name)
    return next((each.code for each in kind.sheets if asked in names_of(each)), "")


@cache
def names_of(sheet: Sheet) -> frozenset[str]:
    """All names by which the sheet is recognised: its code, its names, its title in both languages."""
    titles = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            titles.append(str(sheet.title))
    return frozenset(normalised(each) for each in (sheet.code, *sheet.names, *titles))


def guess(kind: ImportKind | Sheet, headings: Sequence[str], columns: Sequence[Sequence[str]] = ()) -> dict[str, int]:
    """Field code → place of its column. Each column serves one field; what nothing speaks for stays out."""
    found: dict[str, int] = {}
    open_places = {place: heading for place, heading in enumerate(headings) if heading and not is_reasons(heading)}
    for way in (_same, _same_without_brackets, _contained):
        for field in kind.fields:
            if field.code in found:
                continue
            place = max(open_places, key=lambda each: (way(field, open_places[each]), -each), default=None)
            if place is not None and way(field, open_places[place]):
                found[field.code] = place
                del open_places[place]
    for field in kind.fields:
        examples = field.examples if field.telling else ()
        shapes = {_shape(each) for example in examples for each in _both(example)} - {""}
        fitting = [
            p for p in open_places if field.code not in found and p < len(columns) and _alike(columns[p], shapes)
        ]
        if len(fitting) == 1:
            found[field.code] = fitting[0]
            del open_places[fitting[0]]
    return found


def _same(field: Field, heading: str) -> int:
    return int(normalised(heading) in words_of(field))


def _same_without_brackets(field: Field, heading: str) -> int:
    return _same(field, BRACKETED.sub("", heading))


def _contained(field: Field, heading: str) -> int:
    """The length of the longest word of the field within the heading; short Latin words are too common."""
    whole = normalised(heading)
    return max((len(w) for w in words_of(field) if w in whole and len(w) >= SHORTEST[not w.isascii()]), default=0)


def _both(example: str | tuple[str, str]) -> tuple[str, ...]:
    return (example,) if isinstance(example, str) else example


def _shape(value: str) -> str:
    """CN114081026A → A9A. Words tell nothing by their shape, nor do bare numbers: a year is one too."""
    if not any(each.isdigit() for each in value) or value.isdigit():
        return ""
    kinds = "".join("9" if each.isdigit() else "A" if each.isalpha() else each for each in value)
    return re.sub(r"(.)\1+", r"\1", kinds)


def _alike(values: Sequence[str], shapes: set[str]) -> bool:
    given = [value for value in values if value]
    return bool(given and shapes) and sum(_shape(each) in shapes for each in given) >= ALIKE * len(given)
