"""R11: what people typed leaves the house as text. Every export, 500 payloads, no formula and no changed value.

Oracle: the payloads themselves, and readers that share nothing with the writers (the csv module, calamine, the bytes of
the workbook; at full size LibreOffice, which must be there). Controls: CSV without the mark, a workbook that guesses.
"""

import contextlib
import csv
import io
import logging
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from institutions.models import Agency
from listings.services.auction import close_auction
from listings.services.bid import place_bid
from tests.battery import r11_readers as readers
from tests.battery.database import own_database
from tests.battery.outcome import Outcome
from tests.battery.r11_payloads import make_payloads
from tests.battery.r11_readers import Table
from tests.battery.r11_register import NAMED_LIST, RECORDS, YEAR, add_codes, make_records, make_register, name_codes
from tests.factories.accounts import make_actor
from tests.factories.bidding import make_agent, make_close_due, running_auction
from tests.factories.listings import OPTIONS
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.accounts.models import Organisation
from tte.codelists import exports as list_exports
from tte.common import spreadsheets
from tte.feed.relay import relay_all
from tte.imports.kinds import KINDS
from tte.imports.running import check_now
from tte.imports.services.batch import make_batch
from tte.longwork.models import Work
from tte.longwork.running import run_work
from tte.search import index as search_index
from tte.search.follower import rebuild as rebuild_search
from tte.statistics import exports
from tte.statistics.projection import rebuild as rebuild_statistics
from tte.statistics.reader import reading

PAYLOADS = 500
# The doors that hand out tables; `test_exports_are_known` refuses one that is not here.
DOORS = {
    "statistics:rows_export": "the register of a year",
    "statistics:table_export": "a standard table",
    "longwork:result": "the register as long work",
    "imports:bad_rows": "the refused lines of a file",
    "imports:template": "the template of a kind",
    "imports:sample": "a file for practice",
    "listings:bid_log": "the log of a bidding",
    "codelists:download": "a code list, complete",
    "lists:export": "a list as its page shows it",
}
FORMS = {"raw": readers.raw_csv, "sheet": readers.sheet_csv, "xlsx": readers.workbook}


@dataclass
class Looking:
    """What was looked at, and what was wrong."""

    opened_by_office: bool
    cells: int = 0
    files: dict[str, int] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)

    def read(self, name: str, form: str, content: bytes) -> Table:
        """One file, by its reader; where the office is asked as well, it must not see a formula either."""
        self.files[name] = self.files.get(name, 0) + 1
        table = FORMS[form](content)
        if self.opened_by_office and form != "raw":
            shown = readers.office(content, "xlsx" if form == "xlsx" else "csv")
            self.files["opened by LibreOffice"] = self.files.get("opened by LibreOffice", 0) + 1
            if shown.formulas:
                self.violations.append(f"{name} {form}: LibreOffice calculates {shown.formulas} cells")
            if form == "xlsx":
                self.equal(f"{name} in LibreOffice", plainly(shown.rows), plainly(table.rows))
        if table.formulas:
            self.violations.append(f"{name} {form}: {table.formulas} cells would be calculated")
        return table

    def equal(self, name: str, found: list[str], expected: list[str]) -> None:
        self.cells += len(expected)
        if found != expected:
            wrong = [(one, two) for one, two in zip(found, expected, strict=False) if one != two][:2]
            self.violations.append(f"{name}: {len(found)} of {len(expected)} values, such as {wrong}")


def plainly(rows: list[list[str]]) -> list[str]:
    """All texts without what readers draw differently: breaks and blanks, and the look of numbers and dates."""
    texts = ("".join(cell.split()) for row in rows for cell in row)
    return [text for text in texts if text and not readers.NUMBER.match(text)]


@dataclass(frozen=True)
class World:
    payloads: list[str]
    statistician: Actor
    officer: Actor

    def client(self, actor: Actor) -> Client:
        client = Client()
        client.force_login(actor.user)
        return client


# --- every export -----------------------------------------------------------------------------------------------------


def register(world: World, looking: Looking) -> None:
    client, door = world.client(world.statistician), reverse("statistics:rows_export")
    for form in FORMS:
        content = taken(client.get(door, {"year": YEAR, "form": form}))
        register_is_whole(looking.read("register", form, content), world, looking, f"register {form}")
        client.post(f"{door}?year={YEAR}&form={form}")
        work = Work.objects.latest("pk")
        run_work(work_id=work.pk)
        content = taken(client.get(reverse("longwork:result", args=[work.pk])))
        register_is_whole(looking.read("register as long work", form, content), world, looking, f"long work {form}")


