"""The mail of an invitation goes the way of every other mail, and its administrator sees how it stands."""

import pytest
from django.core import mail
from django.urls import reverse

from institutions.services.invitation import InvitationClosed, mail_invitation
from institutions.services.membership import accept_invitation, invite_person
from tests.factories.accounts import OrganisationFactory, UserFactory, make_actor
from tests.factories.invitations import InvitationFactory
from tests.tte.notices.post import mail_server
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.notices.delivery import ATTEMPTS, deliver, send_again
from tte.notices.models import Delivery, Notice
from tte.notices.selectors import deliveries

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_actor(role=Role.ADMINISTRATOR)


@pytest.fixture
def invitation(administrator):
    university = OrganisationFactory()
    return invite_person(organisation=university, email="new@example.org", role=Role.OFFICER, by=administrator)


def attempted(invitation):
    """One attempt now; the invitation with what came of it."""
    Delivery.objects.filter(pk=invitation.delivery_id).update(next_at="2026-01-01T00:00:00Z")
    deliver(delivery_id=invitation.delivery_id)
    invitation.refresh_from_db()
    return invitation


def test_it_is_sent_once_in_the_language_of_whoever_invites(administrator, invitation, settings):
    settings.TTE_BASE_URL = "https://exchange.example"
    type(invitation).objects.filter(pk=invitation.pk).update(language="en")
    assert [deliver(delivery_id=invitation.delivery_id), deliver(delivery_id=invitation.delivery_id)] == [True, False]
    [message] = mail.outbox
    name = invitation.organisation.name_en
    assert (message.to, message.subject) == (["new@example.org"], f"Invitation to act for {name}")
    [html] = [each.content for each in message.alternatives]
    for body in (message.body, html):
        assert "https://exchange.example/account/signup/" in body and "/inbox/preferences/" not in body
    invitation.refresh_from_db()
    assert (invitation.delivery.state, message.extra_headers["Message-ID"]) == ("sent", invitation.delivery.message_id)


def test_a_server_that_is_away_is_tried_again_later(invitation, settings):
    with mail_server(settings) as server:
        server.to_message = "451 4.3.0 later"
        waiting = attempted(invitation)
        assert (waiting.delivery.state, waiting.delivery.attempts, waiting.delivery.fault) == ("queued", 1, "451 4.3.0")
        server.to_message = "250 OK"
        assert attempted(invitation).delivery.state == "sent"
        assert len(server.taken) == 1


@pytest.mark.parametrize(
    ("answer", "attempts", "state"), [("550 5.1.1 no such user", 0, "bounced"), ("451 4.3.0", ATTEMPTS - 1, "failed")]
)
def test_whoever_invited_is_told_when_it_does_not_arrive(administrator, invitation, settings, answer, attempts, state):
    Delivery.objects.filter(pk=invitation.delivery_id).update(attempts=attempts)
    with mail_server(settings) as server:
        server.to_receiver = answer
        assert attempted(invitation).delivery.state == state
    [told] = Notice.objects.filter(kind="institutions.invitation_returned")
    assert (told.person, told.membership, told.context["email"]) == (
        administrator.user,
        administrator.membership,
        "new@example.org",
    )
    assert told.url == reverse("institutions:organisation", args=[invitation.organisation.code])


def test_it_is_mailed_again_after_it_came_back_and_after_it_was_sent(administrator, invitation):
    first = invitation.delivery
    with pytest.raises(InvitationClosed):
        mail_invitation(invitation=invitation, by=administrator)
    Delivery.objects.filter(pk=first.pk).update(state="bounced", failed_at="2026-01-02T03:04:05Z", attempts=1)
    assert mail_invitation(invitation=invitation, by=administrator).delivery == first
    assert attempted(invitation).delivery.state == "sent"
    second = mail_invitation(invitation=invitation, by=administrator).delivery
    assert (second != first, second.state, second.address) == (True, "queued", "new@example.org")
    Delivery.objects.filter(pk=first.pk).update(state="failed", failed_at="2026-01-02T03:04:05Z")
    send_again(delivery=Delivery.objects.get(pk=first.pk), by=administrator)
    deliver(delivery_id=first.pk)
    first.refresh_from_db()
    assert (first.state, first.fault, len(mail.outbox)) == ("withheld", "not_needed", 1)


def test_nothing_is_mailed_once_it_is_accepted(administrator, invitation):
    accept_invitation(invitation=invitation, by=Actor(UserFactory(email="new@example.org")))
    assert (attempted(invitation).delivery.state, mail.outbox) == ("withheld", [])
    with pytest.raises(InvitationClosed):
        mail_invitation(invitation=invitation, by=administrator)


def test_the_administrator_sees_it_and_mails_it_again(client, administrator, invitation):
    client.force_login(administrator.user)
    client.cookies["django_language"] = "en"
    page = reverse("institutions:organisation", args=[invitation.organisation.code])
    again = reverse("institutions:mail_invitation", args=[invitation.pk])
    assert again not in client.get(page).text
    Delivery.objects.filter(pk=invitation.delivery_id).update(
        state="bounced", failed_at="2026-01-02T03:04:05Z", fault="550 5.1.1"
    )
    said = client.get(page).text
    assert again in said and "550 5.1.1" in said and "Came back" in said
    assert client.post(again).url == page
    invitation.refresh_from_db()
    assert invitation.delivery.state == "queued"
    said = client.get(reverse("notices:deliveries"), {"q": "new@example"}).text
    assert "new@example.org" in said and "Invitation" in said


def test_a_receiver_is_found_by_the_address_alone(invitation):
    InvitationFactory(email="else@example.org")
    assert [each.address for each in deliveries(words="new@")] == ["new@example.org"]
