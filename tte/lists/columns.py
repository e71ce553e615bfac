"""Columns that many lists have. Each says once what page and file show of a row.

`of` leads from the line to the value: a path of attributes (`"contract.filed_at"`), or a function.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tte.codelists.selectors.codes import label
from tte.common.marks import state
from tte.common.states import look_of
from tte.common.templatetags.figures import yuan
from tte.common.templatetags.names import as_written
from tte.lists.cells import day, end
from tte.lists.kinds import Column

Of = str | Callable[[Any], Any]
Name = str | Promise


def reader(of: Of) -> Callable[[Any], Any]:
    return attrgetter(of) if isinstance(of, str) else of


def text(key: str, name: Name, of: Of, shape: str = "", **more: bool) -> Column:
    """The same words on the page and in a file."""
    read = reader(of)
    return Column(key, name, read, read, shape, **more)


def written(key: str, name: Name, of: Of, shape: str = "", **more: bool) -> Column:
    """What somebody wrote, marked where it is of another language than the page."""
    read = reader(of)
    return Column(key, name, lambda line: as_written(read(line)), read, shape, **more)


def coded(key: str, name: Name, code_list: str, of: Of, **more: bool) -> Column:
    """The name of a code in the reader's language; nothing where there is none."""
    read = reader(of)
    return text(key, name, lambda line: label(code_list, read(line)) if read(line) else "", **more)


def state_of(machine: str, of: Of, **more: bool) -> Column:
    """A state in its form, in a file its word."""
    read = reader(of)

    def word(line: Any) -> str:
        return str(look_of(machine, read(line)).word)

    return Column("state", gettext_lazy("State"), lambda line: state(machine, read(line)), word, "nowrap", **more)


def money(key: str, name: Name, of: Of, **more: bool) -> Column:
    read = reader(of)
    return Column(key, name, lambda line: yuan(read(line)), read, "n", **more)


def moment(key: str, name: Name, of: Of, shape: str = "n", **more: bool) -> Column:
    """When something happened: its day on the page, the moment in a file."""
    read = reader(of)
    return Column(key, name, lambda line: day(read(line)), read, shape, **more)


def ends(key: str, name: Name, of: Of, shape: str = "n", **more: bool) -> Column:
    """When a period is over: on the page its last day, in a file the moment."""
    read = reader(of)
    return Column(key, name, lambda line: end(read(line)), read, shape, **more)


def date_on(key: str, name: Name, of: Of, **more: bool) -> Column:
    read = reader(of)
    return Column(key, name, lambda line: read(line).isoformat() if read(line) else "", read, "n nowrap", **more)