def register_is_whole(table: Table, world: World, looking: Looking, name: str) -> None:
    heads = next(place for place, row in enumerate(table.rows) if len(row) > 10)
    rows = table.rows[heads + 1 :]
    for column in (3, 10, 13):  # title, seller, buyer
        looking.equal(name, [row[column] for row in rows], world.payloads)


def standard_tables(world: World, looking: Looking) -> None:
    """By their door, with payloads as the names of codes; and every payload through their writers."""
    client = world.client(world.statistician)
    name = name_codes(world.payloads)["05"]
    stamp = exports.Stamp("R11", datetime(2026, 1, 5, tzinfo=UTC), 1, "", "CNY", "DEMO")
    columns = [exports.Column("Name", "Name"), exports.Column("sum", "Sum"), exports.Column("on", "On")]
    rows = [[payload, Decimal("-1.50"), date(2026, 1, 5)] for payload in world.payloads]
    for form in FORMS:
        door = reverse("statistics:table_export", args=["fields"])
        table = looking.read("table", form, taken(client.get(door, {"year": YEAR, "form": form})))
        looking.equal(f"table {form}", [row[1] for row in table.rows if row[0] == "05"], [name])
        table = looking.read("writer", form, written(form, stamp, columns, rows))
        looking.equal(f"writer {form}", [row[0] for row in table.below("Name")], world.payloads)


def written(form: str, stamp: exports.Stamp, columns: list, rows: list) -> bytes:
    if form == "xlsx":
        with spreadsheets.xlsx_of(stamp.lines(), exports.names_of(columns), rows) as file:
            return file.read()
    return b"".join(exports.csv_of(form, stamp, columns, rows))


