"""R8: every door, asked by everybody for everything, against the matrix written by hand in `r8_matrix/`.

Through the test client on a PostgreSQL of its own. A cell is one asking: person, door, method, thing. Its answer must
be the one written down; where it is a no, nothing may have changed, and the answer must be that for a thing that does
not exist. Lists are searched for names their reader may not find, the API's answers for names that are not written down
(`r8_sights.py`). Controls in the same run: a page, a program's door and a list without their predicate or filter, a
serializer that says too much, a door without a line. Each must show.
"""

import contextlib
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import CellType, FunctionType
from unittest.mock import patch

from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from rest_framework import serializers

from contracts.api.views import ContractDoor
from contracts.views import contract as contract_views
from listings.api.listing import ListingSerializer
from listings.selectors.deal import deals
from tests.battery import r8_fields, r8_matrix, r8_sights
from tests.battery.outcome import Outcome
from tests.battery.r8_lines import Cell, Sight, cells_of, names_in, sights_of
from tests.battery.r8_world import World
from tests.battery.stage import staged
from tte.webhooks.api import WebhookDoor

QUICK_CELLS = 900
ALLOWED = {
    "yes": {"GET": {200}, "POST": {200, 201, 202, 204, 302, 400, 409, 422}},
    "acts": {"POST": {200, 201, 202, 204, 302}},
    "refused": {"POST": {200, 302, 403, 409, 422}},
    "kept": {"GET": {200}},
    "on": {"GET": {302}, "POST": {302}},
    "open": {"GET": {200, 302}, "POST": {200, 302}},
}
LOGIN = "/account/login/"
CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
NO = ("404", "403", "sign-in")


TAKES_FILES = (
    "api:contracts",
    "api:achievement_files",
    "api:imports",
    "api:achievement_pictures",
    "api:add_papers",
    "api:attach_batch_paper",
    "api:attach_secrecy_paper",
)
CHANGES = ("PUT", "PATCH", "DELETE")


@dataclass
class Answer:
    status: int
    body: bytes
    location: str
    changed: list[str]


@dataclass
class Asking:
    """One run: the world, the chance, what has been seen."""

    world: World
    chance: random.Random
    violations: list[str] = field(default_factory=list)
    sums: dict[str, str] = field(
        default_factory=lambda: {name: sum_of(name) for name in connection.introspection.table_names()}
    )
    absent: dict[tuple, tuple] = field(default_factory=dict)
    pages: dict[Cell, Answer] = field(default_factory=dict)
    said: int = 0

    def blame(self, cell: object, what: str) -> None:
        self.violations.append(f"{cell}: {what}")


# --- asking -----------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace. Marked as a test's own, so that a bid's durable arrival may lie within."""
    outer = transaction.atomic()
    outer._from_testcase = True
    with outer:
        yield
        transaction.set_rollback(True)


def written() -> dict[str, int]:
    """Rows written per table so far, counted by the server, also by what was rolled back since. Sessions are nobody's
    secret."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables "
            "WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 AND relname <> 'django_session'"
        )
        return dict(cursor.fetchall())


def ask(asking: Asking, cell: Cell) -> Answer:
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    options = {}
    is_api = cell.route.startswith("api:")
    if is_api and cell.person in asking.world.tokens and asking.chance.random() < 0.5:
        options["headers"] = {"authorization": f"Bearer {asking.world.tokens[cell.person]}"}
    elif cell.person != "visitor":
        client.cookies["sessionid"] = asking.world.sessions[cell.person]
    if cell.method != "GET":
        options["data"] = body_of(asking.world, cell)
        if is_api and cell.route not in TAKES_FILES:
            options["content_type"] = "application/json"
    with undone():
        before = written()
        response = getattr(client, cell.method.lower())(address(asking.world, cell), **options)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        after = written()
        touched = [table for table, rows in after.items() if rows != before.get(table, 0)]
        changed = [table for table in touched if sum_of(table) != asking.sums[table]]
    return Answer(response.status_code, body, response.headers.get("Location", ""), changed)


def sum_of(table: str) -> str:
    """A sum over all that a table holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT md5(coalesce(string_agg(held::text, chr(10) ORDER BY held::text), '')) FROM \"{table}\" held"
        )
        return cursor.fetchone()[0]


def body_of(world: World, cell: Cell) -> dict:
    given = r8_sights.BODIES[f"{cell.route} {cell.body}"] if cell.body else {}
    return {name: value.format(**world.things) if isinstance(value, str) else value for name, value in given.items()}


def address(world: World, cell: Cell) -> str:
    route, _mark, query = cell.route.partition("?")
    return reverse(route, args=arguments(world, cell)) + (f"?{query}" if query else "")


def arguments(world: World, cell: Cell) -> list:
    if cell.route == "account_reset_password_from_key":
        return ["1", "set-password"]
    if not cell.thing:
        return []
    value = absent_like(world.things[cell.like]) if cell.thing == "absent" else world.things[cell.thing]
    return list(value) if isinstance(value, tuple) else [value]


