"""Entries of a code list: added, corrected, ended, succeeded, moved. Nothing is ever deleted.

Each act holds the head of its list, so that of two administrators the second sees what the first has done; behind it
stands the constraint that a code has one entry a day. Each is one line in the trail of the entry.
"""

import re
from datetime import date, timedelta
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tte.accounts.actor import Actor
from tte.codelists.models import Code, ListHead
from tte.codelists.selectors.stock import LARGE, forget
from tte.codelists.services.lists import changed
from tte.common.clock import today
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.trail.services import record

ENTRY_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z ._/-]{0,19}")
ONE_DAY = timedelta(days=1)
STEP = 10


class Words(TypedDict):
    """What an entry is called and where that stands."""

    name_zh: str
    name_en: str
    source_zh: str
    source_en: str


class EntryRefused(DomainError):
    code = "entry_refused"


@transaction.atomic
def add_entry(
    *,
    head: ListHead,
    code: str,
    parent_code: str = "",
    valid_from: date,
    mark: str,
    licence_zh: str = "",
    licence_en: str = "",
    by: Actor,
    **words: Unpack[Words],
) -> Code:
    """A new entry at the end of its list, valid from a day on."""
    head = lock(head)
    entry = Code(
        list=head.code,
        code=code,
        parent_code=parent_code,
        valid_from=valid_from,
        mark=mark,
        licence_zh=licence_zh,
        licence_en=licence_en,
        position=_last_position(head.code) + STEP,
        **words,
    )
    _refuse_wrong(entry)
    _refuse_parent(entry)
    entry.save()
    after = {"code": code, "parent_code": parent_code, **words}
    return _noted("codelist.add_entry", entry, by, after=after, valid_from=valid_from.isoformat())


@transaction.atomic
def correct_entry(*, entry: Code, parent_code: str, reason: str, by: Actor, **words: Unpack[Words]) -> Code:
    """What was written wrong about the same thing. Another thing is a successor."""
    entry = _held(entry)
    changes = changed(entry, {"parent_code": parent_code, **words})
    if not changes:
        raise EntryRefused(_("Nothing has changed"))
    if "parent_code" in changes:
        _refuse_circle(entry)
        _refuse_parent(entry)
    _refuse_wrong(entry, itself=entry.pk)
    entry.save(update_fields=list(changes))
    return _noted("codelist.correct_entry", entry, by, changes=changes, reason=reason)


@transaction.atomic
def end_entry(*, entry: Code, last_day: date, reason: str, by: Actor) -> Code:
    """From the next day on nobody can choose it; what was recorded with it keeps its name."""
    entry = _held(entry)
    if last_day < entry.valid_from:
        raise EntryRefused(_("It began on %(day)s; it cannot end before that"), day=entry.valid_from, field="last_day")
    if entry.valid_to is not None and entry.valid_to <= last_day:
        raise EntryRefused(_("It has an end already: %(day)s"), day=entry.valid_to)
    _refuse_orphans(entry, last_day)
    before = entry.valid_to and entry.valid_to.isoformat()
    entry.valid_to = last_day
    entry.save(update_fields=["valid_to"])
    changes = {"valid_to": [before, last_day.isoformat()]}
    return _noted("codelist.end_entry", entry, by, changes=changes, reason=reason)


@transaction.atomic
def succeed_entry(*, entry: Code, code: str, begins_on: date, reason: str, by: Actor, **words: Unpack[Words]) -> Code:
    """Another entry takes its place in list and tree from a day on; it ends the day before, unless it has already."""
    entry = _held(entry)
    if begins_on <= entry.valid_from:
        raise EntryRefused(
            _("It began on %(day)s itself; its successor begins later"), day=entry.valid_from, field="begins_on"
        )
    if entry.valid_to is None or entry.valid_to >= begins_on:
        _make_way(entry, code, begins_on, by, reason)
    successor = Code(
        list=entry.list,
        code=code,
        parent_code=entry.parent_code,
        position=entry.position,
        valid_from=begins_on,
        mark=entry.mark,
        licence_zh=entry.licence_zh,
        licence_en=entry.licence_en,
        predecessor=entry,
        **words,
    )
    _refuse_wrong(successor)
    _refuse_parent(successor)
    successor.save()
    after = {"code": code, **words}
    valid_from = begins_on.isoformat()
    return _noted(
        "codelist.succeed_entry",
        successor,
        by,
        after=after,
        valid_from=valid_from,
        predecessor=entry.code,
        reason=reason,
    )


def _make_way(entry: Code, successor: str, begins_on: date, by: Actor, reason: str) -> None:
    """The entry ends the day before its successor begins."""
    if successor != entry.code:
        _refuse_orphans(entry, begins_on - ONE_DAY)
    before = entry.valid_to and entry.valid_to.isoformat()
    entry.valid_to = begins_on - ONE_DAY
    entry.save(update_fields=["valid_to"])
    changes = {"valid_to": [before, entry.valid_to.isoformat()]}
    _noted("codelist.end_entry", entry, by, changes=changes, reason=reason, successor=successor)


