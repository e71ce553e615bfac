"""Letters to objectors go the way of every other mail: tried again, never doubled, seen by whoever keeps the mails."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from listings.enums import ObjectionLetterKind as Kind
from listings.models import Objection, ObjectionLetter
from listings.services.objection import withdraw_objection
from listings.services.objection_letter import OBJECTION_LETTER
from listings.services.takedown import reinstate
from tests.factories.accounts import make_actor
from tests.factories.bidding import auditor_of
from tests.factories.listings import ListingFactory, make_auditor
from tests.factories.notice import ObjectionLetterFactory, examined_objection, lodged_objection
from tests.factories.takedown import make_head, taken_down
from tests.tte.notices.post import mail_server
from tte.accounts.enums import Role
from tte.common.clock import now
from tte.notices.delivery import deliver, send_again
from tte.notices.models import Delivery
from tte.notices.tasks import sweep_deliveries

pytestmark = pytest.mark.django_db


def delivery_of(objection: Objection, kind: Kind) -> Delivery:
    return objection.letters.get(kind=kind).delivery


def tried(delivery: Delivery) -> Delivery:
    Delivery.objects.filter(pk=delivery.pk).update(next_at=now() - timedelta(seconds=10))
    deliver(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    return delivery


def test_a_letter_is_tried_again_after_a_refusal_and_is_the_same_letter(settings):
    objection = lodged_objection(ListingFactory())
    owed = delivery_of(objection, Kind.LODGED)
    with mail_server(settings) as server:
        server.to_message = "451 try later"
        assert (tried(owed).state, owed.attempts, server.taken) == ("queued", 1, [])
        assert deliver(delivery_id=owed.pk) is False, "not before its wait is over"

        server.to_message = "250 OK"
        assert (tried(owed).state, owed.attempts) == ("sent", 2)
        assert deliver(delivery_id=owed.pk) is False
    [taken] = server.taken
    assert (taken["To"], taken["Message-ID"]) == (objection.email, owed.message_id)
    assert objection.token in taken.get_body(("plain",)).get_content()
    assert objection.token in taken.get_body(("html",)).get_content()


def test_a_lost_bell_is_rung_again_by_the_sweep(django_capture_on_commit_callbacks):
    objection = lodged_objection(ListingFactory())
    owed = delivery_of(objection, Kind.LODGED)
    Delivery.objects.exclude(pk=owed.pk).delete()
    Delivery.objects.filter(pk=owed.pk).update(next_at=now() - timedelta(minutes=1))
    with django_capture_on_commit_callbacks() as bells:
        sweep_deliveries()
    assert len(bells) == 1


def test_a_later_letter_takes_the_place_of_one_that_is_still_on_its_way():
    objection = examined_objection(ListingFactory(), make_auditor())
    lodged, admitted = delivery_of(objection, Kind.LODGED), delivery_of(objection, Kind.ADMITTED)
    assert (tried(lodged).state, lodged.fault) == ("withheld", "not_needed")
    assert tried(admitted).state == "sent"
    [sent] = mail.outbox
    assert (sent.to, objection.code in sent.body) == ([objection.email], True)


def test_nothing_is_written_about_what_is_taken_down():
    objection = lodged_objection(ListingFactory())
    owed = delivery_of(objection, Kind.LODGED)
    taken_down(objection.listing.achievement, make_head(objection.listing.exchange))
    assert (tried(owed).state, mail.outbox) == ("withheld", [])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", Kind.values)
def test_each_letter_is_written_in_the_language_of_the_objection(kind, language):
    letter = ObjectionLetterFactory(kind=kind, objection__language=language)
    assert tried(letter.delivery).state == "sent"
    [sent] = mail.outbox
    assert sent.subject.startswith("对挂牌" if language == "zh-hans" else "Objection")
    words = sent.body.partition("http")[0]
    assert ("异议" in words, "objection" in words.lower()) == (language == "zh-hans", language == "en")


def test_a_bounced_letter_stands_in_the_list_of_mails_and_on_the_page_of_the_case(client):
    objection = lodged_objection(ListingFactory())
    owed = delivery_of(objection, Kind.LODGED)
    Delivery.objects.filter(pk=owed.pk).update(state="bounced", failed_at=now(), fault="550 5.1.1")

    administrator = make_actor(role=Role.ADMINISTRATOR)
    client.force_login(administrator.user)
    page = client.get(reverse("notices:deliveries"), {"state": "bounced"})
    listed = page.content.decode()
    assert (str(OBJECTION_LETTER.name) in listed, objection.email in listed) == (True, True)

    client.force_login(auditor_of(objection.listing).user)
    page = client.get(reverse("listings:objection_case", args=[objection.code]))
    assert str(Kind.LODGED.label) in page.content.decode()

    owed.refresh_from_db()
    send_again(delivery=owed, by=administrator)
    assert tried(owed).state == "sent"


@pytest.mark.rule("R8-03")
@pytest.mark.rule("R3-05")
@pytest.mark.parametrize(
    ("language", "rests", "goes_on"), [("en", "rests", "goes on"), ("zh-hans", "暂停办理", "恢复办理")]
)
def test_an_objector_is_told_that_the_case_rests_and_that_it_goes_on_and_both_links_lead_somewhere(
    client, codelists, language, rests, goes_on
):
    objection = lodged_objection(ListingFactory())
    Objection.objects.filter(pk=objection.pk).update(language=language)
    over = lodged_objection(objection.listing)
    withdraw_objection(objection=over, by=None)
    taken = taken_down(objection.listing.achievement, make_head(objection.listing.exchange))
    letters = ObjectionLetter._base_manager.filter(objection=objection)
    assert tried(letters.get(kind=Kind.RESTING).delivery).state == "sent"
    assert client.get(reverse("listings:objection", args=[objection.token])).status_code in (410, 451)

    reinstate(takedown=taken, reason_code="B1", text="", by=make_head(objection.listing.exchange))
    assert tried(letters.get(kind=Kind.GOES_ON).delivery).state == "sent"
    assert client.get(reverse("listings:objection", args=[objection.token])).status_code == 200
    first, second = mail.outbox
    assert [rests in first.body, goes_on in second.body] == [True, True]
    assert [objection.token in one.body for one in mail.outbox] == [True, True]
    assert objection.listing.achievement.title_zh not in first.body
    assert not over.letters.filter(kind__in=[Kind.RESTING, Kind.GOES_ON]).exists()
