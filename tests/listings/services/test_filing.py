"""The approval of a unit of the central level is filed after the record was closed: entered, told and reminded of."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from listings.evidence.content import approval
from listings.models import Achievement
from listings.selectors.approval import filings_to_remind_of
from listings.services.filing import FilingDateWrong, FilingNotAsked, record_filing, remind_of_filing
from listings.tasks.filing import sweep_filings
from tests.factories.accounts import make_actor, sign_in
from tests.factories.bidding import auditor_of, make_agent, officer_of
from tests.factories.filing import APPROVED, approved, ending_soon, to_be_filed
from tests.factories.listings import AchievementFactory, ListingFactory, author_of, submitted_achievement
from tte.accounts.enums import Role
from tte.accounts.tokens import issue_token
from tte.common.clock import today
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R3-07")]
DAY = timedelta(days=1)


def told(kind: str) -> list[Notice]:
    return list(Notice.objects.filter(kind=f"listings.{kind}").order_by("pk"))


def test_a_filing_is_entered_after_listing_and_anew_with_its_trail():
    listing = to_be_filed(today() - 9 * DAY)
    achievement, officer = listing.achievement, officer_of(listing)

    record_filing(achievement=achievement, filed_on=today() - DAY, by=officer)
    record_filing(achievement=achievement, filed_on=today() - DAY, by=officer)
    record_filing(achievement=achievement, filed_on=today(), by=auditor_of(listing))

    kept = Achievement.objects.get(pk=achievement.pk)
    assert kept.finance_filed_on == approval(kept)["finance_filed_on"] == today()
    assert list(Event.objects.filter(kind="achievement.filing").order_by("pk").values_list("data", flat=True)) == [
        {"filed_on": (today() - DAY).isoformat()},
        {"filed_on": today().isoformat(), "before": (today() - DAY).isoformat()},
    ]


def test_the_others_are_told_once_of_each_date_with_a_link():
    listing = to_be_filed()
    officer, auditor, author = officer_of(listing), auditor_of(listing), listing.achievement.posted_by

    record_filing(achievement=listing.achievement, filed_on=today(), by=officer)

    found = told("filing_recorded")
    assert {author, auditor.user} <= {each.person for each in found}
    assert officer.user not in {each.person for each in found}
    assert {each.url for each in found} == {reverse("listings:filing", args=[listing.achievement.code])}


@pytest.mark.parametrize("moved", [1, -2])
def test_a_date_that_cannot_be_is_refused(moved):
    listing = to_be_filed(today() - DAY)
    with pytest.raises(FilingDateWrong):
        record_filing(achievement=listing.achievement, filed_on=today() + moved * DAY, by=officer_of(listing))


def test_where_none_is_asked_and_while_the_form_is_open_none_is_entered():
    plain = ListingFactory()
    draft = AchievementFactory(**APPROVED, approved_on=today() - DAY)
    for achievement, by in ((plain.achievement, officer_of(plain)), (draft, author_of(draft))):
        with pytest.raises(FilingNotAsked):
            record_filing(achievement=achievement, filed_on=today(), by=by)


def test_the_holder_is_reminded_once_ahead_and_once_afterwards_until_it_is_given(settings):
    settings.TTE_RULE_SET = "R2026"
    listing = to_be_filed(ending_soon())
    achievement = listing.achievement
    officer = officer_of(listing)
    assert filings_to_remind_of() == [achievement.pk]
    assert [remind_of_filing(achievement=achievement) for _ in range(2)] == [True, False]
    assert {achievement.posted_by, officer.user} <= {each.person for each in told("filing_due_soon")}
    assert filings_to_remind_of() == []

    approved(achievement, date(2026, 3, 2))
    sweep_filings()
    assert [remind_of_filing(achievement=achievement) for _ in range(2)] == [True, False]
    assert {achievement.posted_by, officer.user} <= {each.person for each in told("filing_overdue")}
    record_filing(achievement=achievement, filed_on=today(), by=officer)
    approved(achievement, date(2026, 3, 3))
    assert (filings_to_remind_of(), remind_of_filing(achievement=achievement)) == ([], False)


def test_nobody_is_reminded_before_the_time_nor_of_a_draft(settings):
    settings.TTE_RULE_SET = "R2026"
    to_be_filed(today())
    AchievementFactory(**APPROVED, approved_on=date(2026, 3, 2))

    assert filings_to_remind_of() == []
    late = approved(submitted_achievement(), date(2026, 3, 2))
    assert filings_to_remind_of() == [late.pk]


def test_page_and_program_of_holder_and_exchange_enter_it_and_nobody_else_finds_it(client):
    listing = to_be_filed()
    code = listing.achievement.code
    page, door = reverse("listings:filing", args=[code]), f"/api/v1/achievements/{code}/filing/"
    stranger = make_actor(role=Role.OFFICER)
    for other in (stranger, make_agent()):
        sign_in(client, other)
        assert (client.get(page).status_code, client.post(page).status_code) == (404, 404)
    headers = {"authorization": f"Bearer {issue_token(label='t', by=stranger)}"}
    assert client.get(door, headers=headers).status_code == 404

    sign_in(client, officer_of(listing))
    assert page in client.get(reverse("listings:achievement", args=[code])).text
    assert client.post(page, {"filed_on": (today() + DAY).isoformat()}).status_code == 422
    assert client.post(page, {"filed_on": ""}).status_code == 422
    assert client.post(page, {"filed_on": today().isoformat()}).url == page
    assert listing.holder.name_zh in client.get(page).text
    headers = {"authorization": f"Bearer {issue_token(label='t', by=auditor_of(listing))}"}
    wrong = client.post(door, {"filed_on": "2020-01-01"}, content_type="application/json", headers=headers)
    assert (wrong.status_code, wrong.json()["field"]) == (409, "filed_on")
    assert client.get(door, headers=headers).json()["finance_filed_on"] == today().isoformat()
