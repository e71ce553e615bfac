"""From a line of the trail to the receiver: owed once, sent in order, again until it arrives, to nobody who may not."""

import json
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from listings.models import Listing
from listings.services.suspension import suspend_listing
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.bidding import auditor_of
from tests.factories.listings import AchievementFactory, ListingFactory, claimed_achievement, make_auditor
from tests.factories.notice import claimed_objection, examined_objection
from tests.factories.webhooks import DispatchFactory, SigningSecretFactory, SubscriptionFactory
from tests.together import at_once
from tests.tte.webhooks.receiver import receiver
from tests.tte.webhooks.test_signing import guide_receiver
from tte.accounts.enums import Role
from tte.accounts.models import Organisation
from tte.common.clock import now
from tte.feed.relay import relay_all
from tte.feed.selectors import reader_positions
from tte.notices.models import Notice
from tte.webhooks import sending
from tte.webhooks.enums import Sight
from tte.webhooks.fanning import take_batch
from tte.webhooks.models import Dispatch, Message, Subscription
from tte.webhooks.selectors import due_subscriptions
from tte.webhooks.sending import claim, deliver, send_due
from tte.webhooks.services.dispatch import replay, replay_range, send_test
from tte.webhooks.services.subscription import end_subscription, pause_subscription, renew_secret, resume_subscription
from tte.webhooks.signing import secret_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def running():
    with receiver() as it:
        yield it


def fan_out() -> int:
    """Everything that happened becomes what is owed."""
    relay_all()
    total = 0
    while taken := take_batch():
        total += taken
    return total


def owed_to(subscription: Subscription) -> list[str]:
    rows = subscription.dispatches.order_by("pk").values_list("message__kind", flat=True)
    return list(rows)


def suspended(listing: Listing) -> None:
    suspend_listing(listing=listing, reason_code="G2", text="权属争议待查。", by=auditor_of(listing))


def subscribed(url: str, organisation: Organisation, **fields) -> Subscription:
    return SubscriptionFactory(url=url, organisation=organisation, **fields)


def be_due(subscription: Subscription) -> None:
    Dispatch.objects.filter(subscription=subscription).update(next_at=now() - timedelta(seconds=1))
    Subscription.objects.filter(pk=subscription.pk).update(busy_until=now() - timedelta(seconds=1))


def state_of(dispatch: Dispatch) -> tuple:
    dispatch.refresh_from_db()
    return dispatch.state, dispatch.attempts, dispatch.status, dispatch.fault


# --- what is owed


def test_an_event_is_owed_once_to_whom_it_concerns_and_to_whom_public_events_are_sent(running):
    listing = ListingFactory()
    holder = subscribed(running.url, listing.holder)
    chosen = subscribed(running.url, listing.holder, kinds=["listing.extended"])
    curious = subscribed(running.url, OrganisationFactory(), sight=Sight.PUBLIC)
    stranger = subscribed(running.url, OrganisationFactory())
    suspended(listing)

    assert fan_out() > 0
    assert fan_out() == 0

    owed = [owed_to(each) for each in (holder, chosen, curious, stranger)]
    assert owed == [["listing.suspended"], [], ["listing.suspended"], []]
    message = Message.objects.get()
    said = json.loads(message.body)
    data = said["data"]
    assert (said["type"], data["code"], data["state"]) == ("listing.suspended", listing.code, "suspended")
    assert data["url"].endswith(f"/listings/{listing.code}/")
    assert set(data) == {"subject", "code", "url", "api", "state", "sequence"}


def test_what_happened_before_somebody_subscribed_is_not_sent(running):
    listing = ListingFactory()
    suspended(listing)
    later = subscribed(running.url, listing.holder)
    fan_out()
    assert owed_to(later) == []


def test_the_achievements_of_others_are_nobodys_and_the_office_hears_once_it_audits(running):
    auditor = make_auditor()
    mine = AchievementFactory()
    holder = subscribed(running.url, mine.holder)
    office = subscribed(running.url, auditor.organisation, sight=Sight.PUBLIC)
    other = subscribed(running.url, OrganisationFactory(), sight=Sight.PUBLIC)
    claimed_achievement(auditor, secrecy=mine.secrecy)
    fan_out()
    assert owed_to(holder) == ["achievement.submitted", "achievement.forwarded"]
    assert owed_to(other) == []
    assert owed_to(office) == ["achievement.submitted", "achievement.forwarded"]


