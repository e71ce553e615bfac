import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import OperationalError, connection, transaction
from django.db.models import F

from tests.factories.accounts import UserFactory, make_actor
from tests.factories.notices import DeliveryFactory, NoticeFactory, UndeliverableFactory
from tests.together import at_once
from tests.tte.notices.post import mail_server
from tte.accounts.enums import Role
from tte.accounts.models import Membership
from tte.common.clock import now
from tte.common.errors import TransitionRefused
from tte.notices import delivery as sending
from tte.notices.delivery import ATTEMPTS, deliver, send_again, send_all_again, wait_after
from tte.notices.models import Delivery, Undeliverable
from tte.notices.selectors import due_deliveries
from tte.notices.tasks import sweep_deliveries
from tte.trail.selectors import events_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address(settings):
    settings.TTE_BASE_URL = "https://exchange.example/"


@pytest.fixture
def server(settings):
    with mail_server(settings) as running:
        yield running


def make_due(delivery: Delivery) -> Delivery:
    Delivery.objects.filter(pk=delivery.pk).update(next_at=now() - timedelta(seconds=10))
    delivery.refresh_from_db()
    return delivery


def tried(delivery: Delivery) -> Delivery:
    """One attempt at a delivery that is due."""
    assert deliver(delivery_id=make_due(delivery).pk) is True
    delivery.refresh_from_db()
    return delivery


def test_deliver_mails_once_in_the_language_of_the_person():
    owed = DeliveryFactory(person=UserFactory(language="en"))
    assert [deliver(delivery_id=owed.pk), deliver(delivery_id=owed.pk)] == [True, False]
    owed.refresh_from_db()
    assert (owed.state, owed.attempts, owed.address, owed.fault) == ("sent", 1, owed.person.email, "")
    assert owed.sent_at is not None
    (message,) = mail.outbox
    assert message.to == [owed.person.email]
    assert message.subject == "Jiangzhou University is admitted"
    assert f"https://exchange.example/inbox/{owed.notice.pk}/" in message.body
    assert message.alternatives[0].mimetype == "text/html"
    assert [event.kind for event in events_of(owed)] == ["delivery.send"]


def test_deliver_writes_chinese_to_a_chinese_reader():
    deliver(delivery_id=DeliveryFactory().pk)
    assert mail.outbox[0].subject == "江洲大学已准入"


def test_a_title_with_a_line_break_is_one_subject():
    names = {"zh": "江洲\n大学", "en": ""}
    deliver(delivery_id=DeliveryFactory(notice__context={"organisation": names}).pk)
    assert mail.outbox[0].subject == "江洲 大学已准入"


@pytest.mark.parametrize(
    ("person", "reason"), [({"is_active": False}, "account_closed"), ({"email": ""}, "no_address")]
)
def test_where_nobody_reads_nothing_is_sent(person, reason):
    owed = tried(DeliveryFactory(person=UserFactory(**person)))
    assert (mail.outbox, owed.state, owed.fault) == ([], "withheld", reason)
    assert owed.failed_at is not None


def test_nothing_is_sent_to_an_address_from_which_mail_comes_back():
    person = UserFactory()
    UndeliverableFactory(person=person)
    owed = tried(DeliveryFactory(person=person))
    assert (mail.outbox, owed.state, owed.fault) == ([], "withheld", "address_undeliverable")


def test_waits_double_from_a_minute_to_six_hours_and_end_within_two_days():
    waits = [wait_after(attempts) for attempts in range(1, ATTEMPTS)]
    minutes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360, 360, 360]
    assert waits == [timedelta(minutes=each) for each in minutes]
    assert timedelta(hours=44) < sum(waits, timedelta()) < timedelta(hours=48)


def test_a_mail_server_that_is_away_is_asked_again_later(settings):
    with mail_server(settings):
        pass
    begun, owed = now(), tried(DeliveryFactory())
    assert (owed.state, owed.attempts, owed.fault) == ("queued", 1, "ConnectionRefusedError")
    assert owed.next_at - begun >= timedelta(minutes=1)
    assert list(due_deliveries()) == []
    assert deliver(delivery_id=owed.pk) is False
    assert tried(owed).attempts == 2
    assert owed.next_at - begun >= timedelta(minutes=2)


