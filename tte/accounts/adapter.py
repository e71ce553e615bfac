"""How django-allauth speaks for the exchange: its mails in the reader's language, its names, where people land."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from tte.accounts.models import Membership, User
from tte.common.languages import in_language, spoken_language


def operator_name(language: str | None = None) -> str:
    return in_language(settings.TTE_OPERATOR_NAME_ZH, settings.TTE_OPERATOR_NAME_EN, language)


class AccountAdapter(DefaultAccountAdapter):
    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: dict | None = None
    ) -> EmailMessage:
        user = context.get("user") or User.objects.filter(email=email).first()
        language = getattr(user, "language", None) or spoken_language()
        with translation.override(language):
            return super().render_mail(template_prefix, email, context | {"operator": operator_name(language)}, headers)

    def format_email_subject(self, subject: str) -> str:
        return subject

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the desk of the acting organisation; who belongs to none begins by registering or joining one."""
        if Membership.objects.filter(user=request.user.pk, ended_at=None).exists():
            return super().get_login_redirect_url(request)
        return reverse("institutions:mine")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("institutions:mine")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        response = super().post_login(request, user, **kwargs)
        remember_language(response, user.language)
        return response


def remember_language(response: Any, language: str) -> None:
    """Pages follow the language of the person from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE or 365 * 86400,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE or "Lax",
    )


class SecondFactorAdapter(DefaultMFAAdapter):
    """The names that authenticator apps and passkey dialogs show."""

    def get_totp_issuer(self) -> str:
        return operator_name()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity = super().get_public_key_credential_rp_entity()
        return entity | {"name": operator_name()}
