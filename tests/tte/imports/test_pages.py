import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.factories.accounts import make_actor
from tests.factories.imports import make_batch_of
from tests.tte.imports.kinds import LIST, Codes
from tests.tte.imports.test_running import FIVE
from tte.accounts.enums import Role
from tte.codelists.models import Code
from tte.drafts.selectors import drafts_of
from tte.imports.enums import BatchState
from tte.imports.models import Batch, ColumnMap
from tte.imports.running import check_now
from tte.longwork.models import Work
from tte.longwork.running import run_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, officer):
    client.force_login(officer.user)
    client.cookies["django_language"] = "en"
    return client


def work(batch: Batch) -> Batch:
    run_work(work_id=Work.objects.latest("pk").pk)
    return Batch.objects.get(pk=batch.pk)


def sheet(answer) -> list[list]:
    content = io.BytesIO(b"".join(answer.streaming_content))
    return CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()


def test_a_file_comes_in_from_upload_to_result(page):
    upload = SimpleUploadedFile("codes.csv", FIVE.encode("gb18030"))
    answer = page.post(reverse("imports:new", args=[Codes.code]), {"upload": upload})
    batch = Batch.objects.get()
    address = reverse("imports:batch", args=[batch.pk])
    assert answer.url == address
    assert b"columns-0-field" in page.get(address).content

    page.post(f"{address}check/", {"columns-0-field": "code", "columns-1-field": "name", "columns-2-field": "unit"})
    assert page.get(address, headers={"HX-Request": "true"}).status_code == 200
    assert work(batch).state == BatchState.CHECKED
    assert page.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert ColumnMap.objects.get().columns == {"code": "代码", "name": "名称", "unit": "单位"}
    html = page.get(address).content.decode()
    assert "bad two is no name" in html
    assert "The same is already in line 2" in html

    refused = page.post(f"{address}enter/", {"mode": "all"})
    assert refused.status_code == 422
    assert "3 rows are faulty" in refused.content.decode()
    page.post(f"{address}enter/", {"mode": "good"})
    assert work(batch).state == BatchState.ENTERED
    assert Code.objects.filter(list=LIST).count() == 2
    assert "What entered" in page.get(address).content.decode()
    assert "codes.csv" in page.get(reverse("imports:batches")).content.decode()


def test_the_sheet_of_bad_rows_is_mended_and_comes_in(page, officer):
    batch = check_now(batch=make_batch_of(FIVE, by=officer), by=officer)
    rows = sheet(page.get(reverse("imports:bad_rows", args=[batch.pk])))
    assert rows == [
        ["代码", "名称", "单位", "Reasons given back"],
        ["A2", "bad two", "", "Line 3: Name: bad two is no name"],
        ["A1", "again", "", "Line 5: The same is already in line 2"],
        ["A4", "", "lb", "Line 6: Name: This must be given; Unit: This value is not allowed here"],
    ]
    mended = "\n".join(",".join(cells) for cells in [rows[0], ["A2", "two", "", "old reason"], ["A5", "five", "", ""]])
    again = make_batch_of(mended, by=officer)
    assert again.columns == {"code": 0, "name": 1, "unit": 2}
    assert check_now(batch=again, by=officer).refused_count == 0


def test_a_corrected_column_is_remembered_by_the_organisation_alone(page, officer):
    content = "k1,k2\nA1,one\n"
    batch = make_batch_of(content, by=officer)
    assert batch.columns == {"code": 0}  # by the look of its values
    refused = page.post(reverse("imports:check", args=[batch.pk]), {"columns-0-field": "code"})
    assert refused.status_code == 422
    assert "No column is given for what every row must have: Name" in refused.content.decode()
    twice = page.post(reverse("imports:check", args=[batch.pk]), {"columns-0-field": "code", "columns-1-field": "code"})
    assert twice.status_code == 422
    page.post(reverse("imports:check", args=[batch.pk]), {"columns-0-field": "code", "columns-1-field": "name"})
    assert make_batch_of("k2,k1\none,A1\n", by=officer).columns == {"name": 0, "code": 1}
    assert make_batch_of(content, by=make_actor(role=Role.OFFICER)).columns == {"code": 0}