def test_a_temporary_refusal_is_tried_again_until_the_last_attempt_and_then_given_up(server):
    server.to_receiver = "451 4.3.0 try later, person@example.org"
    owed = DeliveryFactory()
    for attempt in range(1, ATTEMPTS):
        assert (tried(owed).state, owed.attempts, owed.fault) == ("queued", attempt, "451 4.3.0")
    assert (tried(owed).state, owed.attempts, owed.fault) == ("failed", ATTEMPTS, "451 4.3.0")
    assert deliver(delivery_id=make_due(owed).pk) is False
    assert (server.taken, Undeliverable.objects.count()) == ([], 0)


def test_a_temporary_refusal_that_passes_is_sent_in_the_end(server):
    server.to_message = "451 4.7.1 greylisted"
    owed = tried(DeliveryFactory())
    server.to_message = "250 OK"
    assert (tried(owed).state, owed.attempts, owed.fault) == ("sent", 2, "")
    assert [message["Message-ID"] for message in server.taken] == [owed.message_id]


@pytest.mark.parametrize("words", ["550 5.1.1 no such user", "550 unknown", "550 5.2.1 disabled"])
def test_a_receiver_that_does_not_exist_is_written_to_no_more(server, words):
    server.to_receiver = words
    owed = tried(DeliveryFactory())
    assert (owed.state, owed.attempts) == ("bounced", 1)
    assert Undeliverable.objects.get().address.email == owed.person.email
    server.to_receiver = "250 OK"
    assert tried(DeliveryFactory(person=owed.person)).state == "withheld"
    assert server.taken == []


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ({"to_receiver": "550 5.7.1 not from you"}, "550 5.7.1"),
        ({"to_receiver": "552 5.2.2 mailbox full"}, "552 5.2.2"),
        ({"to_message": "554 5.6.0 bad words"}, "554 5.6.0"),
    ],
)
def test_a_final_refusal_that_is_not_of_the_address_is_given_up_at_once(server, answer, fault):
    vars(server).update(answer)
    owed = tried(DeliveryFactory())
    assert (owed.state, owed.attempts, owed.fault) == ("failed", 1, fault)
    assert Undeliverable.objects.count() == 0


def test_a_log_line_of_a_refusal_holds_no_address(server, caplog):
    server.to_receiver = "550 5.1.1 <person@example.org> is unknown here"
    owed = tried(DeliveryFactory(person=UserFactory(email="person@example.org")))
    assert [record.getMessage() for record in caplog.records if record.name == sending.__name__] == [
        f"Delivery {owed.pk}, attempt 1: 550 5.1.1"
    ]


def test_a_letter_that_cannot_be_made_is_not_tried_for_ever():
    """A fault of ours: it is raised, the claim runs out, and the bound holds."""
    owed = DeliveryFactory(notice__context={})
    for _attempt in range(ATTEMPTS):
        with pytest.raises(KeyError):
            deliver(delivery_id=make_due(owed).pk)
    assert (tried(owed).state, owed.fault) == ("failed", "not_answered")


def test_the_sweep_waits_five_seconds_for_the_bell():
    DeliveryFactory()
    DeliveryFactory(sent=True)
    assert list(due_deliveries()) == []
    old = make_due(DeliveryFactory())
    assert list(due_deliveries()) == [old]


def test_an_emptied_broker_loses_nothing(django_capture_on_commit_callbacks):
    """Nobody rang; the sweep finds what is owed."""
    owed = make_due(DeliveryFactory())
    with django_capture_on_commit_callbacks() as bells:
        sweep_deliveries()
    assert len(bells) == 1
    assert tried(owed).state == "sent"


def test_send_again_begins_anew_and_is_refused_for_what_was_sent():
    by = make_actor(role=Role.ADMINISTRATOR)
    failed, sent = DeliveryFactory(failed=True), DeliveryFactory(sent=True)
    send_again(delivery=failed, by=by)
    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.fault) == ("queued", 0, "")
    assert events_of(failed).get().user_key == by.user.pk
    with pytest.raises(TransitionRefused):
        send_again(delivery=sent, by=by)
    assert tried(failed).state == "sent"


