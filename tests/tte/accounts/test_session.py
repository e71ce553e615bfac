import pytest
from django.core.cache import caches
from django.urls import reverse
from redis.exceptions import ConnectionError as Away

from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory, make_actor
from tte.accounts.actor import has_permission
from tte.accounts.demo import demo_email, demo_memberships
from tte.accounts.enums import Role
from tte.accounts.roles import Permission
from tte.accounts.services.person import create_person

pytestmark = pytest.mark.django_db


def test_one_acts_through_the_first_membership_until_another_is_chosen(client):
    first = MembershipFactory(role=Role.OFFICER)
    second = MembershipFactory(role=Role.AGENT, user=first.user)
    client.force_login(first.user)
    page = client.get(reverse("accounts:profile"))
    assert page.wsgi_request.actor.membership == first
    assert client.post(reverse("accounts:act_as"), {"membership": second.pk}).url == reverse("pages:desk")
    page = client.get(reverse("accounts:profile"))
    assert page.wsgi_request.actor.membership == second


@pytest.mark.parametrize("chosen", ["", "x", "999999"])
def test_what_is_not_ones_own_membership_cannot_be_chosen(client, chosen):
    membership = MembershipFactory()
    client.force_login(membership.user)
    assert client.post(reverse("accounts:act_as"), {"membership": chosen}).status_code == 404
    other = MembershipFactory()
    assert client.post(reverse("accounts:act_as"), {"membership": other.pk}).status_code == 404


def test_an_ended_membership_stops_counting_on_the_next_request(client):
    membership = MembershipFactory()
    client.force_login(membership.user)
    client.post(reverse("accounts:act_as"), {"membership": membership.pk})
    membership.ended_at, membership.ended_by = membership.granted_at, membership.user
    membership.save()
    assert client.get(reverse("accounts:profile")).wsgi_request.actor.membership is None


def test_a_visitor_has_no_actor(client):
    assert client.get(reverse("accounts:roles")).wsgi_request.actor is None


def test_a_role_button_signs_in_and_keeps_the_language_of_the_page(client):
    person = create_person(email=demo_email("auditor"), name="审核员", password=None)
    MembershipFactory(user=person, role=Role.AUDITOR)
    response = client.post(reverse("accounts:demo_sign_in"), {"role": "auditor"})
    assert response.url == reverse("pages:desk")
    assert "django_language" not in response.cookies
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_role_button_follows_only_addresses_of_this_site(client):
    create_person(email=demo_email("auditor"), name="审核员", password=None)
    button = reverse("accounts:demo_sign_in")
    assert client.post(button, {"role": "auditor", "next": "https://evil.example/"}).url == reverse("pages:desk")
    assert client.post(button, {"role": "auditor", "next": "/inbox/"}).url == "/inbox/"


@pytest.mark.parametrize("off", ["TTE_DEMO", "TTE_ROLE_BUTTONS"])
def test_outside_the_demonstration_there_are_no_role_buttons(client, settings, off):
    setattr(settings, off, False)
    person = create_person(email=demo_email("auditor"), name="审核员", password=None)
    MembershipFactory(user=person, role=Role.AUDITOR)
    assert client.post(reverse("accounts:demo_sign_in"), {"role": "auditor"}).status_code == 404
    assert list(demo_memberships()) == []
    assert "_auth_user_id" not in client.session


def test_role_buttons_never_sign_in_as_other_people(client):
    UserFactory(email="auditor@example.org")
    assert client.post(reverse("accounts:demo_sign_in"), {"role": "auditor"}).status_code == 404


def test_the_profile_changes_name_and_language(client):
    user = MembershipFactory().user
    client.force_login(user)
    response = client.post(reverse("accounts:profile"), {"name": "Chen Jing", "language": "en"})
    user.refresh_from_db()
    assert (user.name, user.language) == ("Chen Jing", "en")
    assert response.cookies["django_language"].value == "en"


def test_a_refused_profile_changes_nothing(client):
    user = MembershipFactory().user
    client.force_login(user)
    response = client.post(reverse("accounts:profile"), {"name": "", "language": "fr"})
    assert (response.status_code, sorted(response.context["form"].errors)) == (422, ["language", "name"])


def test_the_language_switch_is_remembered_with_the_account(client):
    user = MembershipFactory().user
    client.force_login(user)
    client.post(reverse("pages:set_language"), {"language": "en", "next": "/"})
    user.refresh_from_db()
    assert user.language == "en"


def test_people_of_an_organisation_that_awaits_admission_can_do_nothing():
    organisation = OrganisationFactory(awaiting=True)
    actor = make_actor(role=Role.OFFICER, organisation=organisation)
    assert has_permission(actor, Permission.ACHIEVEMENT_POST) is False


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_matrix_is_public(client, language):
    response = client.get(reverse("accounts:roles"), headers={"accept-language": language})
    assert (response.status_code, len(response.context["matrix"].roles)) == (200, 13)


def test_sessions_live_on_while_the_cache_is_away(client, settings_without_cache):
    membership = MembershipFactory()
    client.force_login(membership.user)

    page = client.get(reverse("accounts:profile"))
    assert page.wsgi_request.actor.membership == membership
    client.logout()
    assert client.get(reverse("accounts:profile")).status_code == 302


@pytest.fixture
def settings_without_cache(settings):
    """Nobody listens at the address of the cache."""
    settings.CACHES = settings.CACHES | {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:9/0"}}
    with pytest.raises(Away):
        caches["default"]._cache.get_client().ping()
