"""One JSON object a line. Figures keep their digits, lists become one cell, objects inside objects are refused."""

import json
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext_lazy as _

from tte.imports.reading.shapes import Line, Problem, refuse_columns
from tte.imports.reading.unpacking import plain, text_lines

WORDS = {True: "true", False: "false"}
JOINED_BY = "; "
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
            found.update(dict.fromkeys(loaded))
            refuse_columns(len(found))
    return list(found), count


def records(content: IO[bytes], packed: bool, encoding: str, keys: list[str]) -> Iterator[Line]:
    """Every line as cells in the order of `keys`."""
    for number, text in _texts(content, packed, encoding):
        loaded = _loaded(text)
        if not isinstance(loaded, dict):
            yield Line(number, [""] * len(keys), Problem(_("This line is not one JSON object"), {}))
            continue
        cells, bad = [], ""
        for key in keys:
            cell = _cell(loaded.get(key))
            if cell is None:
                bad = bad or key
            cells.append(cell or "")
        problem = Problem(_("Under “%(key)s” stands an object; plain values and lists are taken"), {"key": bad})
        yield Line(number, cells, problem if bad else None)


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
    """A plain value or a list of plain values as text; None where an object stands."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return WORDS[value]
    if isinstance(value, list):
        parts = [_cell(each) for each in value if not isinstance(each, list)]
        return None if None in parts or len(parts) < len(value) else JOINED_BY.join(filter(None, parts))
    return None
