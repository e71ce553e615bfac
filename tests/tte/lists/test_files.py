"""A list as a file: what its page shows and nothing else, safe in a spreadsheet, in the hands of who may see it."""

import csv
import io

import pytest
from django.test import override_settings
from django.urls import reverse
from python_calamine import CalamineWorkbook

from contracts.models import Contract
from tests.factories.accounts import make_actor
from tests.factories.contracts import Cast, ContractFactory
from tests.factories.lists import kept_view
from tests.tte.lists.test_pages import registered, registered_elsewhere, sign_in
from tte.accounts.enums import Role
from tte.accounts.models import Membership
from tte.common.clock import now
from tte.longwork.enums import WorkState
from tte.longwork.models import Work
from tte.longwork.running import run_work
from tte.trail.models import Event

pytestmark = pytest.mark.django_db
FILE = "/lists/contracts.register/file/"
PAYLOADS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1"]


@pytest.fixture
def registrar(client):
    registrar = Cast(ContractFactory()).registrar
    sign_in(client, registrar)
    return registrar


def content(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def table(raw):
    lines = [row for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"))) if not row[0].startswith("# ")]
    return lines[0], lines[1:]


@override_settings(LANGUAGE_CODE="en")
def test_the_file_holds_the_rows_and_columns_of_the_page_in_its_order(client, registrar):
    rows = registered(registrar, 3)
    registered_elsewhere()
    page = client.get("/registry/register/", {"sort": "number", "col": ["number", "amount"]})

    raw = content(client.get(page.context["list"].tools.exports[0].url))

    names, lines = table(raw)
    assert names == [head.name for head in page.context["list"].heads]
    in_order = sorted(rows, key=lambda row: row.number)
    assert [line[0] for line in lines] == [row.number for row in in_order]
    assert [line[2] for line in lines] == [str(row.total_amount) for row in in_order]
    assert raw.startswith("\ufeff".encode())


def test_the_workbook_holds_the_same_with_numbers_as_numbers(client, registrar):
    row = registered(registrar)[0]

    raw = content(client.get(f"{FILE}?form=xlsx&col=number&col=amount&col=registered"))

    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    data, about = (book.get_sheet_by_index(at).to_python() for at in (0, 1))
    assert data[1] == [row.number, row.contract.title, float(row.total_amount), row.registered_on]
    assert len(about) == 5


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_file_is_calculated(client, registrar, payload):
    row = registered(registrar)[0]
    Contract.objects.filter(pk=row.contract_id).update(title=payload, title_en="")

    _names, lines = table(content(client.get(FILE + "?col=none")))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content(client.get(f"{FILE}?form=xlsx&col=none"))))

    assert lines == [[f"'{payload}"]]
    assert book.get_sheet_by_index(0).to_python()[1] == [payload]


def test_who_took_what_stands_in_the_trail(client, registrar):
    registered(registrar)
    content(client.get(f"{FILE}?sort=number&evil=1"))

    event = Event.objects.get(kind="list.export")
    assert (event.user_key, event.organisation_key) == (registrar.user.pk, registrar.organisation.pk)
    assert event.data == {"list": "contracts.register", "form": "csv", "conditions": "sort=number"}


def test_a_file_never_holds_rows_of_another_agency(client, registrar):
    mine, theirs = registered(registrar)[0], registered_elsewhere()
    view = kept_view(make_actor(role=Role.REGISTRAR, organisation=theirs.contract.agency.organisation))

    for query in ("", f"q={theirs.number}", f"saved={view.pk}", f"at={theirs.pk}"):
        _names, lines = table(content(client.get(f"{FILE}?col=number&{query}")))
        assert [line[0] for line in lines] in ([mine.number], [])
    sign_in(client, make_actor(role=Role.REGISTRAR, organisation=theirs.contract.agency.organisation))
    _names, lines = table(content(client.get(f"{FILE}?col=number")))
    assert [line[0] for line in lines] == [theirs.number]


def test_a_large_file_is_prepared_as_long_work_and_is_the_same(client, registrar, settings):
    registered(registrar, 3)
    address = f"{FILE}?sort=number&col=number"
    small = content(client.get(address))
    settings.TTE_EXPORT_AT_ONCE = 2

    offered = client.get(address)
    answer = client.post(address)
    work = Work.objects.get()
    run_work(work_id=work.pk)
    work.refresh_from_db()

    assert (offered.status_code, offered.context["rows"]) == (200, 3)
    assert answer.url == reverse("longwork:job", args=[work.pk])
    assert (work.state, work.total) == (WorkState.DONE, 3)
    with work.result.open("rb") as file:
        assert table(file.read()) == table(small)


def test_whoever_has_left_the_agency_meanwhile_gets_no_file(client, registrar):
    registered(registrar)
    client.post(FILE)
    Membership.objects.filter(pk=registrar.membership.pk).update(ended_at=now(), ended_by=registrar.user)

    run_work(work_id=Work.objects.get().pk)

    work = Work.objects.get()
    assert (work.state, bool(work.result)) == (WorkState.FAILED, False)


def test_a_form_that_there_is_not_is_not_there(client, registrar):
    assert client.get(f"{FILE}?form=exe").status_code == 404
