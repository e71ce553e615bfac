"""Programs hand in files, follow their check and entry and read what was found, under the rules of the page."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from listings.models import Achievement
from tests.factories.accounts import make_actor
from tests.factories.imports import make_batch_of, make_batches
from tests.factories.listings import OPTIONS, the_exchange
from tests.tte.imports.kinds import Codes
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.accounts.tokens import issue_token
from tte.imports.enums import BatchState
from tte.imports.models import Batch, BatchFault
from tte.imports.running import check_now
from tte.longwork.running import run_work

pytestmark = pytest.mark.django_db
TABLE = "title,holder\nGraphene film,Yunlu University\n"


def program(actor: Actor, **headers: str) -> Client:
    return Client(headers={"authorization": f"Bearer {issue_token(label='p', by=actor)}"} | headers)


def table(content: str = TABLE) -> SimpleUploadedFile:
    return SimpleUploadedFile("results.csv", content.encode())


def ask(client: Client, path: str, body: object = None) -> dict:
    answer = client.post(f"/api/v1/imports/{path}", body or {}, content_type="application/json")
    assert answer.status_code in (200, 202), answer.content
    return answer.json()


def test_a_file_goes_from_its_hand_in_to_its_records(officer):
    the_exchange()
    client = program(officer, **{"idempotency-key": "one"})
    given = {"kind": "achievements"} | OPTIONS
    made = client.post("/api/v1/imports/", given | {"upload": table()})
    again = client.post("/api/v1/imports/", given | {"upload": table()})
    other = client.post("/api/v1/imports/", given | {"upload": table(TABLE + "Film,Y\n")})
    assert (made.status_code, again.json()["pk"], other.json()["code"]) == (201, made.json()["pk"], "key_reused")
    pk = made.json()["pk"]
    assert made.json()["columns"][0] == {"heading": "title", "field": "title"}
    rows = client.get(f"/api/v1/imports/{pk}/rows/").json()["results"]
    assert rows == [{"line": 2, "values": {"title": "Graphene film", "holder": "Yunlu University"}}]

    assert ask(client, f"{pk}/check/")["is_busy"]
    run_work(work_id=Batch.objects.get().work_id)
    assert client.get(f"/api/v1/imports/{pk}/").json()["state"] == BatchState.CHECKED
    assert ask(client, f"{pk}/enter/", {"mode": "all"})["work"]["state"] == "queued"
    run_work(work_id=Batch.objects.get().work_id)

    told = client.get(f"/api/v1/imports/{pk}/").json()
    assert (told["state"], told["entered_count"], told["work"]["state"]) == (BatchState.ENTERED, 1, "done")
    assert Achievement.objects.get().holder == officer.organisation


def test_what_the_page_would_refuse_is_refused_by_field(officer):
    client, given = program(officer), {"kind": "achievements"} | OPTIONS
    for changed, field in (
        ({"level": "secret"}, "level"),
        ({"reviewer_name": ""}, "reviewer_name"),
        ({"kind": "code_list"}, "kind"),
        ({"kind": "nothing"}, "kind"),
    ):
        refused = client.post("/api/v1/imports/", given | {"upload": table()} | changed)
        assert (refused.status_code, list(refused.json())) == (400, [field])
    assert client.post("/api/v1/imports/", given).json().keys() == {"upload"}
    unreadable = client.post("/api/v1/imports/", given | {"upload": SimpleUploadedFile("x.xlsx", b"PK\x03\x04")})
    assert (unreadable.status_code, unreadable.json()["code"]) == (409, "table_refused")
    assert Batch.objects.count() == 0


def test_columns_that_are_named_wrongly_are_refused(officer):
    client = program(officer)
    pk = make_batch_of("code,name\nA1,one\n", by=officer).pk
    path = f"/api/v1/imports/{pk}/check/"
    twice, beyond = {"code": 0, "name": 0}, {"code": 0, "name": 7}
    for columns, status in (({"colour": 0}, 400), ({"code": -1}, 400), ({"code": 0}, 409), (twice, 409), (beyond, 409)):
        answer = client.post(path, {"columns": columns}, content_type="application/json")
        assert answer.status_code == status, columns


def test_findings_are_read_line_by_line_to_the_last(officer):
    client = program(officer, **{"accept-language": "en"})
    lines = "".join(f"A{number},{'bad name' if number % 2 else 'odd name'}\n" for number in range(150))
    pk = check_now(batch=make_batch_of("code,name\n" + lines, by=officer), by=officer).pk
    path = f"/api/v1/imports/{pk}/findings/"

    first = client.get(path).json()
    second = client.get(path, {"after": first["next"]}).json()

    assert (len(first["results"]), len(second["results"]), second["next"]) == (100, 50, None)
    assert [each["line"] for each in first["results"] + second["results"]] == list(range(2, 152))
    assert first["results"][1] == {
        **{"line": 3, "sheet": "", "field": "name", "label": "Name", "given": "bad name", "warning": False},
        "sentence": "bad name is no name",
    }
    reasons = client.get(f"/api/v1/imports/{pk}/").json()["reasons"]
    chosen = client.get(path, {"reason": reasons[0]["key"]}).json()["results"]
    assert (reasons[0]["lines"], {each["warning"] for each in chosen}) == (75, {False})
    assert [client.get(path, asked).status_code for asked in ({"after": "x"}, {"reason": "x"})] == [400, 400]


def test_nothing_is_told_while_it_is_being_found(officer):
    client, batch = program(officer), make_batches(officer)["running"]
    BatchFault.objects.create(batch=batch, line=2, reason="This must be given")

    assert client.get(f"/api/v1/imports/{batch.pk}/findings/").json() == {"results": [], "next": None}
    assert client.get(f"/api/v1/imports/{batch.pk}/").json()["reasons"] == []


def test_refused_rows_and_the_template_are_workbooks(officer):
    client, batches = program(officer, **{"accept-language": "en"}), make_batches(officer)
    for path, heading in (
        (f"{batches['checked'].pk}/bad-rows/", "code"),
        (f"kinds/{Codes.code}/template/", "Code *"),
    ):
        answer = client.get(f"/api/v1/imports/{path}")
        book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
        assert book.get_sheet_by_index(0).to_python()[0][0] == heading
    assert client.get(f"/api/v1/imports/{batches['uploaded'].pk}/bad-rows/").status_code == 404


def test_a_file_is_the_business_of_its_organisation_alone(officer):
    batch = make_batch_of("code,name\nA1,one\n", by=officer)
    stranger = program(make_actor(role=Role.OFFICER))

    assert stranger.get("/api/v1/imports/").json()["results"] == []
    for path in ("", "rows/", "findings/", "bad-rows/"):
        assert stranger.get(f"/api/v1/imports/{batch.pk}/{path}").status_code == 404
    for path in ("check/", "enter/", "stop/", "conclude/", "discard/"):
        assert stranger.post(f"/api/v1/imports/{batch.pk}/{path}").status_code == 404
    assert program(make_actor(role=Role.RESEARCHER)).get("/api/v1/imports/").status_code == 403


def test_a_discarded_file_stays_in_the_list(officer):
    client, batch = program(officer), make_batch_of("code,name\nA1,one\n", by=officer)

    assert ask(client, f"{batch.pk}/discard/")["state"] == BatchState.DISCARDED
    assert [each["pk"] for each in client.get("/api/v1/imports/").json()["results"]] == [batch.pk]
    refused = client.post(f"/api/v1/imports/{batch.pk}/enter/", {"mode": "good"}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "bad_rows")


def test_the_list_asks_the_database_as_often_for_many_as_for_one(officer, django_assert_num_queries):
    client = program(officer)
    make_batches(officer)
    client.get("/api/v1/imports/")
    with django_assert_num_queries(2):
        client.get("/api/v1/imports/")
    make_batches_again = [make_batch_of(f"code,name\nQ{number},one\n", by=officer) for number in range(5)]
    with django_assert_num_queries(2):
        assert len(client.get("/api/v1/imports/").json()["results"]) == 5 + len(make_batches_again)
