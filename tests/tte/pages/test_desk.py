import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory, make_actor
from tests.markup import even
from tte.accounts.enums import Role
from tte.common.icons import SHAPES
from tte.pages.presenting.desk import rail
from tte.pages.presenting.first import first_act

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_desk_with_a_first_act_and_drawn_signs(client: Client, role: Role):
    actor = make_actor(role=role)
    client.force_login(actor.user)
    page = client.get(reverse("pages:desk"), headers={"accept-language": "en"})
    assert page.status_code == 200
    assert first_act(actor).title in page.text
    assert {item.icon for group in rail(actor, "/desk/") for item in group.items} <= set(SHAPES)


@pytest.mark.parametrize("role", [Role.BROKER, Role.EXPERT, Role.INSPECTOR])
def test_a_role_without_duties_is_told_so_and_every_way_it_is_shown_is_open(client: Client, role: Role):
    actor = make_actor(role=role)
    client.force_login(actor.user)
    first = first_act(actor)
    page = client.get(reverse("pages:desk"))
    assert len(first.open_to_all) == 6
    for link in first.open_to_all:
        assert f'href="{link.url}"' in page.text
        # without an index of these tests' own the search says 503, to everybody alike
        assert client.get(link.url).status_code in (200, 503)


def test_a_person_of_no_organisation_is_told_how_to_get_one(client: Client):
    client.force_login(UserFactory())
    page = client.get(reverse("pages:desk"), headers={"accept-language": "en"})
    assert "You act for no organisation yet" in page.text
    assert 'class="acting"' not in page.text


def test_the_acting_organisation_stands_first_and_can_be_switched(client: Client):
    actor = make_actor(role=Role.RESEARCHER)
    other = make_actor(role=Role.AUDITOR, user=actor.user)
    client.force_login(actor.user)
    page = client.get(reverse("pages:desk"), headers={"accept-language": "en"})
    head = even(page.text[: page.text.index("</header>")])
    assert head.index('class="acting"') < head.index('type="search"')
    assert f'name="membership" value="{actor.membership.pk}" aria-current="true"' in head
    assert f'name="membership" value="{other.membership.pk}"' in head


def test_a_visitor_is_sent_to_sign_in(client: Client):
    answer = client.get(reverse("pages:desk"))
    assert (answer.status_code, answer.url) == (302, f"{reverse('account_login')}?next=/desk/")
