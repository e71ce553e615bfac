"""The queue of a unit and the page of a case in it."""

import pytest

from listings.services.achievement import submit_achievement
from tests.factories.accounts import sign_in
from tests.factories.checklist import every_field
from tests.factories.listings import (
    AchievementFactory,
    author_of,
    make_auditor,
    make_officer,
    submitted_achievement,
    the_exchange,
)
from tte.casework.enums import CaseState
from tte.casework.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(client):
    """A submitted achievement, its case, and the officer who is signed in."""
    the_exchange()
    achievement = submitted_achievement()
    officer = make_officer(achievement.holder)
    sign_in(client, officer)
    return achievement, achievement.unit_reviews.get().case, officer


def test_claimed_noted_marked_and_returned_on_its_page(client, waiting):
    achievement, case, _officer = waiting
    page = f"/unit-review/{case.reference}/"
    assert client.get(f"/achievements/{achievement.code}/").context["review"].case == case

    assert client.post(f"/cases/{case.pk}/claim/").url == page
    client.post(f"/cases/{case.pk}/notes/", {"text": "Called the author"})
    client.post(f"/cases/{case.pk}/marks/", {"field": "title_zh", "text": "Too long"})
    shown = client.get(page)
    assert [note.text for note in shown.context["case_notes"]] == ["Called the author"]
    assert [line.correction.field for line in shown.context["corrections"]] == ["title_zh"]

    refused = client.post(f"/achievements/{achievement.code}/return/", {"reason": ""})
    assert (refused.status_code, list(refused.context["return_form"].errors)) == (422, ["reason"])
    answer = client.post(f"/achievements/{achievement.code}/return/", {"reason": "See the mark"})
    assert (answer.status_code, answer.url) == (302, page)
    client.force_login(achievement.posted_by)
    edit = client.get(f"/achievements/{achievement.code}/edit/").content.decode()
    assert "Too long" in edit
    assert "See the mark" in edit


def test_sent_on_from_its_page_by_one_who_had_not_claimed_it(client, waiting):
    achievement, case, officer = waiting
    other = submitted_achievement(secrecy__organisation=achievement.holder).unit_reviews.get().case
    page = client.get(f"/unit-review/{case.reference}/")
    assert page.context["can_conclude"]
    refused = client.post(f"/achievements/{achievement.code}/forward/", {"undertakings": "0"})
    assert (refused.status_code, refused.context["case"]) == (422, case)

    answer = client.post(
        f"/achievements/{achievement.code}/forward/", {"undertakings": "1"} | every_field("unit_review")
    )

    assert (answer.status_code, answer.url) == (302, f"/unit-review/{case.reference}/")
    case.refresh_from_db()
    assert (case.state, case.closed_by) == (CaseState.CLOSED, officer.user)
    shown = client.get(answer.url)
    assert (shown.context["can_conclude"], shown.context["next_waits"]) == (False, True)
    assert client.post("/cases/next/unit_review/").url == f"/unit-review/{other.reference}/"
    last = client.get(answer.url)
    assert (last.context["next_waits"], "目前没有您可以领取的其他事项" in last.text) == (False, True)
    held = client.get(f"/unit-review/{other.reference}/")
    assert held.context["next_kind"] == ""
    again = client.post(f"/cases/{other.pk}/claim/", follow=True)
    assert "此件已在您手上" in again.text


@pytest.mark.rule("R8-31")
def test_whoever_handed_it_in_meets_only_that_a_colleague_reviews_it(client):
    officer = make_officer(AchievementFactory().holder)
    make_officer(officer.organisation)
    achievement = AchievementFactory(secrecy__organisation=officer.organisation)
    submit_achievement(achievement=achievement, by=officer)
    sign_in(client, officer)

    answer = client.get(f"/unit-review/{achievement.code}-1/")

    assert answer.status_code == 403
    assert "case_notes" not in answer.context
    case = achievement.unit_reviews.get().case
    assert client.post(f"/cases/{case.pk}/claim/").status_code == 403


def test_another_unit_and_the_exchange_find_no_such_case(client, waiting):
    _achievement, case, _officer = waiting
    for actor in (make_officer(AchievementFactory().holder), make_auditor(), author_of(AchievementFactory())):
        sign_in(client, actor)
        assert client.get(f"/unit-review/{case.reference}/").status_code == 404
        assert client.post(f"/cases/{case.pk}/notes/", {"text": "x"}).status_code == 404


def test_the_next_one_is_taken_and_two_are_claimed_together(client, waiting):
    achievement, case, officer = waiting
    other = submitted_achievement(secrecy__organisation=achievement.holder).unit_reviews.get().case

    assert client.post("/cases/next/unit_review/").url == f"/unit-review/{case.reference}/"
    client.post(f"/cases/{case.pk}/release/")
    client.post("/lists/listings.unit_review/acts/", {"act": "claim", "row": [case.pk, other.pk]})

    held = Case.objects.filter(claimed_by=officer.user).order_by("pk")
    assert list(held) == [case, other]


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_as_often_for_one_case_as_for_three(client, waiting, django_assert_num_queries, count):
    achievement, _case, _officer = waiting
    for _ in range(count - 1):
        submitted_achievement(secrecy__organisation=achievement.holder)
    client.get("/unit-review/")

    with django_assert_num_queries(13):
        answer = client.get("/unit-review/")

    assert len(answer.context["list"].rows) == count


@pytest.mark.parametrize("colleagues", [0, 2])
def test_the_page_of_a_case_asks_for_its_data_once(client, waiting, django_assert_num_queries, colleagues):
    achievement, case, _officer = waiting
    for _ in range(colleagues):
        make_officer(achievement.holder)
    client.get(f"/unit-review/{case.reference}/")

    with django_assert_num_queries(31):
        assert client.get(f"/unit-review/{case.reference}/").status_code == 200


def test_all_of_the_unit_without_its_drafts(client, waiting):
    achievement, _case, _officer = waiting
    AchievementFactory(secrecy__organisation=achievement.holder)

    rows = client.get("/unit-review/all/").context["list"].objects

    assert [line.achievement for line in rows] == [achievement]
