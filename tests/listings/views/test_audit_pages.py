import pytest

from listings.enums import AchievementState
from listings.models import Listing
from tests.factories.accounts import MembershipFactory, make_actor
from tests.factories.checklist import every_field
from tests.factories.listings import audited_achievement, claimed_achievement, make_auditor, make_officer
from tte.accounts.enums import OrganisationKind, Role
from tte.casework.enums import CaseState
from tte.casework.selectors.checklist import open_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client):
    actor = make_auditor()
    client.force_login(actor.user)
    return actor


def case_url(achievement, act=""):
    return f"/audit/{achievement.code}/{act}"


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_the_database_as_often_for_one_case_as_for_three(
    client, auditor, django_assert_num_queries, count
):
    for _ in range(count):
        audited_achievement()
    client.get("/audit/")

    with django_assert_num_queries(19):
        answer = client.get("/audit/")

    assert len(answer.context["list"].rows) == count


def test_the_queue_says_how_many_checks_passed_and_why_one_did_not(client, auditor):
    audited_achievement()

    row = client.get("/audit/").context["list"].objects[0]

    assert (row.checks.passed, row.checks.total, row.checks.failed) == (23, 28, ["maturity_has_papers"])
    assert row.why()


@pytest.mark.parametrize("view", ["", "all", "waiting", "closed", "nonsense"])
def test_every_view_of_the_queue_opens_when_empty(client, auditor, view):
    assert client.get(f"/audit/?view={view}").status_code == 200


def test_claiming_the_next_takes_the_most_urgent_and_leads_to_it(client, auditor):
    first = audited_achievement()
    audited_achievement()

    answer = client.post("/cases/next/listing_audit/")

    assert (answer.status_code, answer.url) == (302, case_url(first))
    first.case.refresh_from_db()
    assert first.case.claimed_by == auditor.user


def test_a_case_is_claimed_put_back_and_claimed_again(client, auditor):
    achievement = audited_achievement()

    for act, leads, state in (
        ("claim", case_url(achievement), CaseState.IN_HAND),
        ("release", "/audit/", CaseState.UNCLAIMED),
        ("claim", case_url(achievement), CaseState.IN_HAND),
    ):
        assert client.post(f"/cases/{achievement.case_id}/{act}/").url == leads
        achievement.case.refresh_from_db()
        assert achievement.case.state == state


def test_approving_from_the_page_lists_it(client, auditor):
    achievement = claimed_achievement(auditor)

    answer = client.post(case_url(achievement, "decide/"), {"conclusion": "approve"} | every_field())

    assert answer.status_code == 302
    listing = Listing.objects.get()
    assert listing.code in client.get(answer.url).content.decode()


def test_an_approval_with_an_open_line_or_a_no_is_refused_with_a_link_to_the_line(client, auditor):
    achievement = claimed_achievement(auditor)
    lines = {line.code: line for line in open_lines(achievement.case)}
    asked, *others = lines.values()
    given = (
        {"conclusion": "approve"} | {line.field: "yes" for line in others} | {line.note_field: "-" for line in others}
    )

    silent = client.post(case_url(achievement, "decide/"), given)
    against = client.post(
        case_url(achievement, "decide/"), given | {asked.field: "no", asked.note_field: "题名与内容不符"}
    )

    for answer in (silent, against):
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {asked.field}
        assert f'href="#id_{asked.field}_0"' in answer.content.decode()
    assert Listing.objects.count() == 0
    assert "题名与内容不符" in against.content.decode()


def test_what_was_answered_no_is_read_by_the_author_and_kept_with_the_decision(client, auditor):
    achievement = claimed_achievement(auditor)
    asked = open_lines(achievement.case)[0]
    words = {"conclusion": "ask_correction", "reason_code": "E8", "text": "见清单"}

    client.post(case_url(achievement, "decide/"), words | {asked.field: "no", asked.note_field: "题名与内容不符"})

    assert asked.name("zh-hans") in client.get(case_url(achievement)).content.decode()
    client.force_login(achievement.posted_by)
    page = client.get(f"/achievements/{achievement.code}/edit/").content.decode()
    assert (asked.name("zh-hans") in page, "题名与内容不符" in page) == (True, True)