def test_send_all_again_takes_the_failed_ones_alone():
    DeliveryFactory.create_batch(2, failed=True)
    DeliveryFactory(state="bounced", failed_at=now())
    assert send_all_again(by=make_actor(role=Role.ADMINISTRATOR)) == 2
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["bounced", "queued", "queued"]


@pytest.mark.django_db(transaction=True)
def test_looking_before_claiming_sends_twice(server, monkeypatch):
    """The control: both look, then both send."""
    owed, looked = DeliveryFactory(), threading.Barrier(2)

    def careless(delivery_id):
        found = Delivery.objects.select_related("person", "notice").get(pk=delivery_id)
        found.address = found.person.email
        looked.wait()
        return found

    monkeypatch.setattr(sending, "claim", careless)
    at_once(lambda: deliver(delivery_id=owed.pk), lambda: deliver(delivery_id=owed.pk))
    assert len(server.taken) == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_deliverers_one_sends(server):
    owed = DeliveryFactory()
    assert sorted(at_once(*[lambda: deliver(delivery_id=owed.pk)] * 4)) == [False, False, False, True]
    assert len(server.taken) == 1


@pytest.mark.django_db(transaction=True)
def test_no_lock_is_held_while_the_mail_server_is_spoken_to(server):
    owed, free = DeliveryFactory(), []

    def look():
        with transaction.atomic():
            free.append(Delivery.objects.select_for_update(nowait=True).get(pk=owed.pk).attempts)
        connection.close()

    server.while_taking = look
    assert deliver(delivery_id=owed.pk) is True
    assert free == [1]


@pytest.mark.django_db(transaction=True)
def test_who_dies_between_the_servers_yes_and_our_commit_sends_again_under_the_same_name(server):
    owed = DeliveryFactory()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        worker = cursor.fetchone()[0]

    def kill():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [worker])
        connection.close()

    server.while_taking = kill
    with pytest.raises(OperationalError):
        deliver(delivery_id=owed.pk)
    connection.close()
    server.while_taking = lambda: None
    owed.refresh_from_db()
    assert (owed.state, owed.attempts) == ("queued", 1)
    assert deliver(delivery_id=owed.pk) is False, "the claim still holds"
    Delivery.objects.filter(pk=owed.pk).update(next_at=F("next_at") - timedelta(seconds=settings.TTE_MAIL_CLAIM + 1))
    assert deliver(delivery_id=owed.pk) is True
    owed.refresh_from_db()
    assert owed.state == "sent"
    assert [message["Message-ID"] for message in server.taken] == [owed.message_id] * 2


def test_headers_let_programs_know_what_it_is(server):
    owed = tried(DeliveryFactory(person=UserFactory(language="en")))
    (message,) = server.taken
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].strip().startswith("<https://exchange.example/inbox/unsubscribe/")
    assert owed.message_id.endswith("@exchange.example>")


def test_what_may_not_be_switched_off_has_no_unsubscribe_and_says_why(server):
    values = {"title": {"zh": "涂层", "en": "Coating"}, "price": {"yuan": "1"}}
    tried(
        DeliveryFactory(person=UserFactory(language="en"), notice__kind="listings.deal_struck", notice__context=values)
    )
    (message,) = server.taken
    assert message["List-Unsubscribe"] is None
    assert "The period in which the contract is signed runs from the deal" in message.get_body(("plain",)).get_content()


def test_mail_comes_back_to_an_address_that_names_it(server, settings):
    settings.TTE_BOUNCE_EMAIL = "bounces@exchange.example"
    settings.DEFAULT_FROM_EMAIL = "Exchange <exchange@exchange.example>"
    owed = tried(DeliveryFactory())
    assert server.senders == [f"bounces+{owed.token}@exchange.example"]
    assert server.taken[0]["From"] == "Exchange <exchange@exchange.example>"


def test_what_was_told_to_a_member_is_not_sent_to_who_has_left():
    officer = make_actor(role=Role.OFFICER)
    notice = NoticeFactory(person=officer.user, membership=officer.membership)
    owed = DeliveryFactory(person=officer.user, notice=notice)
    Membership.objects.filter(pk=officer.membership.pk).update(ended_at=now(), ended_by=officer.user)
    owed = tried(owed)
    assert (mail.outbox, owed.state, owed.fault) == ([], "withheld", "left")