@pytest.mark.rule("R3-05")
def test_an_objection_is_the_exchanges_alone_until_it_is_admitted(running):
    listing = ListingFactory()
    auditor = auditor_of(listing)
    office = subscribed(running.url, listing.exchange)
    holder = subscribed(running.url, listing.holder)
    claimed_objection(listing, auditor)
    fan_out()
    assert [owed_to(office), owed_to(holder)] == [["objection.lodged"], []]
    examined_objection(ListingFactory(secrecy=listing.achievement.secrecy), auditor)
    fan_out()
    assert "objection.admitted" in owed_to(holder)


def test_a_fan_out_that_breaks_off_owes_nothing_and_begins_again(running, monkeypatch):
    """Owed and reached are one transaction. The control takes the place of a crash between them."""
    listing = ListingFactory()
    holder = subscribed(running.url, listing.holder)
    suspended(listing)
    relay_all()
    before = reader_positions().get("webhooks", 0)

    def crash(*_given):
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr("tte.webhooks.fanning.note_position", crash)
        with pytest.raises(ConnectionError):
            take_batch()
    assert (owed_to(holder), reader_positions().get("webhooks", 0)) == ([], before)
    fan_out()
    assert owed_to(holder) == ["listing.suspended"]


# --- sending


def test_what_is_sent_is_signed_so_that_the_receiver_can_check_it(running):
    listing = ListingFactory()
    holder = subscribed(running.url, listing.holder)
    suspended(listing)
    fan_out()
    assert send_due(subscription_id=holder.pk) == 1

    (taken,) = running.taken
    message = Message.objects.get()
    assert (taken.headers["webhook-id"], taken.body) == (message.code, message.body)
    verified = guide_receiver()
    assert verified(secret_text(holder.secrets.get()), taken.headers, taken.body.encode()) is True
    dispatch = Dispatch.objects.get()
    assert state_of(dispatch) == ("sent", 1, 204, "")
    assert dispatch.milliseconds is not None
    assert send_due(subscription_id=holder.pk) == 0


def test_both_secrets_sign_while_they_overlap_then_the_new_one_alone(running):
    holder = SubscriptionFactory(url=running.url)
    manager = make_actor(role=Role.OFFICER, organisation=holder.organisation)
    old = secret_text(holder.secrets.get())
    new = secret_text(renew_secret(subscription=holder, by=manager))
    verified = guide_receiver()

    def checked() -> list[bool]:
        send_test(subscription=holder, by=manager)
        send_due(subscription_id=holder.pk)
        taken = running.taken[-1]
        return [verified(each, taken.headers, taken.body.encode()) for each in (old, new)]

    assert checked() == [True, True]
    holder.secrets.exclude(signs_until=None).update(signs_until=now())
    assert checked() == [False, True]


def test_they_arrive_in_order_and_what_follows_waits_for_what_is_tried_again(running, settings):
    holder = SubscriptionFactory(url=running.url)
    settings.TTE_WEBHOOK_WAITS = [60, 60]
    first, second = event_for(holder), event_for(holder)
    running.statuses = [503, 204]

    assert send_due(subscription_id=holder.pk) == 1
    assert [state_of(first), state_of(second)] == [("queued", 1, 503, "answer"), ("queued", 0, None, "")]
    assert list(due_subscriptions()) == []
    be_due(holder)
    assert [each.pk for each in due_subscriptions()] == [holder.pk]
    assert send_due(subscription_id=holder.pk) == 2
    assert running.ids == [first.message.code, first.message.code, second.message.code]
    holder.refresh_from_db()
    assert (holder.failures, state_of(second)[0]) == (0, "sent")


def event_for(subscription: Subscription) -> Dispatch:
    """Something its organisation may see has happened and is owed to it."""
    achievement = AchievementFactory(secrecy__organisation=subscription.organisation)
    return DispatchFactory(
        subscription=subscription,
        message__kind="achievement.submitted",
        message__position=achievement.pk,
        message__subject_key=achievement.pk,
        message__subject_code=achievement.code,
    )


def test_after_the_last_wait_it_is_given_up_and_the_next_one_goes(running, settings):
    settings.TTE_WEBHOOK_WAITS = [0]
    holder = SubscriptionFactory(url=running.url)
    first, second = event_for(holder), event_for(holder)
    running.statuses = [500, 500, 204]
    assert send_due(subscription_id=holder.pk) == 3
    assert [state_of(first), state_of(second)] == [("failed", 2, 500, "answer"), ("sent", 1, 204, "")]


