"""A list as its page shows it: every string made once, every address too; the templates only place them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.forms.boundfield import BoundField
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tte.common import formats
from tte.common.clock import now
from tte.common.paging import CURSOR, Part, address_of
from tte.common.parts import Link
from tte.lists.forms import SaveForm
from tte.lists.kinds import COLUMN, SAVED, SORT, Act, Column, ListKind
from tte.lists.models import SavedView
from tte.lists.selectors import columns_kept, views_of
from tte.lists.tables import COUNTED, TEXT, Answer, TableKind

OUTCOME = "lists.outcome"
FILES = ("csv", "xlsx")


@dataclass(frozen=True)
class Head:
    """The head of a column, with the address of the list in its order. `direction` is for aria-sort."""

    name: str
    shape: str
    url: str = ""
    direction: str = ""


@dataclass(frozen=True)
class OfferedAct:
    """An act on several rows as it is offered, with what may be chosen for it."""

    act: Act
    choices: list[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    pk: int
    name: str
    cells: SafeString


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool
    fixed: bool = False


@dataclass(frozen=True)
class Tools:
    """What every list offers around its rows: views, columns, files, the address of exactly this."""

    views: list[Link] = field(default_factory=list)
    columns: list[Choice] = field(default_factory=list)
    exports: list[Link] = field(default_factory=list)
    views_url: str = ""
    columns_url: str = ""
    manage_url: str = ""
    link: str = ""
    query: str = ""
    current: str = ""
    form: SaveForm | None = None
    lost: list[str] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class ListPage:
    """`list` in the templates of `templates/lists/`."""

    kind: TableKind
    objects: list
    rows: list[Row]
    heads: list[Head]
    fields: list[BoundField]
    text: BoundField | None
    tabs: list[Link]
    hidden: list[tuple[str, str]]
    sorts: list[Choice]
    chips: list[Link]
    clear_url: str
    narrowed: int
    left_out: list[str]
    says: str
    counted: str
    previous: str
    following: str
    tools: Tools
    acts: Sequence
    acts_url: str
    here: str
    outcome: dict | None
    as_of: datetime


def kept_views(request: HttpRequest, kind: ListKind) -> list[SavedView]:
    return list(views_of(kind, request.actor)) if request.actor else []


def usual_address(request: HttpRequest, kind: ListKind, views: list[SavedView]) -> str:
    """The address of the person's default view, where the list was opened without a question."""
    usual = next((view for view in views if view.is_default), None)
    return f"{kind.address}{view_url(usual.query, usual.pk)}" if usual and not request.GET else ""


def list_page(request: HttpRequest, kind: TableKind, views: list[SavedView]) -> ListPage:
    """The answer to what a request asks of a list."""
    actor, query, at = request.actor, kind.kept(request.GET), now()
    tools, columns = tools_of(request, kind, query, views)
    answer = kind.asked(query, actor)
    part = kind.part(answer, query, request.GET.get(CURSOR, ""))
    objects = kind.present(part.rows, actor, at)
    tab = kind.filters.tabs
    holding = [each for each in answer.conditions if each.name != tab]
    chips = [Link(each.words, without(request.GET, each.name, each.value)) for each in holding]
    says, counted = counts(answer, part)
    rows = [drawn(each, columns) for each in objects]
    acts = [OfferedAct(each, each.choices(actor) if each.choices else []) for each in kind.acts if each.may(actor)]
    return ListPage(
        kind=kind,
        objects=objects,
        rows=rows,
        heads=[head(column, kind, query, request.GET) for column in columns],
        fields=[bound for bound in answer.form if bound.name not in (TEXT, tab)],
        text=answer.form[TEXT] if TEXT in answer.form.fields else None,
        tabs=tabs(kind, answer, query, request.GET) if tab else [],
        hidden=hidden(request.GET, [COLUMN, *([tab] if tab else [])]),
        sorts=sort_choices(kind, query),
        chips=chips,
        clear_url=cleared(request.GET, tab) if chips else "",
        narrowed=sum(each.name != TEXT for each in holding),
        left_out=answer.left_out,
        says=says,
        counted=counted,
        previous=address_of(request, part.before),
        following=address_of(request, part.after),
        tools=tools,
        acts=acts,
        acts_url=reverse("lists:acts", args=[kind.code]) if acts else "",
        here=request.GET.urlencode(),
        outcome=request.session.pop(OUTCOME, None) if acts else None,
        as_of=at,
    )


def tools_of(
    request: HttpRequest, kind: ListKind, query: QueryDict, views: list[SavedView]
) -> tuple[Tools, list[Column]]:
    """The tools around a list, and the columns that hold: those asked for, else those kept, else the usual ones."""
    columns = kind.chosen_columns(query)
    if request.actor is None:
        rest = hidden(query, [name for name in query if name != COLUMN])
        return Tools(columns=column_choices(kind, columns), link=exactly(kind, query, columns), hidden=rest), columns
    if COLUMN not in query and (kept := columns_kept(kind, request.actor)):
        columns = kind.columns_of(kept)
    current = next((view for view in views if str(view.pk) == request.GET.get(SAVED)), None)
    named = query.copy()
    named.setlist(COLUMN, [column.key for column in columns])
    file = reverse("lists:export", args=[kind.code])
    return Tools(
        views=[Link(view.name, view_url(view.query, view.pk), current=view == current) for view in views],
        columns=column_choices(kind, columns),
        exports=[Link(form.upper(), f"{file}?{named.urlencode()}&form={form}") for form in FILES],
        views_url=reverse("lists:views", args=[kind.code]),
        columns_url=reverse("lists:columns", args=[kind.code]),
        manage_url=reverse("lists:views", args=[kind.code]) if views else "",
        link=exactly(kind, query, columns),
        query=named.urlencode(),
        current=current.name if current else "",
        form=SaveForm(auto_id="id_view_%s"),
        lost=kind.unknown(QueryDict(current.query)) if current else [],
    ), columns


