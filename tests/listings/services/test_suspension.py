"""Suspension and what follows: resumption with the remaining days, the longest period, who is told."""

from datetime import UTC, datetime, timedelta

import pytest

from listings.enums import ListingState
from listings.forms.notice import AskSuspensionForm, SuspendForm
from listings.models import Announcement, Listing, Objection, Suspension
from listings.selectors.listing import overdue_suspensions
from listings.selectors.notice_period import elapsed_of
from listings.services.intent import ListingSuspended
from listings.services.listing import end_notice
from listings.services.objection import dismiss_objection
from listings.services.suspension import (
    StillExamined,
    remind_of_suspension,
    resume_listing,
    suspend_listing,
)
from tests.factories.bidding import auditor_of, make_agent, registered_intent
from tests.factories.checklist import OBJECTION_YES
from tests.factories.listings import ListingFactory, make_notice_due, qualifying_listing
from tests.factories.notice import examined_objection, suspended_listing
from tte.casework.services.reasons import ReasonMissing
from tte.codelists.calendar import Deadline, period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.errors import TransitionRefused
from tte.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R3-40")
def test_a_suspended_listing_takes_no_intent_and_its_notice_does_not_end():
    listing = ListingFactory()
    agent, late = make_agent(), make_agent()
    registered_intent(listing, agent)
    suspend_listing(listing=listing, reason_code="G2", text="权属争议待查。", by=auditor_of(listing))

    with pytest.raises(ListingSuspended):
        registered_intent(Listing.objects.get(pk=listing.pk), late)
    end_notice(listing=make_notice_due(listing))

    listing.refresh_from_db()
    assert listing.state == ListingState.SUSPENDED
    assert [(one.kind, one.reason_code) for one in listing.announcements.all()] == [("suspended", "G2")]
    told = set(Notice.objects.filter(kind="listings.announced").values_list("person", flat=True))
    assert told == {agent.user.pk, listing.achievement.posted_by_id, listing.achievement.case.opened_by_id}


@pytest.mark.parametrize("ground", ["X", "G8"])
def test_suspend_without_a_ground_of_the_list_that_people_choose_changes_nothing(ground):
    listing = ListingFactory()
    with pytest.raises(ReasonMissing):
        suspend_listing(listing=listing, reason_code=ground, text="", by=auditor_of(listing))
    listing.refresh_from_db()
    assert (listing.state, Announcement.objects.count()) == (ListingState.IN_NOTICE, 0)


def at(day: int, hour: int = 2) -> datetime:
    return datetime(2026, 9, day, hour, tzinfo=UTC)


@pytest.mark.rule("R3-32")
@pytest.mark.rule("R3-41")
@pytest.mark.parametrize(("day", "ran"), [(21, 0), (22, 0), (23, 1), (24, 2), (28, 3)])
def test_what_has_run_are_whole_working_days_before_the_day_of_suspension(settings, day, ran):
    """25 September 2026 is off by the official list; the day of publication is day 0."""
    settings.TTE_RULE_SET = "R2026"
    listing = ListingFactory(regime="LIST-PUB")
    end = period_end(at(21), rule(RuleKey.NOTICE_PUBLIC))
    listing.counted_from, listing.notice_ends_at = at(21), end.at
    listing.counted_unit, listing.counted_length, listing.run_before = "working_days", 10, 0

    assert elapsed_of(listing, at(day)) == ran


@pytest.mark.rule("R3-41")
def test_resume_counts_the_remaining_days_from_the_day_of_resumption(settings):
    settings.TTE_RULE_SET = "R2026"
    listing = suspended_listing(regime="LIST-PUB")
    Suspension.objects.filter(listing=listing).update(elapsed=8)

    listing = resume_listing(listing=listing, text="已查明。", by=auditor_of(listing))

    assert (listing.state, listing.run_before, listing.counted_length) == (ListingState.IN_NOTICE, 8, 5)
    expected = period_end(listing.counted_from, rule(RuleKey.NOTICE_EXTENSION))  # five working days too
    assert (listing.notice_ends_at, expected.provisional) == (expected.at, listing.notice_provisional)
    change = listing.announcements.get(kind="resumed").after
    assert change == {"notice_ends_at": listing.notice_ends_at.isoformat()}
    assert isinstance(expected, Deadline)


