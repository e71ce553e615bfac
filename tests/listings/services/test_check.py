"""The checks of a case run again on asking; every run is kept with what changed."""

import pytest

from listings.models import IPRight
from listings.services.audit import refuse_achievement
from listings.services.check import CaseClosed, check_again
from tests.factories.listings import audited_achievement, claimed_achievement, finish_checks, make_auditor
from tte.casework.models import CheckResult
from tte.trail.selectors import events_of

pytestmark = pytest.mark.django_db


def test_a_run_is_owed_once_however_often_it_is_asked_for():
    achievement, auditor = audited_achievement(), make_auditor()
    for _ in range(2):
        check_again(case=achievement.case, by=auditor)

    assert achievement.case.check_runs.filter(finished_at=None).count() == 1
    assert [event.kind for event in events_of(achievement.case)].count("case.check_again") == 1


def test_a_closed_case_keeps_its_checks_as_they_were():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    refuse_achievement(achievement=achievement, reason_code="E1", text="不符", by=auditor)

    with pytest.raises(CaseClosed):
        check_again(case=achievement.case, by=auditor)

    assert achievement.case.check_runs.count() == 1


def test_the_page_says_of_each_run_what_came_and_what_went(client):
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    client.force_login(auditor.user)
    page = f"/audit/{achievement.code}/"
    for status in ("INV", "GRT"):
        IPRight.objects.filter(achievement=achievement).update(status=status)
        client.post(f"{page}check/")
        finish_checks(achievement.case)

    newest, middle, first = client.get(page).context["check_runs"]

    says = "Its rights are in force, and nobody disputes them"
    with_english = client.get(page, headers={"accept-language": "en"}).context["check_runs"]
    assert [(len(run.came), len(run.went)) for run in (newest, middle)] == [(0, 1), (1, 0)]
    assert [str(said) for said in with_english[0].went] == [says]
    assert newest.passed == middle.passed + 1 == first.passed
    assert CheckResult.objects.filter(run__case=achievement.case).count() == 3 * first.total