def absent_like(value: object) -> object:
    """A number or code of the same shape that nothing has; of a thing that several name, the last is absent."""
    if isinstance(value, tuple):
        return (*value[:-1], absent_like(value[-1]))
    if isinstance(value, int):
        return 987654321
    digits = re.search(r"\d{5,}$", value)
    return value[: digits.start()] + "9" * len(digits[0]) if digits else "no-such-thing"


# --- judging ----------------------------------------------------------------------------------------------------------


def judge(asking: Asking, cell: Cell) -> None:
    answer = ask(asking, cell)
    if not as_expected(cell, answer):
        asking.blame(cell, f"{answer.status} {answer.location}".strip())
        return
    if answer.changed and cell.answer not in ("acts", "kept", "open") and (cell.answer, way(cell)) != ("yes", "POST"):
        asking.blame(cell, f"wrote {answer.changed}")
    if cell.answer == "acts" and not answer.changed:
        asking.blame(cell, "carried nothing out")
    names_thing = cell.answer in NO and cell.thing and cell.thing != "absent"
    if names_thing and shape(asking, cell, answer) != absent_shape(asking, cell):
        asking.blame(cell, "does not look like what does not exist")
    if cell.answer == "yes" and cell.route in r8_fields.FIELDS and answer.status < 400 and answer.body:
        check_fields(asking, cell, answer)


def as_expected(cell: Cell, answer: Answer) -> bool:
    if cell.answer == "sign-in":
        if cell.route.startswith("api:"):
            return answer.status == 401
        return answer.status == 302 and answer.location.startswith(LOGIN)
    if cell.answer.isdigit():
        return answer.status == int(cell.answer)
    if cell.answer == "refused" and cell.route.startswith("api:"):
        return answer.status in (403, 409)
    if answer.status == 302 and answer.location.startswith(LOGIN) and cell.answer != "open":
        return False
    return answer.status in ALLOWED[cell.answer][way(cell)]


def way(cell: Cell) -> str:
    """Whatever is no GET may change something."""
    return "GET" if cell.method == "GET" else "POST"


def shape(asking: Asking, cell: Cell, answer: Answer) -> tuple:
    """An answer without what must differ: the token of its forms, and the name that was asked for."""
    name = f"/{arguments(asking.world, cell)[0]}"
    body = CSRF.sub(b"", answer.body).replace(name.encode(), b"/<name>")
    return answer.status, body, answer.location.replace(name, "/<name>")


def absent_shape(asking: Asking, cell: Cell) -> tuple:
    key = (cell.route, cell.method, cell.body, cell.person, cell.like)
    if key not in asking.absent:
        other = replace(cell, thing="absent")
        asking.absent[key] = shape(asking, other, ask(asking, other))
    return asking.absent[key]


def check_fields(asking: Asking, cell: Cell, answer: Answer) -> None:
    known = set(r8_fields.FIELDS[cell.route].split())
    extra = names_in(answer.body, but={"facets", "evidence"}) - known
    asking.said += 1
    if extra:
        asking.blame(cell, f"says {sorted(extra)}")


def look(asking: Asking, sight: Sight) -> None:
    """A reader of a list finds a name exactly when the matrix says so. Who is shown no list finds nothing."""
    if sight.cell not in asking.pages:
        asking.pages[sight.cell] = ask(asking, sight.cell)
    answer = asking.pages[sight.cell]
    found = answer.status == 200 and str(asking.world.things[sight.name]).encode() in answer.body
    if found != sight.seen:
        asking.blame(sight, f"{'shown' if found else 'not shown'} ({answer.status})")