def test_asking_for_a_correction_without_reason_is_refused_beside_the_fields(client, auditor):
    achievement = claimed_achievement(auditor)

    answer = client.post(case_url(achievement, "decide/"), {"conclusion": "ask_correction"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["reason_code", "text"]
    achievement.refresh_from_db()
    assert achievement.state == AchievementState.IN_AUDIT


def test_a_correction_reaches_the_author_with_code_and_words(client, auditor):
    achievement = claimed_achievement(auditor)

    client.post(
        case_url(achievement, "decide/"),
        {"conclusion": "ask_correction", "reason_code": "E8", "text": "请附 TRL 6 佐证"},
    )

    client.force_login(achievement.posted_by)
    page = client.get(f"/achievements/{achievement.code}/edit/").content.decode()
    assert "E8" in page
    assert "请附 TRL 6 佐证" in page


def test_while_the_checks_run_the_page_offers_no_conclusion(client, auditor):
    achievement = claimed_achievement(auditor, checked=False)

    page = client.get(case_url(achievement))
    answer = client.post(case_url(achievement, "decide/"), {"conclusion": "approve"} | every_field())

    assert page.context["check_owed"]
    assert " disabled" in page.content.decode()
    assert answer.status_code == 422
    assert Listing.objects.count() == 0


@pytest.mark.rule("R8-31")
def test_to_whoever_belongs_to_the_holder_the_case_stays_closed(client, auditor):
    achievement = audited_achievement()
    MembershipFactory(user=auditor.user, organisation=achievement.holder, role=Role.OFFICER)

    page = client.get(case_url(achievement))

    assert page.status_code == 403
    assert page.context["case"] == achievement.case
    assert achievement.abstract_zh not in page.content.decode()
    assert "/claim/" not in page.content.decode()


def test_a_finding_says_in_words_what_it_rests_on(client, auditor):
    achievement = audited_achievement(abstract_zh="联系电话 13800138000")

    shown = client.get(case_url(achievement)).context

    found = {each.row.name: each.words for each in shown["check_findings"]}
    assert set(found) == {"maturity_has_papers", "public_text_holds_no_personal_data"}
    silent = {row.name: words for row, words in shown["check_unchecked"]}
    assert silent["text_is_near_no_other_record"]  # this test has no index, so the check could not run
    assert "13800138000" not in found["public_text_holds_no_personal_data"]
    assert all(found.values())


def test_the_queue_says_beside_a_failure_how_many_checks_were_not_run(client, auditor):
    audited_achievement(abstract_zh="联系电话 13800138000")

    page = client.get("/audit/").text

    assert page.count('class="q-bad"') == 1
    assert page.index('class="q-bad"') < page.index("项未检查") < page.index('class="q-why"')


def test_other_exchanges_and_other_roles_find_no_case(client):
    achievement = audited_achievement()
    from_elsewhere = make_actor(role=Role.AUDITOR)
    assert from_elsewhere.organisation.kind == OrganisationKind.EXCHANGE

    for actor in (from_elsewhere, make_officer(achievement.holder), make_actor(role=Role.AGENT)):
        client.force_login(actor.user)
        for act in ("", "claim/", "decide/"):
            method = client.post if act else client.get
            assert method(case_url(achievement, act)).status_code == 404
    achievement.case.refresh_from_db()
    assert achievement.case.state == CaseState.UNCLAIMED


def test_the_second_click_of_a_decision_leads_to_the_decided_case(client, auditor):
    """By then the act itself would be refused: the auditor no longer has the case in hand."""
    achievement = claimed_achievement(auditor)

    words = {"conclusion": "approve", **every_field(), "csrfmiddlewaretoken": "page-1"}
    answers = [client.post(case_url(achievement, "decide/"), words) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert {answer["Location"] for answer in answers} == {case_url(achievement)}
    assert achievement.case.decisions.count() == 1
    assert Listing.objects.count() == 1
