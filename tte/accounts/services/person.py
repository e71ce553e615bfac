from allauth.account.models import EmailAddress
from django.db import transaction

from tte.accounts.actor import Actor
from tte.accounts.models import User


@transaction.atomic
def create_person(*, email: str, name: str, password: str | None, language: str = "zh-hans") -> User:
    """An account whose e-mail counts as verified: for seeds, where the operator vouches for it."""
    user = User.objects.create_user(email, password, name=name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def change_profile(*, name: str, language: str, by: Actor) -> User:
    """One's own name and language. Pages and mails follow the language from now on."""
    User.objects.filter(pk=by.user.pk).update(name=name, language=language)
    by.user.refresh_from_db()
    return by.user


def prefer_language(*, language: str, by: Actor) -> None:
    """The language switch of the pages is remembered with the account, so that mails follow it."""
    User.objects.filter(pk=by.user.pk).update(language=language)