def view_url(query: str, pk: int) -> str:
    return f"?{query}&{SAVED}={pk}" if query else f"?{SAVED}={pk}"


def exactly(kind: ListKind, query: QueryDict, columns: list[Column]) -> str:
    """The address that shows exactly this to whoever may see it: conditions, order and columns spelled out."""
    named = query.copy()
    named.setlist(COLUMN, [column.key for column in columns])
    return f"{kind.address}?{named.urlencode()}"


def column_choices(kind: ListKind, columns: list[Column]) -> list[Choice]:
    return [Choice(each.key, str(each.name), each in columns, each.fixed) for each in kind.columns]


def drawn(line: Any, columns: list[Column]) -> Row:
    """A row: its fixed column is its head and opens it."""
    cells, name = [], ""
    for column in columns:
        text, shape = conditional_escape(column.cell(line)), f' class="{column.shape}"' if column.shape else ""
        if column.fixed:
            name = str(column.value(line))
            link = f'<a href="{conditional_escape(line.url)}" data-open>{text}</a>'
            cells.append(f'<th scope="row"{shape}>{link}</th>')
        else:
            cells.append(f'<td{shape} data-name="{conditional_escape(column.name)}">{text}</td>')
    return Row(line.pk, name, mark_safe("".join(cells)))


def head(column: Column, kind: TableKind, query: QueryDict, given: QueryDict) -> Head:
    if not any(sort.key == column.key for sort in kind.sorts):
        return Head(str(column.name), column.shape)
    key, descending = kind.sort_key(query)
    is_this = key == column.key
    turned = f"-{column.key}" if is_this and not descending else column.key
    direction = ("descending" if descending else "ascending") if is_this else "none"
    return Head(str(column.name), column.shape, with_value(given, SORT, turned), direction)


def sort_choices(kind: TableKind, query: QueryDict) -> list[Choice]:
    key, descending = kind.sort_key(query)
    now_chosen = f"{'-' if descending else ''}{key}"
    said = [(sort.key, _("%(what)s, ascending") % {"what": sort.name}) for sort in kind.sorts]
    said += [(f"-{sort.key}", _("%(what)s, descending") % {"what": sort.name}) for sort in kind.sorts]
    return [Choice(value, label, value == now_chosen) for value, label in said]


def tabs(kind: TableKind, answer: Answer, query: QueryDict, given: QueryDict) -> list[Link]:
    """The choice that stands as tabs, each with the address of the list in it; the order is the tab's own."""
    name, links = kind.filters.tabs, []
    rest = given.copy()
    for each in (name, SORT, CURSOR, SAVED):
        rest.pop(each, None)
    for value, label in answer.form.fields[name].choices:
        changed = rest.copy()
        changed[name] = value
        links.append(Link(str(label), f"?{changed.urlencode()}", current=value == query.get(name, "")))
    return links


def counts(answer: Answer, part: Part) -> tuple[str, str]:
    """Where the page stands in the list, and how many rows there are; beyond 10,000 nobody waits for the count."""
    n = answer.rows.order_by("pk")[: COUNTED + 1].count()
    total = formats.count(n) if n <= COUNTED else _("more than %(n)s") % {"n": formats.count(COUNTED)}
    counted = ngettext("%(n)s row", "%(n)s rows", n) % {"n": total}
    last = part.place + len(part.rows)
    whole = not part.before and not part.after
    if whole or (n <= COUNTED and last > n):
        return "", counted
    return f"{formats.count(part.place + 1)}–{formats.count(last)} / {total}", counted


def hidden(given: QueryDict, names: list[str]) -> list[tuple[str, str]]:
    return [(name, value) for name in names for value in given.getlist(name)]


def with_value(given: QueryDict, name: str, value: str) -> str:
    """The address of the list with another value of one parameter; pages begin again and a saved view is left."""
    changed = given.copy()
    changed[name] = value
    return address(changed)


def without(given: QueryDict, name: str, value: str) -> str:
    """The address without one condition: of several values of one parameter only this one goes."""
    changed = given.copy()
    rest = [each for each in changed.getlist(name) if each != value]
    changed.setlist(name, rest if len(changed.getlist(name)) > 1 else [])
    return address(changed)


def cleared(given: QueryDict, tab: str) -> str:
    kept = QueryDict(mutable=True)
    for name in (tab, SORT, COLUMN):
        kept.setlist(name, given.getlist(name))
    return address(kept)


def address(changed: QueryDict) -> str:
    """`?saved=` says that no view is wanted, where nothing else is left to say."""
    for name in (CURSOR, SAVED):
        changed.pop(name, None)
    return f"?{changed.urlencode() or f'{SAVED}='}"
