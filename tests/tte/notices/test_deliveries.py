"""The administrators' page of e-mails."""

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory, make_actor
from tests.factories.notices import DeliveryFactory
from tte.accounts.enums import Role
from tte.common.clock import now
from tte.notices.models import Delivery
from tte.notices.selectors import unsent_today
from tte.ops.doctor import WARN, mail

pytestmark = pytest.mark.django_db
PAGE = "notices:deliveries"


@pytest.fixture
def administrator(client):
    actor = make_actor(role=Role.ADMINISTRATOR)
    client.force_login(actor.user)
    return actor


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.INSPECTOR])
def test_only_administrators_see_peoples_addresses(client, role):
    client.force_login(make_actor(role=role).user)
    failed = DeliveryFactory(failed=True)
    assert client.get(reverse(PAGE)).status_code == 403
    assert client.post(reverse("notices:retry", args=[failed.pk])).status_code == 403
    assert client.post(reverse("notices:retry_failed")).status_code == 403
    failed.refresh_from_db()
    assert failed.state == "failed"


def test_e_mails_are_counted_and_narrowed_by_state_and_receiver(client, administrator):
    DeliveryFactory.create_batch(2, failed=True)
    DeliveryFactory(sent=True, person=UserFactory(name="顾 一", email="gu@example.org"))
    page = client.get(reverse(PAGE))
    assert [(tab.url, tab.count) for tab in page.context["tabs"]] == [
        ("", 3),
        ("queued", 0),
        ("sent", 1),
        ("failed", 2),
        ("bounced", 0),
        ("withheld", 0),
    ]
    shown = {
        query: len(client.get(f"{reverse(PAGE)}?{query}").context["rows"])
        for query in ("state=failed", "state=bounced", "state=nonsense", "q=GU@exa", "q=顾", "q=顾&state=failed")
    }
    assert list(shown.values()) == [2, 0, 3, 1, 1, 0]


def test_the_words_of_a_notice_stay_between_the_exchange_and_its_receiver(client, administrator):
    DeliveryFactory(notice__context={"organisation": {"zh": "秘密大学", "en": "Secret University"}})
    assert "秘密大学" not in client.get(reverse(PAGE)).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_queries(client, administrator, count, django_assert_num_queries):
    DeliveryFactory.create_batch(count, failed=True)
    client.get(reverse(PAGE))
    with django_assert_num_queries(6):
        client.get(reverse(PAGE))


def test_one_is_sent_again(client, administrator):
    failed, sent = DeliveryFactory(failed=True), DeliveryFactory(sent=True)
    assert client.post(reverse("notices:retry", args=[failed.pk])).status_code == 302
    assert client.post(reverse("notices:retry", args=[sent.pk])).status_code == 409
    assert list(Delivery.objects.order_by("pk").values_list("state", flat=True)) == ["queued", "sent"]


def test_all_that_failed_are_sent_again(client, administrator):
    DeliveryFactory.create_batch(2, failed=True)
    client.post(reverse("notices:retry_failed"))
    assert Delivery.objects.filter(state="queued", attempts=0).count() == 2


def test_the_figures_count_a_day_and_the_doctor_tells_of_them():
    DeliveryFactory(failed=True)
    assert unsent_today() == {"failed": 0, "bounced": 0, "withheld": 0}
    DeliveryFactory(failed=True, failed_at=now())
    DeliveryFactory(state="bounced", failed_at=now())
    assert unsent_today() == {"failed": 1, "bounced": 1, "withheld": 0}
    assert [finding.subject for finding in mail() if finding.level == WARN] == ["mail failed", "mail bounced"]
