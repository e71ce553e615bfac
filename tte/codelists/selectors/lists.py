"""Code lists as pages and programs read them: straight from the tables, on any day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from tte.codelists.models import Code, ListHead

WHOLE = 200
PAGE = 100


def valid_on(day: date) -> QuerySet[Code]:
    return Code.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@dataclass(frozen=True)
class CountedList:
    head: ListHead
    entries: int


def counted_lists(day: date) -> list[CountedList]:
    """Every list with its number of entries valid on a day, the shipped ones as they stand in their file."""
    counts = dict(valid_on(day).order_by("list").values_list("list").annotate(entries=Count("pk")))
    return [CountedList(head, counts.get(head.code, 0)) for head in ListHead.objects.order_by("pk")]


@dataclass(frozen=True)
class Shown:
    """An entry as a list shows it: how deep it hangs, how many hang on it."""

    entry: Code
    depth: int
    below: int


@dataclass(frozen=True)
class Level:
    """A part of a list: all of a short one as a tree, else one level of it or what was found; `following` goes on."""

    rows: list[Shown]
    total: int
    following: str


def level(list_name: str, day: date, *, parent: str = "", text: str = "", after: str = "") -> Level:
    entries = valid_on(day).filter(list=list_name)
    if not text and not parent:
        whole = list(entries.order_by("position", "code")[: WHOLE + 1])
        if len(whole) <= WHOLE:
            return Level(_tree(whole), len(whole), "")
    found = entries.filter(matching(text)) if text else entries.filter(parent_code=parent)
    total = found.count()
    rows = list(after_place(found, after)[: PAGE + 1])
    following = place_of(rows[PAGE - 1]) if len(rows) > PAGE else ""
    below = counts_below(list_name, day, [row.code for row in rows[:PAGE]])
    return Level([Shown(row, 0, below.get(row.code, 0)) for row in rows[:PAGE]], total, following)


def matching(text: str) -> Q:
    return Q(code__istartswith=text) | Q(name_zh__icontains=text) | Q(name_en__icontains=text)


def after_place(entries: QuerySet[Code], after: str) -> QuerySet[Code]:
    """In order, behind a place named by `place_of`."""
    position, _dash, code = after.partition("-")
    if position.isdecimal():
        entries = entries.filter(Q(position__gt=int(position)) | Q(position=int(position), code__gt=code))
    return entries.order_by("position", "code")


def place_of(entry: Code) -> str:
    return f"{entry.position}-{entry.code}"


def counts_below(list_name: str, day: date, codes: Iterable[str]) -> dict[str, int]:
    children = valid_on(day).filter(list=list_name, parent_code__in=list(codes)).order_by("parent_code")
    return dict(children.values_list("parent_code").annotate(entries=Count("pk")))


def _tree(entries: list[Code]) -> list[Shown]:
    """A short list as it hangs together; what hangs on nothing valid stands on top."""
    codes = {entry.code for entry in entries}
    below: dict[str, list[Code]] = {}
    for entry in entries:
        below.setdefault(entry.parent_code if entry.parent_code in codes else "", []).append(entry)

    def walk(parent: str, depth: int) -> list[Shown]:
        rows: list[Shown] = []
        for entry in below.get(parent, ()):
            rows += [Shown(entry, depth, len(below.get(entry.code, ()))), *walk(entry.code, depth + 1)]
        return rows

    return walk("", 0)


def spans(list_name: str, code: str) -> list[Code]:
    """Every entry that this code has been, the newest first."""
    rows = Code.objects.filter(list=list_name, code=code).select_related("predecessor").prefetch_related("successors")
    return list(rows.order_by("-valid_from"))


def way_down(list_name: str, code: str, day: date) -> list[Code]:
    """The entries above a code as they hang on a day, from the top."""
    found: list[Code] = []
    while code and len(found) < 10:
        entry = valid_on(day).filter(list=list_name, code=code).first()
        if entry is None:
            break
        found.insert(0, entry)
        code = entry.parent_code
    return found
