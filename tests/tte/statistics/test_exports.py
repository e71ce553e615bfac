import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from contracts.models import Contract, ContractFact
from tests.factories.accounts import make_actor
from tests.factories.statistics import make_facts
from tte.accounts.enums import Role
from tte.common.spreadsheets import guarded
from tte.longwork.models import Work
from tte.longwork.running import run_work
from tte.statistics.enums import ExportForm
from tte.statistics.exports import Pipe, copied, copy_into
from tte.statistics.filters import Question
from tte.statistics.models import Export
from tte.statistics.selectors.register import EXPRESSIONS, register_rows, register_sql
from tte.trail.models import Event

pytestmark = pytest.mark.django_db
PAYLOADS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=1", 'plain, "quoted"\nline', "石墨烯"]


@pytest.fixture
def statistician(client):
    actor = make_actor(role=Role.STATISTICIAN)
    client.force_login(actor.user)
    return actor


def taken(response) -> bytes:
    return b"".join(response.streaming_content)


def data_of(content: bytes) -> list[dict[str, str]]:
    lines = [row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) if not row[0].startswith("# ")]
    return [dict(zip(lines[0], row, strict=True)) for row in lines[1:]]


def test_the_raw_table_holds_every_cell_exactly(client, register, statistician):
    content = taken(client.get(reverse("statistics:table_export", args=["types"]), {"year": "2025", "form": "raw"}))
    rows = data_of(content)
    facts = ContractFact.objects.filter(month__year=2025)
    parts = [row for row in rows if row["contract_class"]]
    assert sum(int(row["contracts"]) for row in parts) == facts.count() == int(rows[-1]["contracts"])
    total = sum(Decimal(row["turnover_yuan"]) for row in parts)
    assert total == Decimal(sum(fact.total_fen for fact in facts)) / 100 == Decimal(rows[-1]["turnover_yuan"])


def test_a_file_says_what_it_is(client, register, statistician):
    asked = {"year": "2025", "region": "3300", "form": "sheet"}
    text = taken(client.get(reverse("statistics:table_export", args=["months"]), asked)).decode()
    assert text.startswith("\ufeff")
    stamp = [line for line in text.lstrip("\ufeff").splitlines() if line.lstrip('"').startswith("# ")]
    assert len(stamp) == 6
    assert any("2025" in line and "浙江" in line for line in stamp)
    assert any("DEMO" in line for line in stamp)


def test_every_file_taken_is_recorded(client, register, statistician):
    for form in ExportForm.values:
        taken(client.get(reverse("statistics:table_export", args=["types"]), {"year": "2025", "form": form}))
    assert list(Export.objects.order_by("pk").values_list("form", flat=True)) == ExportForm.values
    assert Export.objects.latest("pk").exported_by == statistician.user
    assert Event.objects.filter(kind="statistics.export", user_key=statistician.user.pk).count() == 3


def test_the_workbook_holds_the_same_cells(client, register, statistician):
    address = reverse("statistics:table_export", args=["classes"])
    raw = data_of(taken(client.get(address, {"year": "2025", "form": "raw"})))
    book = CalamineWorkbook.from_filelike(io.BytesIO(taken(client.get(address, {"year": "2025", "form": "xlsx"}))))
    rows = book.get_sheet_by_index(0).to_python()[1:]
    assert [[row[0], int(row[2]), round(Decimal(row[3]), 2)] for row in rows] == [
        [row["contract_class"], int(row["contracts"]), Decimal(row["turnover_yuan"])] for row in raw
    ]
    assert len(book.get_sheet_by_index(1).to_python()) == 7


def contract_with(title: str) -> ContractFact:
    fact = make_facts(1, registered_on=date(2026, 5, 1))[0]
    Contract.objects.filter(pk=fact.registration.contract_id).update(title=title)
    return fact


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_raw_register_is_exact_and_the_other_forms_are_guarded(payload):
    fact = contract_with(payload)
    question = Question(fact.month.year)
    title = [expression.key for expression in EXPRESSIONS].index("title")
    told = {}
    for form in (ExportForm.CSV_RAW, ExportForm.CSV_SHEET):
        pipe = Pipe()
        copy_into(pipe, *register_sql(question, form))
        data = b""
        while (chunk := pipe.chunks.get()) is not None:
            data += chunk
        told[form] = next(csv.reader(io.StringIO(data.decode(), newline="")))[title]
    assert told[ExportForm.CSV_RAW] == payload
    assert told[ExportForm.CSV_SHEET] == guarded(payload)
    assert next(register_rows(question))[title] == payload


def test_a_workbook_calculates_nothing(client, statistician):
    facts = [contract_with(payload) for payload in PAYLOADS[:4]]
    titles = set()
    for year in {fact.month.year for fact in facts}:
        content = taken(client.get(reverse("statistics:rows_export"), {"year": str(year), "form": "xlsx"}))
        assert b"<f>" not in content
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        titles |= {row[3] for row in rows[1:]}
    assert titles == set(PAYLOADS[:4])


def test_copy_streams_from_a_connection_of_its_own():
    rows = b"".join(copied("SELECT number FROM generate_series(1, %s) AS number", [30000])).split()
    assert rows == [str(number).encode() for number in range(1, 30001)]


def test_a_reader_who_leaves_ends_the_copy():
    chunks = copied("SELECT repeat('x', 1000) FROM generate_series(1, %s)", [100_000])
    assert len(next(chunks)) >= 1000
    chunks.close()


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.AGENT])
def test_nobody_else_takes_files(client, register, role):
    client.force_login(make_actor(role=role).user)
    for address in (reverse("statistics:rows_export"), reverse("statistics:table_export", args=["types"])):
        assert client.get(address).status_code == 403
    assert Export.objects.count() == 0


def test_an_unknown_table_or_form_does_not_exist(client, register, statistician):
    assert client.get(reverse("statistics:table_export", args=["sellers"])).status_code == 404
    assert client.get(reverse("statistics:table_export", args=["types"]), {"form": "pdf"}).status_code == 404


@pytest.mark.parametrize("form", ExportForm.values)
def test_a_large_register_is_prepared_as_long_work(client, register, statistician, settings, form):
    address = reverse("statistics:rows_export") + f"?year=2025&form={form}"
    at_once = taken(client.get(address))
    settings.TTE_EXPORT_AT_ONCE = 10
    page = client.get(address)
    assert "<form" in page.text
    assert Export.objects.count() == 1
    asked = client.post(address)
    work = Work.objects.get()
    assert asked.url == reverse("longwork:job", args=[work.pk])
    run_work(work_id=work.pk)
    work.refresh_from_db()
    with work.result.open("rb") as kept:
        content = kept.read()
    assert (work.state, work.done) == ("done", 0)
    assert rows_of(content, form) == rows_of(at_once, form)
    assert Export.objects.count() == 2


def rows_of(content: bytes, form: str) -> list:
    if form == ExportForm.XLSX:
        return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return data_of(content)
