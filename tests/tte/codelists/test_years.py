"""A year's official calendar is loaded by its notice; what was counted over the year is counted again."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from listings.models import Deal, Listing
from listings.services.disclosure import recount_disclosure
from listings.services.listing import end_notice, recount_notice
from tests.factories.accounts import make_actor
from tests.factories.bidding import DisclosureFactory
from tests.factories.casework import CaseFactory
from tests.factories.listings import ListingFactory
from tests.factories.question import QuestionFactory
from tests.factories.takedown import TakedownFactory
from tests.tte.casework.kinds import KIND
from tte.accounts.enums import Role
from tte.casework.services import begin_period, recount_due
from tte.codelists.models import CalendarDay, CalendarYear, Rule
from tte.codelists.presenting import acts_on_calendar
from tte.codelists.recounting import ENDS, recount, recount_all, to_be_recounted
from tte.codelists.selectors import forget, rule
from tte.codelists.selectors.years import year_of
from tte.codelists.services.calendar import CalendarRefused, load_year
from tte.trail.models import Event

pytestmark = pytest.mark.django_db
NOTICE = {
    "year": 2027,
    "days_off": "2027-01-01 2027-01-03 new_year\n\n2027-02-05 2027-02-11 spring_festival",
    "days_at_work": "2027-02-14",
    "source_zh": "",
    "source_en": "Notice of 2026-11-05",
}


@pytest.fixture
def admin(loaded):
    with translation.override("en"):
        yield make_actor(role=Role.ADMINISTRATOR)


@pytest.mark.rule("R3-32")
def test_a_year_is_loaded_as_its_notice_has_it(admin):
    held = load_year(by=admin, **NOTICE)
    year = year_of(held)
    # 261 weekdays, without 1 January and the five of 5 to 11 February, and one Sunday at work
    assert (CalendarDay.objects.filter(day__year=2027, official=True).count(), year.working_days) == (365, 256)
    assert [(span.first, span.last, span.working, span.holiday) for span in year.departures] == [
        (date(2027, 1, 1), date(2027, 1, 3), False, "New Year's Day"),
        (date(2027, 2, 5), date(2027, 2, 11), False, "Spring Festival"),
        (date(2027, 2, 14), date(2027, 2, 14), True, ""),
    ]
    [act] = acts_on_calendar()
    assert (act.code, act.who, [change.after for change in act.changes]) == (
        "2027",
        admin.user.name,
        ["Notice of 2026-11-05", "10", "1"],
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"days_off": ""}, "A year without a single day off is none"),
        ({"days_off": "1 January"}, "Line 1: write a day of 2027"),
        ({"days_off": "2027-01-01\n2026-01-01"}, "Line 2: write a day of 2027"),
        ({"days_off": "2027-01-03 2027-01-01"}, "Line 1: write a day of 2027"),
        ({"days_off": "2027-13-03"}, "Line 1: write a day of 2027"),
        ({"days_off": "2027-01-01 holy_day"}, "Line 1: the list of public holidays has no holy_day"),
        ({"days_at_work": "2027-02-06"}, "2027-02-06 is a day off as well, or no weekend at all"),
        ({"days_at_work": "2027-03-01"}, "2027-03-01 is a day off as well, or no weekend at all"),
    ],
)
def test_a_notice_that_cannot_be_read_changes_nothing(admin, given, sentence):
    with pytest.raises(CalendarRefused, match=sentence):
        load_year(by=admin, **NOTICE | given)
    assert (CalendarYear.objects.count(), CalendarDay.objects.count(), Event.objects.count()) == (2, 730, 0)


@pytest.fixture
def over_the_new_year(admin, settings):
    """A listing of 30 December whose five working days, counted Monday to Friday, end on 6 January 2027."""
    settings.TTE_RULE_SET = "R2026"
    listing = ListingFactory()
    Listing.objects.filter(pk=listing.pk).update(
        rule_set="R2026",
        regime="LIST-PRIV",
        listed_at=datetime(2026, 12, 30, 2, tzinfo=UTC),
        notice_ends_at=datetime(2027, 1, 6, 16, tzinfo=UTC),
        notice_provisional=True,
        counted_from=datetime(2026, 12, 30, 2, tzinfo=UTC),
        notice_minimum=5,
        notice_length=5,
        counted_length=5,
    )
    listing.refresh_from_db()
    return listing


@pytest.mark.rule("R3-32")
def test_a_provisional_notice_is_counted_again_once_the_year_stands(admin, over_the_new_year):
    listing = recount_notice(listing=over_the_new_year)
    assert listing.notice_provisional and Event.objects.filter(kind="listing.recount_notice").count() == 0
    load_year(by=admin, **NOTICE)
    forget()
    listing = recount_notice(listing=listing)
    # 31 December, then 4, 5, 6, 7 January: the first is a holiday
    assert (listing.notice_ends_at, listing.notice_provisional) == (datetime(2027, 1, 7, 16, tzinfo=UTC), False)
    recount_notice(listing=listing)
    assert Event.objects.filter(kind="listing.recount_notice").count() == 1


def test_a_notice_does_not_end_by_a_count_that_is_out_of_date(admin, over_the_new_year):
    listing = over_the_new_year
    type(listing).objects.filter(pk=listing.pk).update(notice_ends_at=datetime(2026, 12, 31, 16, tzinfo=UTC))
    load_year(by=admin, **NOTICE)
    forget()
    assert end_notice(listing=listing).notice_ends_at == datetime(2027, 1, 7, 16, tzinfo=UTC)


@pytest.mark.rule("R3-32", "R1-28")
def test_a_provisional_end_of_a_case_is_counted_again(admin, settings):
    case = begin_period(case=CaseFactory(kind=KIND), limit=rule("review.limit", rule_set="R2026"), by=admin)
    start = datetime(2026, 12, 30, 2, tzinfo=UTC)
    type(case).objects.filter(pk=case.pk).update(due_from=start, due_days=2, due_provisional=True)
    assert recount_due(case=case).due_provisional
    load_year(by=admin, **NOTICE)
    forget()
    case = recount_due(case=case)
    assert (case.due_at, case.due_provisional) == (datetime(2027, 1, 4, 16, tzinfo=UTC), False)


@pytest.fixture
def disclosed_over_the_new_year(admin, settings):
    """A result disclosed on 30 December for five working days, and one owed two working days after its deal."""
    settings.TTE_RULE_SET = "R2026"
    Rule.objects.filter(rule_set="R2026", key="disclosure.due").update(value=2, unit="working_days")
    forget()
    at, rows = datetime(2026, 12, 30, 2, tzinfo=UTC), []
    counted = {"due_at": datetime(2026, 12, 31, 16, tzinfo=UTC), "due_provisional": True}
    public = {
        "state": "published",
        "published_at": at,
        "period_ends_at": datetime(2027, 1, 6, 16, tzinfo=UTC),
        "period_provisional": True,
    }
    for fields in (counted, public):
        disclosure = DisclosureFactory(**fields)
        Deal.objects.filter(pk=disclosure.deal_id).update(struck_at=at)
        Listing.objects.filter(pk=disclosure.deal.listing_id).update(rule_set="R2026")
        rows.append(disclosure)
    return rows


@pytest.mark.rule("R3-32", "R3-29", "R3-60")
def test_hour_and_period_of_a_disclosure_are_counted_again(admin, disclosed_over_the_new_year):
    owed, public = disclosed_over_the_new_year
    load_year(by=admin, **NOTICE)
    forget()
    for row in (owed, public, owed, public):
        recount_disclosure(disclosure=row)
        row.refresh_from_db()
    # 31 December and 4 January; then 5, 6 and 7 January
    assert (owed.due_at, owed.due_provisional) == (datetime(2027, 1, 4, 16, tzinfo=UTC), False)
    assert (public.period_ends_at, public.period_provisional) == (datetime(2027, 1, 7, 16, tzinfo=UTC), False)
    assert Event.objects.filter(kind="disclosure.recount").count() == 2


@pytest.mark.rule("R3-32", "R8-03")
def test_counted_again_a_time_for_objections_keeps_the_days_that_a_takedown_took(admin, disclosed_over_the_new_year):
    _owed, public = disclosed_over_the_new_year
    TakedownFactory(
        achievement=public.deal.listing.achievement,
        state="reinstated",
        taken_down_at=datetime(2026, 12, 31, 1, tzinfo=UTC),
        reinstated_at=datetime(2027, 1, 5, 2, tzinfo=UTC),
        reinstated_by=admin.user,
    )
    load_year(by=admin, **NOTICE)
    forget()
    recount_disclosure(disclosure=public)
    public.refresh_from_db()
    # 4, 5, 6 and 7 January were left; from the 5th on they are 6, 7, 8 and 11 January
    assert public.period_ends_at == datetime(2027, 1, 11, 16, tzinfo=UTC)


@pytest.mark.rule("R3-32")
def test_loading_a_year_counts_everything_again(
    admin, over_the_new_year, disclosed_over_the_new_year, django_capture_on_commit_callbacks
):
    case = begin_period(case=CaseFactory(kind=KIND), limit=rule("review.limit", rule_set="R2026"), by=admin)
    end = datetime(2026, 12, 31, 16, tzinfo=UTC)
    start = datetime(2026, 12, 30, 2, tzinfo=UTC)
    type(case).objects.filter(pk=case.pk).update(due_from=start, due_days=2, due_at=end, due_provisional=True)
    QuestionFactory(
        listing=over_the_new_year, due_from=start, due_at=datetime(2027, 1, 4, 16, tzinfo=UTC), due_provisional=True
    )
    assert [to_be_recounted(code).count() for code in sorted(ENDS)] == [1, 1, 0, 0, 0]
    load_year(by=admin, **NOTICE)
    forget()
    assert [to_be_recounted(code).count() for code in sorted(ENDS)] == [1, 1, 1, 1, 1]
    with django_capture_on_commit_callbacks() as rung:
        asked = recount_all()
    assert (asked, len(rung)) == (5, 5)
    for code in ENDS:
        for row in to_be_recounted(code):
            recount(code=code, pk=row.pk)
            recount(code=code, pk=row.pk)
    assert [to_be_recounted(code).count() for code in sorted(ENDS)] == [0, 0, 0, 0, 0]
    kinds = Event.objects.filter(kind__contains="recount").order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == [
        *("case.recount_due", "disclosure.recount", "disclosure.recount", "listing.recount_notice"),
        "question.recount",
    ]


def test_the_calendar_is_seen_by_all_and_loaded_by_administrators(client, admin):
    client.cookies["django_language"] = "en"
    said = client.get(reverse("codelists:calendar")).content.decode()
    assert "Year 2026" in said and "Load a year" not in said
    assert client.post(reverse("codelists:load_year")).status_code == 302
    client.force_login(admin.user)
    wrong = client.post(reverse("codelists:load_year"), NOTICE | {"days_off": "x"})
    assert (wrong.status_code, "Line 1: write a day of 2027" in wrong.content.decode()) == (422, True)
    done = client.post(reverse("codelists:load_year"), NOTICE)
    assert done.url == "/calendar/?year=2027"
    said = client.get(done.url).content.decode()
    assert "256 working days" in said and "Official calendar loaded" in said