@transaction.atomic
def move_entry(*, entry: Code, direction: str, by: Actor) -> Code:
    """Change places with the living neighbour before (`up`) or after (`down`) it, each with all that hangs on it."""
    entry = _held(entry)
    rows = list(Code.objects.filter(list=entry.list).order_by("position", "code", "valid_from")[: LARGE + 1])
    if len(rows) > LARGE:
        raise EntryRefused(_("A list as long as this keeps the order of its file"))
    newest = {row.code: row for row in rows}
    parents = {code: row.parent_code for code, row in newest.items()}
    level = [code for code, parent in parents.items() if parent == parents[entry.code]]
    day = today()
    living = [code for code in level if code == entry.code or (newest[code].valid_to or day) >= day]
    place = living.index(entry.code) + (-1 if direction == "up" else 1)
    if not 0 <= place < len(living):
        raise EntryRefused(_("There is no neighbour on that side"))
    mine, other = level.index(entry.code), level.index(living[place])
    level[mine], level[other] = level[other], level[mine]
    order = {code: number for number, code in enumerate(_in_order(parents, parents[entry.code], level), start=1)}
    for row in rows:
        row.position = order[row.code] * STEP
    Code.objects.bulk_update(rows, ["position"])
    return _noted("codelist.move_entry", entry, by, direction=direction, past=living[place])


def _in_order(parents: dict[str, str], parent: str, level: list[str]) -> list[str]:
    """All codes from the top down, the children of `parent` as in `level`, the others as they stand."""
    below: dict[str, list[str]] = {}
    for code, above in parents.items():
        below.setdefault(above if above in parents else "", []).append(code)
    below[parent if parent in parents else ""] = level

    def walk(code: str) -> list[str]:
        return [each for child in below.get(code, ()) for each in (child, *walk(child))]

    return walk("")


def _held(entry: Code) -> Code:
    """The entry as it stands now, with its list held for the rest of the transaction."""
    lock(ListHead.objects.get(code=entry.list))
    return Code.objects.get(pk=entry.pk)


def _noted(kind: str, entry: Code, by: Actor, **data: object) -> Code:
    record(kind, entry, by=by, list=entry.list, code=entry.code, **data)
    transaction.on_commit(forget)
    return entry


def _last_position(list_name: str) -> int:
    return Code.objects.filter(list=list_name).aggregate(last=Max("position"))["last"] or 0


def _refuse_wrong(entry: Code, itself: int | None = None) -> None:
    """Its code, its names, its source, its days."""
    if not ENTRY_CODE.fullmatch(entry.code):
        raise EntryRefused(_("A code has up to 20 letters, digits and the signs . _ / -"), field="code")
    if not entry.name_zh and not entry.name_en:
        raise EntryRefused(_("Give a name in at least one language"), field="name_zh")
    if not entry.source_zh and not entry.source_en:
        raise EntryRefused(_("Fill it in, in at least one language"), field="source_zh")
    others = _overlapping(entry) if itself is None else _overlapping(entry).exclude(pk=itself)
    taken = others.order_by("valid_from").first()
    if taken is not None:
        raise EntryRefused(
            _("%(entry)s is taken by “%(name)s” from %(day)s; end that first, or choose a later day or another code"),
            entry=entry.code,
            name=taken.name_zh or taken.name_en,
            day=taken.valid_from,
            field="code",
        )


def _refuse_parent(entry: Code) -> None:
    """What it hangs on stands on its first day and goes on as long as it does, under the same code."""
    if not entry.parent_code:
        return
    parents = Code.objects.filter(list=entry.list, code=entry.parent_code)
    first = parents.filter(_until(entry.valid_from), valid_from__lte=entry.valid_from)
    last = parents.filter(_until(entry.valid_to) if entry.valid_to else Q(valid_to=None))
    if not (first.exists() and last.exists()):
        raise EntryRefused(
            _("%(entry)s is not valid in this list from the first to the last day of this entry"),
            entry=entry.parent_code,
            field="parent_code",
        )


def _overlapping(entry: Code) -> QuerySet[Code]:
    found = Code.objects.filter(_until(entry.valid_from), list=entry.list, code=entry.code)
    return found if entry.valid_to is None else found.filter(valid_from__lte=entry.valid_to)


def _until(day: date) -> Q:
    """Not yet ended on that day."""
    return Q(valid_to=None) | Q(valid_to__gte=day)


def _refuse_orphans(entry: Code, last_day: date) -> None:
    """Whatever hangs on an entry must end with it or hang elsewhere first."""
    children = Code.objects.filter(_until(last_day + ONE_DAY), list=entry.list, parent_code=entry.code)
    count = children.count()
    if count:
        raise EntryRefused(
            ngettext(
                "%(count)s entry below it goes on after that day; end it or give it another parent first",
                "%(count)s entries below it go on after that day; end them or give them another parent first",
                count,
            ),
            count=count,
        )


def _refuse_circle(entry: Code) -> None:
    parents = dict(Code.objects.filter(list=entry.list).order_by("valid_from").values_list("code", "parent_code"))
    above = entry.parent_code
    seen = {entry.code}
    while above:
        if above in seen:
            raise EntryRefused(_("Its parent cannot be the entry itself or one below it"), field="parent_code")
        seen.add(above)
        above = parents.get(above, "")
