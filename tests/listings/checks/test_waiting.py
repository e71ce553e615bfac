"""What waits in an import under review, held against what is posted, and against what another import brings."""

import pytest
from django.urls import reverse

from listings.checks.duplicates import rights_carry_no_other_listing, text_is_near_no_other_record
from listings.models import Achievement, RecordFinding
from listings.selectors.waiting import GATHERED
from listings.services.catalogue import refuse_batch
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.batch_check import checked_batch
from tests.factories.listings import (
    AchievementFactory,
    IPRightFactory,
    audited_achievement,
    finish_checks,
    imported,
    make_auditor,
)
from tests.listings.checks.test_duplicates import ZH, ZH_COPY, ZH_OTHER, put_in_index
from tte.accounts.enums import OrganisationKind, Role
from tte.casework.models import Case
from tte.casework.services import claim_case
from tte.search.follower import rebuild

pytestmark = pytest.mark.django_db


def waiting(*rows: str, head: str = "标题,摘要"):
    """The records of an import of another institution that waits for its decision."""
    batch = imported(f"{head}\n" + "\n".join(rows) + "\n", by=make_actor(role=Role.OFFICER)).catalogue_batch
    return batch, list(Achievement.objects.filter(catalogue_entry__batch=batch).order_by("pk"))


def near(achievement) -> list[list]:
    put_in_index()
    return text_is_near_no_other_record(achievement).evidence["records"]


@pytest.fixture(autouse=True)
def index(search_index):
    rebuild()


@pytest.mark.rule("R3-33")
def test_a_posted_copy_of_a_record_under_review_in_an_import_is_found():
    _batch, (first, _second) = waiting(f"海洋防护新膜,{ZH}", f"别的成果,{ZH_OTHER[:30]}")
    copy = AchievementFactory(title_zh="防护薄膜", title_en="", abstract_zh=ZH_COPY)

    ((kind, pk, language, share, title_only),) = near(copy)

    assert (kind, pk, language, title_only) == ("import", first.pk, "zh", False)
    assert 60 < share < 100
    assert near(AchievementFactory(title_zh="别的", abstract_zh="另一种做法。")) == []


@pytest.mark.rule("R3-33")
def test_an_import_that_comes_later_is_seen_too_and_one_that_is_refused_no_more():
    copy = AchievementFactory(title_zh="防护薄膜", title_en="", abstract_zh=ZH_COPY)
    waiting("无关的成果,一种做法")
    assert near(copy) == []
    batch, (record,) = waiting(f"海洋防护新膜,{ZH}")
    assert [each[:2] for each in near(copy)] == [["import", record.pk]]
    assert len(GATHERED) == 2

    auditor = make_auditor()
    claim_case(case=batch.case, by=auditor)
    refuse_batch(batch=batch, reason_code="E99", text="x", by=auditor)

    assert near(copy) == []
    assert len(GATHERED) == 1


@pytest.mark.rule("R3-35")
@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("标题,专利号", "防护薄膜,CN202310123456.6"),
        ("标题,专利号", "防护薄膜,ZL 2023 1 0123456.6"),
        ("标题,专利号", "防护薄膜,202310123456.6"),
        ("标题,right types,right numbers", "防护薄膜,发明专利,202310123456.6"),
    ],
)
def test_a_right_that_an_import_under_review_brings_is_named_however_it_is_written(head, row):
    _batch, (record,) = waiting(row, head=head)
    mine = AchievementFactory(rights=False)
    assert rights_carry_no_other_listing(mine).passed
    IPRightFactory(achievement=mine, number="202310123456.6")

    assert rights_carry_no_other_listing(mine).evidence == {"records": [["import", record.pk]]}


@pytest.mark.rule("R3-35")
def test_a_row_of_an_import_is_held_against_the_rights_of_what_is_under_audit():
    audited = audited_achievement()
    number = audited.ip_rights.get().number

    batch = checked_batch(f"标题,专利号\n甲,CN{number}\n", by=make_actor(role=Role.OFFICER))

    found = RecordFinding.objects.get(run__batch=batch, check_name="rights_carry_no_other_listing")
    assert found.evidence == {"records": [["submission", audited.pk]]}


@pytest.mark.rule("R3-33")
def test_of_two_imports_with_the_same_right_the_later_one_names_the_earlier():
    head = "标题,right types,right numbers\n"
    first = checked_batch(f"{head}甲,发明专利,202310123456.6\n", by=make_actor(role=Role.OFFICER))
    second = checked_batch(f"{head}乙,发明专利,202310123456.6\n", by=make_actor(role=Role.OFFICER))

    asked = RecordFinding.objects.filter(check_name="no_import_before_it_brings_the_same")
    assert not asked.filter(run__batch=first).exists()
    earlier = Achievement.objects.get(catalogue_entry__batch=first)
    assert asked.get(run__batch=second).evidence == {"records": [["import", earlier.pk]]}


# --- on the page of the case -----------------------------------------------------------------------------------------


def page_of_a_copy(client, auditor):
    copy = audited_achievement(checked=False, title_zh="防护薄膜", title_en="", abstract_zh=ZH_COPY)
    put_in_index()
    finish_checks(copy.case)
    client.force_login(auditor.user)
    return client.get(reverse("listings:audit_case", args=[copy.case.reference]))


def test_the_auditor_of_both_sees_both(client):
    batch, (record,) = waiting(f"海洋防护新膜,{ZH}")

    page = page_of_a_copy(client, make_auditor())

    (twin,) = page.context["check_twins"]
    assert twin.url == reverse("listings:catalogue_batch", args=[batch.code])
    assert (twin.title_zh, twin.holder) == (record.title_zh, record.holder)


def test_whoever_may_not_see_the_import_reads_that_there_is_one_and_none_of_its_words(client):
    batch, (record,) = waiting(f"海洋防护新膜,{ZH}")
    Case.objects.filter(pk=batch.case.pk).update(office=OrganisationFactory(kind=OrganisationKind.EXCHANGE))

    page = page_of_a_copy(client, make_auditor())

    (finding,) = [each for each in page.context["check_findings"] if each.row.name == "text_is_near_no_other_record"]
    assert [(each.url, each.passages, each.holder) for each in finding.records] == [("", (), "")]
    for secret in (record.title_zh, record.code, batch.code, record.holder.name_zh, "三千小时"):
        assert secret not in page.text
