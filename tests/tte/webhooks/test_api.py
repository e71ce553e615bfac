"""The doors of webhooks for programs: the services of the pages, keys, conditions, pages by key."""

import pytest
from django.test import Client

from tests.factories.accounts import make_actor
from tests.factories.webhooks import DispatchFactory, SubscriptionFactory
from tests.tte.webhooks.test_sending import event_for
from tte.accounts.enums import Role
from tte.accounts.tokens import issue_token
from tte.webhooks.models import Dispatch, Subscription

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Research system", "url": "https://hooks.example.org/tte", "kinds": ["deal.struck"]}


@pytest.fixture
def officer():
    return make_actor(role=Role.OFFICER)


@pytest.fixture
def call(officer):
    token = issue_token(label="test", by=officer)

    def called(method: str, path: str, body=None, **headers):
        given = {"authorization": f"Bearer {token}", "accept-language": "en"} | headers
        client, content = Client(headers=given), "application/json"
        sent = {"data": body, "content_type": content} if method in ("post", "patch") else {"data": body}
        answer = getattr(client, method)(f"/api/v1/webhooks/{path}", **{k: v for k, v in sent.items() if v is not None})
        return answer.status_code, answer.json() if answer.content else None

    return called


def test_a_webhook_lives_and_ends_by_program(call, officer):
    status, made = call("post", "", GIVEN)
    assert (status, made["state"], made["secret"][:6]) == (201, "active", "whsec_")
    path = f"{made['pk']}/"
    assert call("get", "")[1] == {"results": [{k: v for k, v in made.items() if k != "secret"}]}
    assert call("patch", path, {"kinds": []})[1]["kinds"] == []
    assert call("get", path)[1] | {"kinds": ["deal.struck"]} == {k: v for k, v in made.items() if k != "secret"}
    assert call("post", f"{path}pause/")[1]["state"] == "paused"
    assert call("post", f"{path}pause/")[0] == 409
    assert call("post", f"{path}resume/")[1]["state"] == "active"
    renewed = call("post", f"{path}secret/")
    assert (renewed[0], renewed[1]["secret"] != made["secret"]) == (201, True)
    assert call("post", f"{path}test/")[1]["kind"] == "webhook.test"
    assert call("post", f"{path}test/")[1]["code"] == "test_under_way"
    assert call("delete", path) == (204, None)
    assert call("get", path)[0] == 404


def test_the_same_request_under_its_key_sets_up_one(call):
    first = call("post", "", GIVEN, **{"idempotency-key": "k1"})
    assert call("post", "", GIVEN, **{"idempotency-key": "k1"}) == first
    assert Subscription.objects.count() == 1
    other = call("post", "", GIVEN | {"name": "Other"}, **{"idempotency-key": "k1"})
    assert (other[0], other[1]["code"]) == (409, "key_reused")


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"url": "https://192.168.0.1/"}, 409, "url"),
        ({"kinds": ["no.such"]}, 409, "kinds"),
        ({"sight": "all"}, 400, "sight"),
    ],
)
def test_what_is_wrong_is_answered_by_its_field(call, body, status, field):
    answer = call("post", "", GIVEN | body)
    assert answer[0] == status
    assert (answer[1]["field"] if status == 409 else next(iter(answer[1]))) == field
    assert Subscription.objects.count() == 0


def test_deliveries_are_chosen_by_state_and_read_on_by_key(call, officer, monkeypatch):
    hook = SubscriptionFactory(organisation=officer.organisation)
    made = [event_for(hook) for _ in range(3)]
    DispatchFactory(subscription=SubscriptionFactory())
    Dispatch.objects.filter(pk=made[0].pk).update(**{"state": "failed"}, fault="timeout")
    path = f"{hook.pk}/deliveries/"
    everything = call("get", path)[1]
    assert [row["id"] for row in everything["results"]] == [each.message.code for each in reversed(made)]
    assert everything["next"] is None
    assert [row["fault"] for row in call("get", path, {"state": "failed"})[1]["results"]] == ["timeout"]
    assert call("get", path, {"state": "lost"})[0] == 400
    assert call("get", path, {"after": "x"})[0] == 400
    monkeypatch.setattr("tte.common.api.PAGE", 2)
    first = call("get", path)[1]
    assert (len(first["results"]), first["next"]) == (2, made[1].pk)
    rest = call("get", path, {"after": first["next"]})[1]
    assert ([row["pk"] for row in rest["results"]], rest["next"]) == ([made[0].pk], None)


def test_sending_again_by_program(call, officer):
    hook = SubscriptionFactory(organisation=officer.organisation)
    one, _other = event_for(hook), event_for(hook)
    Dispatch.objects.update(**{"state": "sent"}, status=204, tried_at="2026-01-02T03:04:05Z")
    again = call("post", f"deliveries/{one.pk}/replay/")
    assert (again[0], again[1]["state"], again[1]["id"]) == (202, "queued", one.message.code)
    stretch = {"begins": "2026-01-01T00:00:00Z", "ends": "2026-02-01T00:00:00Z", "only_unsent": False}
    assert call("post", f"{hook.pk}/replay/", stretch) == (202, {"count": 1})
    foreign = DispatchFactory(sent=True)
    assert call("post", f"deliveries/{foreign.pk}/replay/")[0] == 404