def test_too_many_failures_in_a_row_stop_it_and_its_managers_are_told_once(running, settings):
    settings.TTE_WEBHOOK_WAITS, settings.TTE_WEBHOOK_STOP_AFTER = [0, 0, 0], 3
    holder = SubscriptionFactory(url=running.url)
    manager = make_actor(role=Role.OFFICER, organisation=holder.organisation)
    make_actor(role=Role.RESEARCHER, organisation=holder.organisation)
    first = event_for(holder)
    running.statuses = [500]
    assert send_due(subscription_id=holder.pk) == 3
    holder.refresh_from_db()
    assert (holder.state, state_of(first)[0], len(running.taken)) == ("stopped", "queued", 3)
    assert [(each.person, each.kind) for each in Notice.objects.all()] == [(manager.user, "webhooks.stopped")]

    running.statuses = [204]
    resume_subscription(subscription=holder, by=manager)
    assert send_due(subscription_id=holder.pk) == 1
    assert state_of(first)[:2] == ("sent", 1)


def test_a_receiver_that_is_gone_for_good_stops_it_at_once(running):
    holder = SubscriptionFactory(url=running.url)
    event_for(holder)
    running.statuses = [410]
    send_due(subscription_id=holder.pk)
    holder.refresh_from_db()
    assert holder.state == "stopped"


def test_a_paused_one_is_sent_nothing_but_a_test_and_keeps_what_happens(running):
    listing = ListingFactory()
    holder = subscribed(running.url, listing.holder)
    manager = make_actor(role=Role.OFFICER, organisation=holder.organisation)
    holder = pause_subscription(subscription=holder, by=manager)
    suspended(listing)
    fan_out()
    send_test(subscription=holder, by=manager)
    assert send_due(subscription_id=holder.pk) == 1
    assert [json.loads(each.body)["type"] for each in running.taken] == ["webhook.test"]
    resume_subscription(subscription=holder, by=manager)
    assert send_due(subscription_id=holder.pk) == 1
    assert json.loads(running.taken[-1].body)["type"] == "listing.suspended"


def test_a_test_is_tried_once(running):
    holder = SubscriptionFactory(url=running.url)
    running.statuses = [500]
    test = send_test(subscription=holder, by=make_actor(role=Role.OFFICER, organisation=holder.organisation))
    assert send_due(subscription_id=holder.pk) == 1
    assert state_of(test) == ("failed", 1, 500, "answer")
    holder.refresh_from_db()
    assert holder.failures == 0


def test_what_the_organisation_may_see_no_more_is_withheld_at_the_moment_of_sending(running):
    """The right was there when it was owed, and is gone when it is sent."""
    kept, lost = SubscriptionFactory(url=running.url), SubscriptionFactory(url=running.url)
    dispatch, other = event_for(kept), event_for(lost)
    Dispatch.objects.filter(pk=other.pk).update(message=dispatch.message)
    assert [send_due(subscription_id=each.pk) for each in (kept, lost)] == [1, 1]
    assert [state_of(dispatch)[0], state_of(other)] == ["sent", ("withheld", 1, None, "not_its_sight")]
    assert len(running.taken) == 1


def test_an_organisation_that_is_admitted_no_more_is_sent_nothing(running):
    holder = SubscriptionFactory(url=running.url)
    dispatch = event_for(holder)
    Organisation.objects.filter(pk=holder.organisation_id).update(**{"state": "refused"})
    send_due(subscription_id=holder.pk)
    assert (state_of(dispatch)[0], running.taken) == ("withheld", [])


def test_an_ended_one_is_sent_nothing(running):
    holder = SubscriptionFactory(url=running.url)
    dispatch = event_for(holder)
    end_subscription(subscription=holder, by=make_actor(role=Role.OFFICER, organisation=holder.organisation))
    assert send_due(subscription_id=holder.pk) == 0
    assert (state_of(dispatch)[0], running.taken) == ("withheld", [])


def test_a_replay_keeps_the_id_and_the_order(running):
    holder = SubscriptionFactory(url=running.url)
    manager = make_actor(role=Role.OFFICER, organisation=holder.organisation)
    made = [event_for(holder) for _ in range(3)]
    codes = [each.message.code for each in made]
    send_due(subscription_id=holder.pk)
    replay(dispatch=Dispatch.objects.get(pk=made[1].pk), by=manager)
    send_due(subscription_id=holder.pk)
    day = made[0].message
    day.refresh_from_db()
    stretch = {"begins": day.happened_at, "ends": day.happened_at + timedelta(seconds=1), "by": manager}
    assert replay_range(subscription=holder, only_unsent=True, **stretch) == 0
    assert replay_range(subscription=holder, only_unsent=False, **stretch) == 3
    assert replay_range(subscription=holder, only_unsent=False, **stretch | {"ends": day.happened_at}) == 0
    send_due(subscription_id=holder.pk)
    assert running.ids == [*codes, codes[1], *codes]


