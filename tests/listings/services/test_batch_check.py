"""The automatic checks over the records of an import: what they find, what stays back, and a worker that dies."""

import pytest
from django.db import OperationalError, connections

from listings import checking
from listings.enums import AchievementState
from listings.models import Achievement, BatchCheck, RecordFinding
from listings.selectors.batch_check import finding_groups
from listings.services import batch_check as services
from listings.services.batch_check import ChecksGoOn, check_batch_again
from listings.services.catalogue import approve_batch, refuse_batch
from listings.services.catalogue_standing import HeldBack
from listings.services.check import CaseClosed
from tests.factories.accounts import make_actor
from tests.factories.batch_check import checked_batch
from tests.factories.checklist import IMPORT_YES
from tests.factories.listings import ListingFactory, finish_checks, imported, make_auditor
from tests.tte.imports.kinds import break_off
from tte.accounts.enums import Role
from tte.casework.services import claim_case
from tte.feed.relay import relay_all
from tte.longwork.models import Work
from tte.longwork.running import run_work
from tte.notices.models import Notice
from tte.search.follower import catch_up

LONG = (
    "以氧化石墨烯为原料，经过还原、压延和高温石墨化，得到面内导热系数超过一千二百瓦每米开尔文的散热薄膜，"
    "厚度在二十到一百微米之间可调，弯折一万次后导热系数下降不到百分之三，已经用于手机与平板的散热。"
)
CHANGED = LONG.replace("手机与平板", "手机和电脑").replace("不到百分之三", "少于百分之四")
OTHER = (
    "针对水产养殖尾水中的氨氮，筛选出耐低温的硝化菌群并固定在多孔陶粒上，在八摄氏度下的去除率仍然有百分之八十五，"
    "载体可以反冲洗再生，连续运行两年没有更换，适合北方工厂化养殖车间的循环水处理系统。"
)
FIVE = "标题\n" + "".join(f"导热膜第{number}号\n" for number in range(5))


def officer():
    return make_actor(role=Role.OFFICER)


def found(run: BatchCheck) -> list[tuple[int, str]]:
    return list(RecordFinding.objects.filter(run=run).order_by("line", "check_name").values_list("line", "check_name"))


def states() -> list[str]:
    records = Achievement.objects.filter(catalogue_entry__isnull=False).order_by("pk")
    return list(records.values_list("state", flat=True))


@pytest.fixture
def stock(search_index):
    """One listing whose text the index knows."""
    listing = ListingFactory(title_zh="石墨烯散热薄膜", abstract_zh=LONG)
    relay_all()
    catch_up()
    return listing


@pytest.mark.django_db
@pytest.mark.rule("R3-33")
def test_rows_are_held_against_the_stock_and_against_each_other(stock):
    rows = f"标题,摘要\n导热薄膜的制备,{CHANGED}\n养殖尾水脱氮,{OTHER}\n低温硝化陶粒,{OTHER}\n"
    batch = checked_batch(rows, by=officer())
    run = batch.checks.get()

    assert (run.checked, run.finished_at is not None) == (3, True)
    holding = [(line, name) for line, name in found(run) if "near" in name]
    assert holding == [(2, "text_is_near_no_other_record"), (4, "text_is_near_no_waiting_record")]
    near = RecordFinding.objects.get(run=run, line=2, check_name="text_is_near_no_other_record")
    assert near.evidence["records"][0][:3] == ["listing", stock.pk, "zh"]
    first = Achievement.objects.get(title_zh="养殖尾水脱氮")
    among = RecordFinding.objects.get(run=run, line=4, check_name="text_is_near_no_waiting_record")
    assert among.evidence["records"] == [["import", first.pk, "zh", 100, False]]


@pytest.mark.django_db
def test_the_checks_of_a_posted_record_are_asked_of_every_row(search_index):
    head = "title_zh,abstract_zh,right_types,right_numbers,right_statuses,price,maturity\n"
    row = "导热膜,一种膜,发明专利,202310123456.6,LAP,0.01,6\n"
    batch = checked_batch(head + row, by=officer())

    names = {name for _line, name in found(batch.checks.get())}
    assert {"rights_are_in_force", "maturity_has_papers", "price_is_positive_and_has_a_basis"} <= names
    assert "everything_required_is_given" not in names


@pytest.mark.django_db
def test_a_check_that_cannot_run_is_a_finding_that_holds():
    """There is no index."""
    batch = checked_batch("标题\n导热膜\n", by=officer())
    run = batch.checks.get()

    missing = RecordFinding.objects.get(run=run, check_name="text_is_near_no_other_record")
    assert missing.evidence == {"could_not_run": "no_index"}
    assert "text_is_near_no_other_record" in [group.name for group in finding_groups(run) if group.holds]