def test_what_was_in_qualification_goes_on_in_qualification():
    listing = qualifying_listing()
    ends = listing.notice_ends_at
    listing = suspend_listing(listing=listing, reason_code="G3", text="", by=auditor_of(listing))

    listing = resume_listing(listing=listing, text="", by=auditor_of(listing))

    assert (listing.state, listing.notice_ends_at) == (ListingState.QUALIFYING, ends)


def test_a_listing_is_suspended_once_and_resumed_once():
    listing = suspended_listing()
    with pytest.raises(TransitionRefused):
        suspend_listing(listing=listing, reason_code="G1", text="", by=auditor_of(listing))
    resume_listing(listing=listing, text="", by=auditor_of(listing))
    assert Suspension.objects.filter(listing=listing, ended_at__isnull=False).count() == 1


@pytest.mark.rule("R8-03")
def test_nobody_chooses_the_ground_that_a_takedown_sets():
    for form in (SuspendForm(), AskSuspensionForm()):
        offered = [code for code, _name in form.fields["reason_code"].choices]
        assert "G2" in offered
        assert "G8" not in offered


@pytest.mark.rule("R3-05")
def test_resume_while_an_objection_is_examined_is_refused():
    listing = ListingFactory()
    auditor = auditor_of(listing)
    examined_objection(listing, auditor)
    with pytest.raises(StillExamined):
        resume_listing(listing=Listing.objects.get(pk=listing.pk), text="", by=auditor)


@pytest.mark.rule("R3-40")
def test_the_exchange_is_reminded_once_when_the_longest_suspension_is_over():
    listing = suspended_listing()
    auditor = auditor_of(listing)
    suspension = listing.suspensions.get()
    assert not remind_of_suspension(suspension=suspension)
    Suspension.objects.update(due_at=now() - timedelta(seconds=1))

    assert [one.pk for one in overdue_suspensions()] == [suspension.pk]
    assert remind_of_suspension(suspension=suspension)
    assert not remind_of_suspension(suspension=suspension)
    reminded = Notice.objects.filter(kind="listings.suspension_over", person=auditor.user)
    assert [one.url for one in reminded] == [f"/listings/{listing.code}/notice/"]


@pytest.mark.rule("R3-40")
@pytest.mark.rule("R3-05")
@pytest.mark.parametrize("ground", ["G1", "G2"])
def test_what_the_exchange_suspended_rests_on_when_an_objection_to_it_is_dismissed(ground):
    listing = ListingFactory()
    auditor = auditor_of(listing)
    listing = suspend_listing(listing=listing, reason_code=ground, text="权属争议。", by=auditor)
    objection = examined_objection(listing, auditor)
    dismiss_objection(
        objection=Objection.objects.get(pk=objection.pk), text="不成立。", answers=OBJECTION_YES, by=auditor
    )
    assert Listing.objects.get(pk=listing.pk).state == ListingState.SUSPENDED
    assert Suspension.objects.get().ended_at is None
    resume_listing(listing=listing, text="争议已解决。", by=auditor)
    assert Listing.objects.get(pk=listing.pk).state == ListingState.IN_NOTICE


@pytest.mark.rule("R3-05")
def test_what_an_objection_suspended_names_it_and_ends_with_it():
    listing = ListingFactory()
    auditor = auditor_of(listing)
    objection = examined_objection(listing, auditor)
    assert Suspension.objects.get().objection_id == objection.pk
    dismiss_objection(
        objection=Objection.objects.get(pk=objection.pk), text="不成立。", answers=OBJECTION_YES, by=auditor
    )
    assert Listing.objects.get(pk=listing.pk).state == ListingState.IN_NOTICE