# --- workers that die, workers at once


class Killed(BaseException):
    """The worker is gone between the receiver's yes and the commit."""


def test_a_worker_killed_in_mid_send_loses_nothing(running, monkeypatch):
    holder = SubscriptionFactory(url=running.url)
    dispatch = event_for(holder)

    def die(*_given, **_named):
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(sending, "_settle", die)
        with pytest.raises(Killed):
            send_due(subscription_id=holder.pk)
    assert (state_of(dispatch)[:2], len(running.taken)) == (("queued", 1), 1)
    assert send_due(subscription_id=holder.pk) == 0, "the claim holds: nobody sends it a second time meanwhile"
    be_due(holder)
    assert [each.pk for each in due_subscriptions()] == [holder.pk]
    assert send_due(subscription_id=holder.pk) == 1
    assert running.ids == [dispatch.message.code] * 2
    assert state_of(dispatch)[:2] == ("sent", 2)


def test_written_down_as_sent_before_it_is_sent_a_killed_worker_would_lose_it(running, monkeypatch):
    """The seeded fault: a deliverer that settles first. The same death loses the message."""
    holder = SubscriptionFactory(url=running.url)
    dispatch = event_for(holder)

    def settle_first(claimed):
        Dispatch.objects.filter(pk=claimed.dispatch.pk).update(**{"state": "sent"}, status=204, tried_at=now())
        raise Killed

    monkeypatch.setattr(sending, "deliver", settle_first)
    with pytest.raises(Killed):
        send_due(subscription_id=holder.pk)
    monkeypatch.undo()
    be_due(holder)
    assert (list(due_subscriptions()), send_due(subscription_id=holder.pk), running.taken) == ([], 0, [])
    assert state_of(dispatch)[0] == "sent"


def test_whoever_comes_back_after_the_claim_ran_out_changes_nothing(running):
    holder = SubscriptionFactory(url=running.url)
    dispatch = event_for(holder)
    slow = claim(holder.pk)
    be_due(holder)
    assert send_due(subscription_id=holder.pk) == 1
    running.statuses = [500]
    deliver(slow)
    assert state_of(dispatch) == ("sent", 2, 204, "")


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_each_message_once_and_in_order(running):
    holder = SubscriptionFactory(url=running.url)
    codes = [event_for(holder).message.code for _ in range(6)]
    at_once(*[lambda: send_due(subscription_id=holder.pk)] * 4)
    assert running.ids == codes


@pytest.mark.django_db(transaction=True)
def test_without_the_claim_workers_at_once_would_send_twice(running, monkeypatch):
    """The race, with its guard taken away."""
    holder = SubscriptionFactory(url=running.url)
    event_for(holder)
    start = threading.Barrier(2, timeout=5)

    def unguarded(subscription_id):
        dispatch = sending._next(subscription_id)
        if dispatch is None:
            return None
        start.wait()
        Dispatch.objects.filter(pk=dispatch.pk).update(attempts=F("attempts") + 1)
        return sending.Claimed(dispatch, dispatch.attempts + 1, now())

    def once() -> None:
        if claimed := unguarded(holder.pk):
            deliver(claimed)
        connection.close()

    monkeypatch.setattr(sending, "claim", unguarded)
    at_once(once, once)
    assert len(running.ids) == 2


def test_a_secret_that_can_no_longer_be_read_is_said_and_nothing_is_sent_unsigned(running):
    holder = SubscriptionFactory(url=running.url)
    holder.secrets.all().delete()
    SigningSecretFactory(subscription=holder, digest="0" * 64)
    dispatch = event_for(holder)
    send_due(subscription_id=holder.pk)
    assert (state_of(dispatch), running.taken) == (("queued", 1, None, "secret_lost"), [])


def test_a_worker_that_is_late_lets_go_of_nobody_elses_claim(running):
    holder = SubscriptionFactory(url=running.url)
    event_for(holder)
    late = claim(holder.pk)
    theirs = now() + timedelta(seconds=60)
    Subscription.objects.filter(pk=holder.pk).update(busy_until=theirs)

    deliver(late)

    assert Subscription.objects.get(pk=holder.pk).busy_until == theirs
