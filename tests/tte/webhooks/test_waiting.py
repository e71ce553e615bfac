"""A receiver asks for time: heeded within the bounds of the schedule, whatever it writes."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.webhooks import SubscriptionFactory
from tests.tte.webhooks.receiver import receiver
from tests.tte.webhooks.test_sending import event_for
from tte.common.clock import now
from tte.webhooks.reaching import Answer
from tte.webhooks.sending import send_due
from tte.webhooks.waiting import wait_after

AT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
LONGEST = 36000


def seconds(asked: str, *, status: int = 503, attempts: int = 2) -> int:
    return round(wait_after(attempts, Answer(status, "answer", 3, asked), AT).total_seconds())


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("Thu, 26 Nov 2026 08:10:00 GMT", 600),
        ("Thursday, 26-Nov-26 08:10:00 GMT", 600),
        ("Thu Nov 26 08:10:00 2026", 600),
        ("7", 60),  # sooner than the schedule
        ("Thu, 26 Nov 2026 07:00:00 GMT", 60),
        ("86400", LONGEST),
        ("9" * 18, LONGEST),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST),
    ],
)
def test_what_is_asked_counts_within_the_bounds_of_the_schedule(asked, waits):
    assert seconds(asked) == waits
    assert seconds(asked, status=429) == waits


@pytest.mark.parametrize("asked", ["", "soon", "-5", "1e3", "12.5", "٣٠٠", "9" * 19, "Thu, 99 Nov 2026 08:10:00 GMT"])
def test_what_is_no_time_leaves_the_schedule_as_it_is(asked):
    assert seconds(asked) == 60


@pytest.mark.parametrize("status", [500, 404, 302])
def test_only_a_busy_receiver_is_waited_for(status):
    assert seconds("120", status=status) == 60


@pytest.mark.django_db
@pytest.mark.parametrize("as_date", [False, True])
def test_a_busy_receiver_is_tried_again_when_it_asked(as_date):
    moment = now() + timedelta(seconds=900)
    with receiver() as running:
        running.statuses = [503]
        running.headers["Retry-After"] = f"{moment:%a, %d %b %Y %H:%M:%S} GMT" if as_date else "900"
        webhook = SubscriptionFactory(url=running.url)
        dispatch = event_for(webhook)
        send_due(subscription_id=webhook.pk)
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.status) == ("queued", 503)
    assert abs(dispatch.next_at - moment) < timedelta(seconds=5)