def bad_rows(world: World, looking: Looking) -> None:
    """Lines refused for a wrong number come back as they stood; what no cell can hold is shown as its picture."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["title", "number"], *([payload, "202310123456.1"] for payload in world.payloads)])
    upload = SimpleUploadedFile("r11.csv", out.getvalue().encode())
    batch = make_batch(kind="achievements", upload=upload, by=world.officer, options=OPTIONS)
    batch = check_now(batch=batch, by=world.officer)
    door = reverse("imports:bad_rows", args=[batch.pk])
    table = looking.read("bad rows", "xlsx", taken(world.client(world.officer).get(door)))
    looking.equal("bad rows", [row[0] for row in table.rows[1:]], [pictured(each.strip()) for each in world.payloads])


def pictured(text: str) -> str:
    shown = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"}
    return text.translate(shown)


def templates(world: World, looking: Looking) -> None:
    client = world.client(world.officer)
    for door in ("imports:template", "imports:sample"):
        table = looking.read(door, "xlsx", taken(client.get(reverse(door, args=["achievements"]))))
        heads = [cell.removesuffix(" *") for cell in table.rows[0]]
        looking.equal(door, heads, [str(each.label) for each in KINDS["achievements"].fields])


def bid_log(world: World, looking: Looking) -> None:
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    for number, agent in enumerate(agents * 3):
        amount = auction.start_price + number // 2 * auction.increment
        place_bid(auction_id=auction.pk, amount=amount, request_key=f"r11-{number}", by=agent)
    close_auction(auction_id=make_close_due(auction).pk)
    content = taken(Client().get(reverse("listings:bid_log", args=[auction.listing.code])))
    table = looking.read("bid log", "raw", content)
    stored = auction.intake.order_by("decision__cut", "arrived_at", "pk").values_list("pk", "amount")
    looking.equal("bid log", [cell for row in table.rows[1:] for cell in (row[0], row[4])], flat(stored))
    calculated = readers.sheet_csv(content).formulas
    if calculated:
        looking.violations.append(f"bid log: {calculated} cells would be calculated")


def code_list(world: World, looking: Looking) -> None:
    """A list whose entries are called by the payloads."""
    content = taken(Client().get(reverse("codelists:download", args=[NAMED_LIST])))
    rows = sorted(row for row in looking.read("code list", "sheet", content).rows if row[0].startswith("R11-"))
    for column in (2, 3):  # the names
        looking.equal("code list", [row[column] for row in rows], world.payloads)


def flat(rows: object) -> list[str]:
    return [str(value) for row in rows for value in row]


def taken(answer: object) -> bytes:
    assert answer.status_code == 200, answer.status_code
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def listed(world: World, looking: Looking) -> None:
    """The register of an agency as a list: parties that are called by the payloads."""
    registrar = make_actor(role=Role.REGISTRAR, organisation=Agency.objects.get().organisation)
    door = reverse("lists:export", args=["contracts.register"])
    asked = {"sort": "number", "col": ["number", "seller", "buyer"]}
    for form, reader in (("csv", "sheet"), ("xlsx", "xlsx")):
        table = looking.read("list", reader, taken(world.client(registrar).get(door, asked | {"form": form})))
        rows = [row for row in table.below("Registration number") if row[0].startswith("20263300")]
        for column in (2, 3):
            looking.equal(f"list {form}", [row[column] for row in rows[: len(world.payloads)]], world.payloads)


def found_records(world: World, looking: Looking) -> None:
    """What the search engine finds in the catalogue: records whose titles and holders are the payloads."""
    door, asked = reverse("lists:export", args=["listings.catalogue"]), {"col": ["code", "title", "stated_holder"]}
    for form, reader in (("csv", "sheet"), ("xlsx", "xlsx")):
        table = looking.read("catalogue", reader, taken(world.client(world.officer).get(door, asked | {"form": form})))
        rows = sorted(row for row in table.below("Number") if row[0].startswith(RECORDS))
        for column in (1, 2):
            looking.equal(f"catalogue {form}", [row[column] for row in rows], world.payloads)


EXPORTS = (register, standard_tables, bad_rows, templates, bid_log, code_list, listed, found_records)


# --- controls ---------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def plain_csv() -> Iterator[None]:
    """A csv.writer and a COPY that leave text as it is."""
    with (
        patch.object(spreadsheets, "guarded", lambda value: value),
        patch.object(list_exports, "guarded", lambda value: value),
        patch("tte.statistics.selectors.register.GUARDED", "{sql}"),
    ):
        yield


@contextlib.contextmanager
def guessing_workbook() -> Iterator[None]:
    """XlsxWriter as it comes: it looks at the text and makes formulas, links and numbers of it."""
    made = Workbook.__init__
    with (
        patch.object(Workbook, "__init__", lambda self, name=None, options=None: made(self, name, {})),
        patch.object(Worksheet, "write_string", Worksheet.write),
    ):
        yield


def controls(world: World) -> dict[str, int]:
    found = {}
    for name, fault, tried in (
        ("csv without the mark", plain_csv, (register, standard_tables, code_list, listed, found_records)),
        ("workbook that guesses", guessing_workbook, (standard_tables, bad_rows)),
    ):
        looking = Looking(opened_by_office=False)
        with fault():
            for export in tried:
                export(world, looking)
        found[name] = sum("would be calculated" in each for each in looking.violations)
    return found


# --- the run ----------------------------------------------------------------------------------------------------------


def make_world(payloads: list[str]) -> World:
    make_register(payloads)
    make_records(payloads)
    add_codes(NAMED_LIST, payloads)
    statistician, officer = make_actor(role=Role.STATISTICIAN), make_actor(role=Role.OFFICER)
    Organisation.objects.filter(pk=officer.organisation.pk).update(name_en=payloads[0])
    return World(payloads, statistician, officer)


@contextlib.contextmanager
def staged(folder: str) -> Iterator[None]:
    logging.disable(logging.ERROR)
    with (
        own_database(),
        override_settings(
            TTE_PROJECTIONS=Path(folder),
            MEDIA_ROOT=Path(folder) / "media",
            LANGUAGE_CODE="en",
            ALLOWED_HOSTS=["testserver"],
        ),
    ):
        reading.forget()
        search_index.reading.forget()
        call_command("load_codelists", verbosity=0, stdout=io.StringIO())
        yield
        reading.forget()
        search_index.reading.forget()
    logging.disable(logging.NOTSET)


def run(size: str, seed: int) -> Outcome:
    began, looking = time.monotonic(), Looking(opened_by_office=size == "full")
    if size == "full" and readers.OFFICE is None:
        looking.violations.append("LibreOffice is not here: apt-get install libreoffice-calc")
        looking.opened_by_office = False
    payloads = make_payloads(PAYLOADS, random.Random(seed))
    with tempfile.TemporaryDirectory(prefix="tte-r11-") as folder, staged(folder):
        world = make_world(payloads)
        relay_all()
        rebuild_statistics()
        rebuild_search()
        for export in EXPORTS:
            export(world, looking)
        faults = controls(world)
    return Outcome(
        "r11",
        seed,
        cases=looking.cells,
        control_red=all(faults.values()),
        violations=looking.violations,
        figures={
            "payloads": len(payloads),
            "doors": len(DOORS),
            **{f"files: {name}": count for name, count in looking.files.items()},
            "seconds": round(time.monotonic() - began, 1),
            **faults,
        },
    )