@pytest.mark.parametrize("upload", [b"\x00\x01", b"", b"a,b\n"])
def test_what_is_no_table_is_refused_with_a_sentence(page, upload):
    answer = page.post(reverse("imports:new", args=[Codes.code]), {"upload": SimpleUploadedFile("x.csv", upload)})
    assert answer.status_code == 422
    assert Batch.objects.count() == 0
    assert page.post(reverse("imports:new", args=[Codes.code])).status_code == 422


def test_template_and_samples_come_in_as_they_are(page, officer):
    for language in ("zh-hans", "en"):
        url = reverse("imports:sample", args=[Codes.code]) + f"?language={language}"
        content = b"".join(page.get(url).streaming_content)
        batch = check_now(batch=make_batch_of(content, by=officer, name="sample.xlsx"), by=officer)
        assert (batch.row_count, batch.refused_count) == (4, 3)
    assert sheet(page.get(reverse("imports:template", args=[Codes.code]))) == [["Code *", "Name *", "Unit"]]


def test_faults_are_paged_and_filtered_by_reason(page, officer):
    bad = "".join(f"B{n},bad {n}\n" for n in range(60))
    batch = check_now(batch=make_batch_of(f"code,name\n{bad}C1,\n", by=officer), by=officer)
    address = reverse("imports:batch", args=[batch.pk])
    first = page.get(address).context
    assert (len(first["faults"]), [group.lines for group in first["groups"]]) == (30, [60, 1])
    assert len(page.get(f"{address}?after={first['following']}").context["faults"]) == 30
    chosen = page.get(f"{address}?reason={first['groups'][1].key}").context["faults"]
    assert [fault.line for fault in chosen] == [62]
    assert page.get(f"{address}?reason=nothing&after=x-y").status_code == 200


def test_a_batch_is_seen_by_its_organisations_importers_only(client, officer):
    batch = make_batch_of(FIVE, by=officer)
    address = reverse("imports:batch", args=[batch.pk])
    seen = {}
    for name, actor in {
        "colleague": make_actor(role=Role.OFFICER, organisation=officer.organisation),
        "researcher": make_actor(role=Role.RESEARCHER, organisation=officer.organisation),
        "stranger": make_actor(role=Role.OFFICER),
    }.items():
        client.force_login(actor.user)
        listed = client.get(reverse("imports:batches"))
        seen[name] = (client.get(address).status_code, listed.status_code, b"codes.csv" in listed.content)
    assert seen == {
        "colleague": (200, 200, True),
        "researcher": (404, 403, False),
        "stranger": (404, 200, False),
    }


def test_the_list_asks_as_often_for_three_as_for_one(page, officer, django_assert_num_queries):
    make_batch_of(FIVE, by=officer)
    page.get(reverse("imports:batches"))
    for _ in range(2):
        with django_assert_num_queries(6):
            page.get(reverse("imports:batches"))
        make_batch_of(FIVE, by=officer)
        make_batch_of(FIVE, by=officer)


def test_a_discarded_batch_is_over(page, officer):
    batch = make_batch_of(FIVE, by=officer)
    page.post(reverse("imports:discard", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == BatchState.DISCARDED
    columns = {"columns-0-field": "code", "columns-1-field": "name"}
    assert page.post(reverse("imports:check", args=[batch.pk]), columns).status_code in (409, 422)
    assert page.get(reverse("imports:batch", args=[batch.pk])).status_code == 200


def test_what_is_chosen_for_the_columns_is_kept_until_they_are_read(page, officer):
    batch = make_batch_of(FIVE, by=officer)
    address = reverse("imports:batch", args=[batch.pk])
    window = dict(re.findall(r'name="(kept|kept_tab|kept_version)" value="([^"]*)"', page.get(address).text))
    kept = page.post(
        reverse("drafts:keep"), window | {"columns-1-field": "unit"}, headers={"Accept": "application/json"}
    )
    form = page.get(address).context["columns"]

    assert kept.status_code == 200
    assert form["columns-1-field"].value() == "unit"
    assert form.typing.restored

    page.post(f"{address}check/", window | {"columns-0-field": "code", "columns-1-field": "name"})
    assert drafts_of(officer).exclude(values={}).count() == 0
