"""The page of an import tells what the checks found, by check and by line, and the conclusion goes by it."""

import pytest

from listings.models import Achievement
from tests.factories.accounts import make_actor
from tests.factories.batch_check import checked_batch
from tests.factories.checklist import every_field
from tests.factories.listings import imported, make_auditor
from tests.markup import even
from tte.accounts.enums import Role
from tte.casework.services import claim_case
from tte.longwork.running import run_work
from tte.longwork.services import cancel_work

pytestmark = pytest.mark.django_db
HEAD = "title_zh,abstract_zh,right_types,right_numbers,right_statuses\n"
ROWS = HEAD + "导热膜,一种膜,发明专利,202310123456.6,LAP\n散热膜,另一种膜,,,\n"
LAPSED = "rights_are_in_force"
YES = {"conclusion": "approve"} | every_field("catalogue_audit")


@pytest.fixture
def auditor():
    return make_auditor()


@pytest.fixture
def batch(auditor, search_index):
    batch = checked_batch(ROWS, by=make_actor(role=Role.OFFICER))
    claim_case(case=batch.case, by=auditor)
    return batch


def test_findings_stand_by_check_and_by_line(client, batch, auditor):
    client.force_login(auditor.user)

    page = client.get(f"/audit/imports/{batch.code}/")
    checks = page.context["checks"]
    chosen = client.get(f"/audit/imports/{batch.code}/", {"check": LAPSED}).context["checks"]

    assert [(group.name, group.records, group.holds) for group in checks.groups if group.name == LAPSED] == [
        (LAPSED, 1, True)
    ]
    assert [(one.line, one.found.row.name, one.holds) for one in chosen.lines] == [(2, LAPSED, True)]
    assert "202310123456.6" in chosen.lines[0].found.words
    assert f"?check={LAPSED}#checks" in page.content.decode()


def test_what_is_found_keeps_its_row_back_unless_it_is_let_pass(client, batch, auditor):
    client.force_login(auditor.user)
    page = client.get(f"/audit/imports/{batch.code}/")
    everything = [value for value, _label in page.context["form"].fields["let_pass"].choices]

    kept = YES | {"let_pass": [each for each in everything if each != LAPSED]}
    done = client.post(f"/audit/imports/{batch.code}/decide/", kept)

    assert done.status_code == 302
    assert list(Achievement.objects.order_by("pk").values_list("title_zh", "state")) == [
        ("导热膜", "draft"),
        ("散热膜", "catalogued"),
    ]
    after = client.get(done.url).context["checks"]
    assert {one.kept_back for one in after.lines if one.line == 2} == {True}
    assert after.again is False


def test_the_institution_reads_the_findings_and_mends_what_was_kept_back(client, batch, auditor):
    client.force_login(auditor.user)
    client.post(f"/audit/imports/{batch.code}/decide/", YES)
    client.force_login(batch.entered_by)

    page = client.get(f"/audit/imports/{batch.code}/", {"check": LAPSED})

    [one] = page.context["checks"].lines
    assert one.url == f"/achievements/{one.achievement.code}/edit/"
    assert client.get(one.url).status_code == 200
    assert "/check/" not in page.content.decode()


def test_while_the_checks_run_the_page_says_so_and_asks_again(client, auditor):
    batch = imported("标题\n导热膜\n", by=make_actor(role=Role.OFFICER)).catalogue_batch
    claim_case(case=batch.case, by=auditor)
    client.force_login(auditor.user)

    page = client.get(f"/audit/imports/{batch.code}/")
    part = client.get(f"/audit/imports/{batch.code}/", headers={"HX-Request": "true"}).text
    refused = client.post(f"/audit/imports/{batch.code}/decide/", YES)

    assert page.context["checks"].work.done == 0
    assert even(part).startswith('<section id="checks"')
    assert refused.status_code == 422
    run_work(work_id=batch.checks.get().work_id)
    assert client.get(f"/audit/imports/{batch.code}/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert Achievement.objects.get().state == "imported"


def test_checks_that_were_stopped_are_told_and_go_on(client, auditor):
    officer = make_actor(role=Role.OFFICER)
    batch = imported("标题\n导热膜\n", by=officer).catalogue_batch
    cancel_work(work=batch.checks.get().work, by=officer)
    client.force_login(auditor.user)

    assert client.get(f"/audit/imports/{batch.code}/").context["checks"].stopped
    client.post(f"/audit/imports/{batch.code}/check/")

    assert batch.checks.get().work.state == "queued"
    assert client.get(f"/audit/imports/{batch.code}/").context["checks"].work is not None


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_much_for_three_findings_as_for_one(client, auditor, rows, django_assert_num_queries):
    lines = "".join(f"导热膜{n},膜,发明专利,20231012345{n}.{'938'[n]},LAP\n" for n in range(rows))
    batch = checked_batch(HEAD + lines, by=make_actor(role=Role.OFFICER))
    client.force_login(auditor.user)
    client.get(f"/audit/imports/{batch.code}/")

    with django_assert_num_queries(28):
        client.get(f"/audit/imports/{batch.code}/")
