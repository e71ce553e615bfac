"""One JSON object a line. Figures keep their digits, a list becomes one cell in which every entry keeps its place.

A list of objects becomes a column for each of their keys, named `list.key`: the n-th parts belong to the n-th object.
Other objects inside objects are refused.
"""

import json
import re
from collections.abc import Iterator
from typing import IO, TypeGuard

from django.utils.translation import gettext_lazy as _

from tte.imports.reading.shapes import Line, Problem, refuse_columns
from tte.imports.reading.unpacking import plain, text_lines

WORDS = {True: "true", False: "false"}
JOINED_BY = "; "
PARTING = re.compile(r"[;；|\n]")
OBJECT = _("Under “%(key)s” stands an object; plain values, lists and lists of objects are taken")
PARTED = _("Under “%(key)s” a value holds a semicolon, a bar or a line break, by which such values are parted; mend it")
DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)


def looks_like_objects(first: str) -> bool:
    """Whether the first line of a text is a JSON object."""
    return first.lstrip("\ufeff \t").startswith("{") and isinstance(_loaded(first.lstrip("\ufeff")), dict)


def keys_of(content: IO[bytes], packed: bool, encoding: str) -> tuple[list[str], int]:
    """All keys in the order in which they turn up, and the number of lines with something on them."""
    found: dict[str, None] = {}
    count = 0
    for _number, text in _texts(content, packed, encoding):
        count += 1
        loaded = _loaded(text)
        if isinstance(loaded, dict):
            found.update(dict.fromkeys(_names(loaded)))
            refuse_columns(len(found))
    return list(found), count


def records(content: IO[bytes], packed: bool, encoding: str, keys: list[str]) -> Iterator[Line]:
    """Every line as cells in the order of `keys`."""
    for number, text in _texts(content, packed, encoding):
        loaded = _loaded(text)
        if not isinstance(loaded, dict):
            yield Line(number, [""] * len(keys), Problem(_("This line is not one JSON object"), {}))
            continue
        cells, problem = [], None
        for key in keys:
            value = _value(loaded, key)
            cell = _cell(value)
            if cell is None:
                problem = problem or Problem(OBJECT, {"key": key})
            elif key not in loaded and isinstance(value, list) and any(map(_is_parting, value)):
                problem = problem or Problem(PARTED, {"key": key})
            cells.append(cell or "")
        yield Line(number, cells, problem)


def _is_parting(value: object) -> bool:
    return bool(PARTING.search(_cell(value) or ""))


def _names(loaded: dict) -> Iterator[str]:
    for key, value in loaded.items():
        if _is_rows(value):
            yield from dict.fromkeys(f"{key}.{name}" for row in value for name in row)
        else:
            yield key


def _is_rows(value: object) -> TypeGuard[list[dict]]:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _value(loaded: dict, name: str) -> object:
    """What stands under a key, or of each object of a list what stands under its key."""
    if name in loaded:
        return None if _is_rows(loaded[name]) else loaded[name]
    key, _dot, part = name.partition(".")
    rows = loaded.get(key)
    return [row.get(part) for row in rows] if part and _is_rows(rows) else None


def _texts(content: IO[bytes], packed: bool, encoding: str) -> Iterator[tuple[int, str]]:
    for number, text in enumerate(text_lines(plain(content, packed), encoding), 1):
        if text.strip():
            yield number, text


def _loaded(text: str) -> object:
    try:
        return DECODER.decode(text)
    except (ValueError, RecursionError):
        return None


def _cell(value: object) -> str | None:
    """A plain value or a list of plain values as text, empty ones in their places; None where an object stands."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return WORDS[value]
    if isinstance(value, list):
        parts = [_cell(each) for each in value if not isinstance(each, list)]
        if None in parts or len(parts) < len(value):
            return None
        return JOINED_BY.join(map(str, parts)) if any(parts) else ""
    return None
