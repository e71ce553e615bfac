"""Production. Starts only when it is safe to: every unmet condition is named at once."""

import os

from django.core.exceptions import ImproperlyConfigured

from tte.settings.base import *  # noqa: F403
from tte.settings.base import (
    ALLOWED_HOSTS,
    DATABASES,
    LOGGING,
    MIDDLEWARE,
    REDIS_URL,
    SECRET_KEY,
    TTE_BASE_URL,
    TTE_RULE_SET,
)

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("TTE_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("TTE_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("TTE_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TTE_MAIL_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 20
TTE_MAIL_CLAIM = 15 * 60  # an attempt is a handful of exchanges with a server, each bounded by EMAIL_TIMEOUT

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

LOGGING["handlers"]["console"]["formatter"] = "json"
LOGGING["loggers"]["tte.request"]["level"] = "INFO"


def unsafe(environment: dict[str, str]) -> list[str]:
    """What forbids starting, in words."""
    found = {
        "TTE_SECRET_KEY must be a random text of at least 50 characters": len(SECRET_KEY) < 50
        or len(set(SECRET_KEY)) < 10,
        "TTE_HOSTS must name the host names of the site, without *": "TTE_HOSTS" not in environment
        or "*" in ALLOWED_HOSTS,
        "TTE_BASE_URL must begin with https://": not TTE_BASE_URL.startswith("https://"),
        "TTE_DATABASE_URL must name the database, with a password": not DATABASES["default"]["PASSWORD"],
        "TTE_REDIS_URL must be set, with a password": "TTE_REDIS_URL" not in environment or "@" not in REDIS_URL,
        "TTE_MAIL_HOST must name the mail server": not EMAIL_HOST,
        "TTE_FROM_EMAIL must be set": "TTE_FROM_EMAIL" not in environment,
        "TTE_RULE_SET may not be DEMO: its periods are seconds": TTE_RULE_SET == "DEMO",
        "TTE_OPERATOR_NAME_ZH and TTE_OPERATOR_NAME_EN must name the approved operator (R3-57)": not (
            environment.get("TTE_OPERATOR_NAME_ZH") and environment.get("TTE_OPERATOR_NAME_EN")
        ),
        "django.middleware.csrf.CsrfViewMiddleware must stay": "django.middleware.csrf.CsrfViewMiddleware"
        not in MIDDLEWARE,
    }
    return [sentence for sentence, wrong in found.items() if wrong]


if _unsafe := unsafe(dict(os.environ)):
    raise ImproperlyConfigured("The production settings refuse to start:\n- " + "\n- ".join(_unsafe))
