import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from tests.factories.accounts import PASSWORD, MembershipFactory, make_actor
from tte.accounts.actor import has_permission
from tte.accounts.enums import Role
from tte.accounts.roles import ROLE_PERMISSIONS, STAFF_ROLES, Permission
from tte.accounts.selectors.membership import actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked(settings):
    settings.TTE_STAFF_NEED_SECOND_FACTOR = True


def code_of(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def sign_in_and_confirm(client, user):
    """Sign in, and give the password once more, as changes of the second factor ask."""
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    asked = client.get(reverse("mfa_activate_totp"))
    assert client.get(asked.url).status_code == 200
    client.post(asked.url, {"password": PASSWORD})


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_staff_act_only_with_a_second_factor(role):
    membership = MembershipFactory(role=role)
    (permission, *_rest) = sorted(ROLE_PERMISSIONS[role])
    assert has_permission(actor_of(membership.user, membership), permission) is False
    TOTP.activate(membership.user, generate_totp_secret())
    assert has_permission(actor_of(membership.user, membership), permission) is True


def test_other_roles_act_without():
    membership = MembershipFactory(role=Role.OFFICER)
    assert has_permission(actor_of(membership.user, membership), Permission.ACHIEVEMENT_POST) is True


def test_staff_without_one_are_told_instead_of_meeting_a_shut_door(client):
    client.force_login(make_actor(role=Role.ADMINISTRATOR).user)
    response = client.get(reverse("institutions:members"))
    assert response.url == reverse("accounts:second_factor")
    assert client.get(response.url).status_code == 200


def test_the_demonstration_switches_it_off_and_says_so(client, settings):
    settings.TTE_STAFF_NEED_SECOND_FACTOR = False
    client.force_login(make_actor(role=Role.ADMINISTRATOR).user)
    assert client.get(reverse("institutions:members")).status_code == 200
    client.logout()
    page = client.get(reverse("account_login"), headers={"accept-language": "en"}).text
    assert "This demonstration has switched that off." in page


def test_an_app_is_set_up_and_then_asked_for(client):
    user = MembershipFactory(role=Role.AUDITOR).user
    sign_in_and_confirm(client, user)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}).status_code == 302
    assert sorted(Authenticator.objects.values_list("type", flat=True)) == ["recovery_codes", "totp"]
    client.post(reverse("account_logout"))
    response = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert response.url == reverse("mfa_authenticate")
    assert client.get(response.url).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_opens_the_account_once(client):
    user = MembershipFactory(role=Role.AUDITOR).user
    TOTP.activate(user, generate_totp_secret())
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for signed_in in (True, False):
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert ("_auth_user_id" in client.session) is signed_in
        client.post(reverse("account_logout"))


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_of_the_second_factor_open_in_both_languages(client, name, language):
    user = MembershipFactory(role=Role.AUDITOR).user
    sign_in_and_confirm(client, user)
    client.cookies["django_language"] = language
    response = client.get(reverse(name))
    assert (response.status_code, response.headers["Content-Language"]) == (200, language)


@pytest.mark.parametrize("name", ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"])
def test_the_pages_behind_an_app_open(client, name):
    user = MembershipFactory(role=Role.AUDITOR).user
    sign_in_and_confirm(client, user)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert client.get(reverse(name)).status_code == 200
    assert client.get(reverse("mfa_download_recovery_codes")).headers["Content-Type"].startswith("text/plain")