@pytest.mark.django_db
def test_rows_with_blocking_findings_stay_back_as_drafts_while_the_others_are_published(stock):
    by, auditor = officer(), make_auditor()
    batch = checked_batch(f"标题,摘要\n导热薄膜的制备,{CHANGED}\n养殖尾水脱氮,{OTHER}\n", by=by)
    claim_case(case=batch.case, by=auditor)

    approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)

    batch.refresh_from_db()
    assert states() == ["draft", "catalogued"]
    assert (batch.state, batch.held) == ("approved", 1)
    notice = Notice.objects.get(kind="listings.batch_held", person=by.user)
    assert (notice.context["count"], notice.context["held"]) == (1, 1)


@pytest.mark.django_db
def test_the_auditor_may_let_a_finding_pass(stock):
    auditor = make_auditor()
    batch = checked_batch(f"标题,摘要\n导热薄膜的制备,{CHANGED}\n", by=officer())
    claim_case(case=batch.case, by=auditor)

    approve_batch(batch=batch, answers=IMPORT_YES, holding=["public_text_holds_no_word_of_secrecy"], by=auditor)

    assert states() == ["catalogued"]


@pytest.mark.django_db
def test_where_the_institution_chose_all_or_none_one_row_keeps_all_back(stock):
    auditor = make_auditor()
    rows = f"标题,摘要\n导热薄膜的制备,{CHANGED}\n养殖尾水脱氮,{OTHER}\n"
    batch = checked_batch(rows, by=officer(), mode="all")
    claim_case(case=batch.case, by=auditor)

    with pytest.raises(HeldBack):
        approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)

    batch.refresh_from_db()
    assert (batch.state, states()) == ("in_audit", ["imported", "imported"])


@pytest.mark.django_db
def test_nothing_is_published_before_the_checks_are_done():
    by, auditor = officer(), make_auditor()
    batch = imported("标题\n导热膜\n", by=by).catalogue_batch
    finish_checks(batch.case)
    claim_case(case=batch.case, by=auditor)

    with pytest.raises(ChecksGoOn):
        approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)
    assert states() == ["imported"]
    refuse_batch(batch=batch, reason_code="E99", text="x", by=auditor)
    assert states() == ["refused"]


@pytest.mark.django_db
def test_the_checks_run_again_and_the_older_run_is_kept():
    by, auditor = officer(), make_auditor()
    batch = checked_batch("标题\n导热膜\n", by=by)
    again = check_batch_again(batch=batch, by=auditor)
    assert check_batch_again(batch=batch, by=auditor) == again
    run_work(work_id=again.work_id)

    first, second = BatchCheck.objects.order_by("pk")
    assert found(first) == found(second) != []
    claim_case(case=batch.case, by=auditor)
    refuse_batch(batch=batch, reason_code="E99", text="x", by=auditor)
    with pytest.raises(CaseClosed):
        check_batch_again(batch=batch, by=auditor)


@pytest.mark.django_db(transaction=True)
def test_a_killed_check_goes_on_and_neither_loses_nor_doubles(codelists, settings, monkeypatch):
    settings.TTE_WORK_SILENCE = 0
    monkeypatch.setattr(checking, "PART", 2)
    batch = imported(FIVE, by=officer()).catalogue_batch
    work, asked, real = Work.objects.latest("pk"), [], services.answers

    def dies(pairs, since):
        asked.append(pairs)
        if len(asked) == 3:
            break_off()
        return real(pairs, since)

    monkeypatch.setattr(services, "answers", dies)
    with pytest.raises(OperationalError):
        run_work(work_id=work.pk)
    connections["default"].close()
    monkeypatch.setattr(services, "answers", real)
    run = batch.checks.get()
    done = run.checked
    run_work(work_id=work.pk)

    run.refresh_from_db()
    assert (done, run.checked) == (2, 5)
    lines = RecordFinding.objects.filter(check_name="text_is_near_no_other_record").order_by("line")
    assert list(lines.values_list("line", flat=True)) == [2, 3, 4, 5, 6]
    assert set(states()) == {AchievementState.IMPORTED}


@pytest.mark.django_db
def test_a_run_that_forgot_its_place_doubles_nothing():
    """The control: the place is lost, and the constraint meets what is found again."""
    batch = checked_batch(FIVE, by=officer())
    before = RecordFinding.objects.count()
    batch.checks.update(position=0, finished_at=None)
    work = check_batch_again(batch=batch, by=make_auditor()).work

    run_work(work_id=work.pk)

    work.refresh_from_db()
    assert (work.state, RecordFinding.objects.count()) == ("failed", before)
