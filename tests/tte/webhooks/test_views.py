"""The pages of webhooks: set up, the secret once, what was sent, resting, sending again, deleting."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import make_actor
from tests.factories.webhooks import DispatchFactory, SubscriptionFactory
from tests.tte.webhooks.test_sending import event_for
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.webhooks.models import Dispatch, Subscription
from tte.webhooks.signing import secret_text

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Research system", "url": "https://hooks.example.org/tte", "sight": "own", "kinds": ["deal.struck"]}


@pytest.fixture
def officer() -> Actor:
    return make_actor(role=Role.OFFICER)


@pytest.fixture
def page(officer) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(officer.user)
    return client


def own(officer: Actor, **fields) -> Subscription:
    return SubscriptionFactory(organisation=officer.organisation, created_by=officer.user, **fields)


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_webhook_is_set_up_and_its_secret_shown_once(page, officer):
    answer = page.post(reverse("webhooks:new"), GIVEN, follow=True)
    made = Subscription.objects.get()
    assert (made.organisation, made.name, made.kinds, made.state) == (
        officer.organisation,
        "Research system",
        ["deal.struck"],
        "active",
    )
    secret = secret_text(made.secrets.get())
    assert secret in text_of(answer)
    assert secret not in text_of(page.get(reverse("webhooks:webhook", args=[made.pk])))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"url": "http://hooks.example.org/"}, "Only https is used"),
        ({"url": "https://10.0.0.8/"}, "Name a public address"),
        ({"kinds": ["no.such"]}, "Select a valid choice"),
        ({"name": ""}, "This field is required"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_set_up(page, changed, says):
    answer = page.post(reverse("webhooks:new"), GIVEN | changed)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert Subscription.objects.count() == 0


def test_an_organisation_has_only_so_many(page, officer, settings):
    settings.TTE_WEBHOOKS_AN_ORGANISATION = 1
    own(officer)
    answer = page.post(reverse("webhooks:new"), GIVEN)
    assert (answer.status_code, Subscription.objects.count()) == (422, 1)
    assert "at most 1 webhooks" in text_of(answer)


def test_the_list_shows_ones_own_with_the_same_few_questions(page, officer, django_assert_num_queries):
    def looked() -> str:
        with django_assert_num_queries(5):
            return text_of(page.get(reverse("webhooks:webhooks")))

    SubscriptionFactory(name="somebody elses")
    DispatchFactory(subscription=own(officer, name="first"))
    page.get(reverse("webhooks:webhooks"))
    one = looked()
    assert ("first" in one, "somebody elses" in one) == (True, False)
    for _ in range(2):
        own(officer)
    looked()


def test_deliveries_are_shown_with_state_answer_and_time(page, officer, django_assert_num_queries):
    hook = own(officer)

    def looked(state: str = "") -> str:
        with django_assert_num_queries(8):
            return text_of(page.get(reverse("webhooks:webhook", args=[hook.pk]), {"state": state} if state else {}))

    page.get(reverse("webhooks:webhook", args=[hook.pk]))
    sent, failed = event_for(hook), event_for(hook)
    Dispatch.objects.filter(pk=sent.pk).update(
        **{"state": "sent"}, status=204, milliseconds=1234, tried_at="2026-01-02T03:04:05Z"
    )
    Dispatch.objects.filter(pk=failed.pk).update(**{"state": "failed"}, fault="timeout", attempts=8)
    DispatchFactory(subscription=hook)
    shown = looked()
    for said in (sent.message.code, failed.message.code, "1,234", "did not answer in time", "Test message"):
        assert said in shown
    only = looked("failed")
    assert (failed.message.code in only, sent.message.code in only) == (True, False)


def test_pausing_resuming_renewing_and_deleting(page, officer):
    hook = own(officer)

    def acted(act: str) -> tuple[str, str]:
        answer = page.post(reverse(f"webhooks:{act}", args=[hook.pk]), follow=True)
        hook.refresh_from_db()
        return hook.state, text_of(answer)

    assert acted("pause")[0] == "paused"
    assert acted("resume")[0] == "active"
    before = secret_text(hook.secrets.get())
    shown = re.search(r"whsec_[\w+/]+=", acted("renew")[1])[0]
    assert shown not in ("", before)
    assert hook.secrets.filter(signs_until=None).count() == 1
    assert acted("end")[0] == "ended"
    assert page.get(reverse("webhooks:webhook", args=[hook.pk])).status_code == 404


def test_one_delivery_and_a_stretch_are_sent_again(page, officer):
    hook = own(officer)
    sent = [event_for(hook) for _ in range(2)]
    Dispatch.objects.update(**{"state": "sent"}, status=204, tried_at="2026-01-02T03:04:05Z")
    page.post(reverse("webhooks:replay", args=[sent[0].pk]))
    assert [each.state for each in Dispatch.objects.order_by("pk")] == ["queued", "sent"]
    answer = page.post(
        reverse("webhooks:replay_range", args=[hook.pk]), {"from_on": "2026-01-02", "until_on": "2026-01-02"}
    )
    assert (answer.status_code, Dispatch.objects.filter(state="queued").count()) == (302, 2)
    wrong = page.post(
        reverse("webhooks:replay_range", args=[hook.pk]), {"from_on": "2026-01-03", "until_on": "2026-01-02"}
    )
    assert (wrong.status_code, "comes before the first" in text_of(wrong)) == (422, True)


def test_the_receiver_of_the_demonstration_takes_only_what_is_signed(page, officer, settings):
    dispatch = event_for(own(officer))
    address = reverse("webhooks:demo_receiver")
    assert page.post(address, data="{}", content_type="application/json").status_code == 400
    forged = {"webhook-id": dispatch.message.code, "webhook-timestamp": "1", "webhook-signature": "v1,AAAA"}
    assert page.post(address, data="{}", content_type="application/json", headers=forged).status_code == 400
    settings.TTE_DEMO = False
    assert page.post(address).status_code == 404
