"""Opening an account, signing in and out, the forgotten password: as the pages do it."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory
from tte.accounts.enums import Role
from tte.accounts.models import User
from tte.notices.models import Mail

pytestmark = pytest.mark.django_db

NEW = {"name": "陈静", "email": "New@Example.org", "password1": PASSWORD, "password2": PASSWORD}


def link_in(text):
    return re.search(r"http://testserver(\S+)", text)[1]


def test_an_account_opens_with_the_link_that_was_mailed(client):
    response = client.post(reverse("account_signup"), NEW, headers={"accept-language": "en"})
    assert response.url == reverse("account_email_verification_sent")
    user = User.objects.get()
    assert (user.email, user.name, user.language) == ("new@example.org", "陈静", "en")
    (message,) = mail.outbox
    assert message.subject == "Confirm your e-mail for Technology Exchange"
    confirm = link_in(message.body)
    assert client.post(confirm).status_code == 302
    assert user.emailaddress_set.get().verified is True
    response = client.post(reverse("account_login"), {"login": "new@example.org", "password": PASSWORD})
    assert response.url == reverse("institutions:mine")


def test_in_the_demonstration_the_link_is_found_in_the_mailbox(client, settings):
    settings.EMAIL_BACKEND = "tte.notices.mailbox.MailboxBackend"
    client.post(reverse("account_signup"), NEW | {"email": "walker@example.org"})
    kept = Mail.objects.get()
    page = client.get(reverse("notices:mail", args=[kept.pk])).text
    path = re.search(r'href="(/account/confirm-email/[^"]+)"', page)[1]
    client.post(path)
    assert User.objects.get().emailaddress_set.get().verified is True


def test_an_unconfirmed_account_does_not_sign_in(client):
    user = UserFactory(verified=False)
    response = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert response.url == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_says_so_and_signs_nobody_in(client):
    user = UserFactory()
    response = client.post(reverse("account_login"), {"login": user.email, "password": "wrong"})
    assert response.context["form"].errors != {}
    assert "_auth_user_id" not in client.session


def test_opening_a_second_account_with_an_address_tells_only_its_owner(client):
    user = UserFactory(language="en")
    taken = client.post(reverse("account_signup"), NEW | {"email": user.email})
    fresh = client.post(reverse("account_signup"), NEW)
    assert (taken.status_code, taken.url) == (fresh.status_code, fresh.url)
    assert User.objects.filter(email=user.email).count() == 1
    assert mail.outbox[0].subject == "You already have an account"


def test_signing_in_brings_the_language_of_the_person(client):
    membership = MembershipFactory(user=UserFactory(language="en"))
    response = client.post(reverse("account_login"), {"login": membership.user.email, "password": PASSWORD})
    assert response.url == reverse("pages:desk")
    assert response.cookies["django_language"].value == "en"


def test_signing_out_returns_home(client):
    client.force_login(UserFactory())
    response = client.post(reverse("account_logout"))
    assert response.url == reverse("pages:home")
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_the_mailed_link(client):
    user = UserFactory(language="en")
    client.post(reverse("account_reset_password"), {"email": user.email})
    response = client.get(link_in(mail.outbox[0].body), follow=True)
    fresh = {"password1": "another-phrase-42", "password2": "another-phrase-42"}
    client.post(response.redirect_chain[-1][0], fresh)
    user.refresh_from_db()
    assert user.check_password("another-phrase-42") is True


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_reset_password", "account_email_verification_sent"]
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_doors_of_visitors_open_in_both_languages(client, name, language):
    response = client.get(reverse(name), headers={"accept-language": language})
    assert (response.status_code, response.headers["Content-Language"]) == (200, language)


@pytest.mark.parametrize(
    "name", ["account_change_password", "account_email", "mfa_index", "accounts:profile", "institutions:mine"]
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_doors_of_persons_open_in_both_languages(client, name, language):
    client.force_login(MembershipFactory(role=Role.OFFICER).user)
    response = client.get(reverse(name), headers={"accept-language": language})
    assert (response.status_code, response.headers["Content-Language"]) == (200, language)