def doors(patterns: list, space: str = "") -> Iterator[str]:
    """Every door with each method that needs a line: GET and POST, and of a program's door what it answers besides."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from doors(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            answered = [method for method in CHANGES if hasattr(getattr(pattern.callback, "cls", None), method.lower())]
            yield from (f"{method} {space}{pattern.name}" for method in ("GET", "POST", *answered))


def unwritten(lines: list[Cell]) -> list[str]:
    """Doors without a line for a method, and lines without a door."""
    there = set(doors(get_resolver().url_patterns))
    return sorted(there ^ {f"{line.method} {line.route}" for line in lines})


# --- controls ---------------------------------------------------------------------------------------------------------


def held_by(function: FunctionType, name: str) -> CellType:
    """What a function has closed over under this name."""
    return dict(zip(function.__code__.co_freevars, function.__closure__, strict=True))[name]


@contextlib.contextmanager
def without_predicate(view: FunctionType) -> Iterator[None]:
    """The door of a page says yes to everybody who has signed in."""
    cell = held_by(held_by(view, "opened").cell_contents, "predicate")
    predicate = cell.cell_contents
    cell.cell_contents = lambda actor, thing: actor is not None
    try:
        yield
    finally:
        cell.cell_contents = predicate


@contextlib.contextmanager
def says_too_much() -> Iterator[None]:
    told = {
        **ListingSerializer._declared_fields,
        "posted_by": serializers.CharField(source="achievement.posted_by.email"),
    }
    names = (*ListingSerializer.Meta.fields, "posted_by")
    with (
        patch.object(ListingSerializer, "_declared_fields", told),
        patch.object(ListingSerializer.Meta, "fields", names),
    ):
        yield


def controls(world: World, cells: list[Cell], sights: list[Sight]) -> dict[str, int]:
    """Violations seen with each fault; none may be nought."""

    def seen(fault: contextlib.AbstractContextManager, route: str, try_: Callable, over: list, by: str = "GET") -> int:
        asking = Asking(world, random.Random(0))
        with fault:
            for each in [each for each in over if route == each.route and each.method == by]:
                try_(asking, each)
        return len(asking.violations)

    anybody = patch.object(ContractDoor, "door", staticmethod(lambda actor, contract: True))
    any_webhook = patch.object(WebhookDoor, "door", staticmethod(lambda actor, webhook: actor is not None))
    every_deal = patch("listings.views.deal.deals_of", lambda organisation: deals().order_by("-pk"))
    page = without_predicate(contract_views.show)
    drafts = [cell for cell in cells if cell.thing == "contract_draft"]
    return {
        "page without its predicate": seen(page, "contracts:contract", judge, drafts),
        "program's door without its predicate": seen(anybody, "api:contract", judge, drafts),
        "program's DELETE without its predicate": seen(any_webhook, "api:webhook", judge, cells, "DELETE"),
        "list without its filter": seen(every_deal, "listings:deals", look, sights),
        "serializer that says too much": seen(
            says_too_much(), "api:listing", judge, [cell for cell in cells if cell.thing == "notice"]
        ),
        "method without a line": len(unwritten([cell for cell in cells if cell.method != "PATCH"])),
        "door without a line": len(unwritten([cell for cell in cells if cell.route != "contracts:document"])),
    }


# --- the run ----------------------------------------------------------------------------------------------------------


def drawn(cells: list[Cell], size: str, chance: random.Random) -> list[Cell]:
    """Full: all. Quick: of every door, method and body each answer once at least, the rest by chance."""
    cells = chance.sample(cells, len(cells))
    if size == "full":
        return cells
    first: dict[tuple, Cell] = {}
    for cell in cells:
        first.setdefault((cell.route, cell.method, cell.body, cell.answer), cell)
    chosen = set(first.values())
    return [*first.values(), *[cell for cell in cells if cell not in chosen][: max(0, QUICK_CELLS - len(chosen))]]


def looked_at(sights: list[Sight], size: str, chance: random.Random) -> list[Sight]:
    """Quick: everybody who finds something on a page, and some who find nothing there."""
    if size == "full":
        return sights
    pages: dict[tuple, dict[str, list[Sight]]] = {}
    for sight in sights:
        pages.setdefault((sight.route, sight.cell.thing), {}).setdefault(sight.cell.person, []).append(sight)
    chosen = []
    for readers in pages.values():
        finders = {person for person, found in readers.items() if any(sight.seen for sight in found)}
        others = sorted(readers.keys() - finders)
        people = [*chance.sample(sorted(finders), min(3, len(finders))), *chance.sample(others, min(3, len(others)))]
        chosen += [sight for person in people for sight in readers[person]]
    return chosen


def run(size: str, seed: int) -> Outcome:
    chance = random.Random(seed)
    began = time.monotonic()
    cells, sights = cells_of(r8_matrix), sights_of(r8_matrix, r8_sights.SEEN)
    languages = ("zh-hans", "en") if size == "full" else (chance.choice(["zh-hans", "en"]),)
    with tempfile.TemporaryDirectory(prefix="tte-r8-") as folder, staged(Path(folder)) as world:
        asking = Asking(world, chance)
        asking.violations += [f"{name}: no line, or no such door" for name in unwritten(cells)]
        tried, sought = drawn(cells, size, chance), looked_at(sights, size, chance)
        for language in languages:
            with override_settings(LANGUAGE_CODE=language):
                for cell in tried:
                    judge(asking, cell)
                asking.pages.clear()
                for sight in sought:
                    look(asking, sight)
        faults = controls(world, cells, sights)
    return Outcome(
        "r8",
        seed,
        cases=(len(tried) + len(sought)) * len(languages),
        control_red=all(faults.values()),
        violations=asking.violations,
        figures={
            "doors": len({cell.route for cell in cells}),
            "cells of the matrix": len(cells),
            "cells tried": len(tried) * len(languages),
            "names looked for in lists": len(sought) * len(languages),
            "bodies of the API read": asking.said,
            "seconds": round(time.monotonic() - began, 1),
            **faults,
        },
    )
