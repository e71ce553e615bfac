"""Production settings: they start when everything is safe, and name each thing that is not."""

import os
import subprocess
import sys

import pytest

SAFE = {
    "TTE_SECRET_KEY": "q8Zr-0vT1nK5wXcB2mJ7hLd9sPfGy3uEa6oIiNtRkVxCzQwMbU4Y",
    "TTE_HOSTS": "exchange.example",
    "TTE_BASE_URL": "https://exchange.example",
    "TTE_DATABASE_URL": "postgresql://tte:a-password@database/tte",
    "TTE_REDIS_URL": "redis://:a-password@valkey:6379/0",
    "TTE_MAIL_HOST": "mail.example",
    "TTE_FROM_EMAIL": "exchange@exchange.example",
    "TTE_RULE_SET": "R2026",
    "TTE_OPERATOR_NAME_ZH": "示例技术交易中心",
    "TTE_OPERATOR_NAME_EN": "Example Technology Exchange Centre",
}
SHOW = (
    "from tte.settings import production as p;"
    "print(p.DEBUG, p.SESSION_COOKIE_SECURE, p.CSRF_COOKIE_SECURE, p.SECURE_SSL_REDIRECT, p.TTE_DEMO,"
    " p.SECURE_HSTS_SECONDS > 0, p.TTE_STAFF_NEED_SECOND_FACTOR, p.EMAIL_BACKEND)"
)


def start(environment: dict[str, str]) -> subprocess.CompletedProcess:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TTE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", SHOW], env=kept | environment, capture_output=True, text=True, check=False
    )


def test_safe_environment_starts_closed():
    started = start(SAFE)

    assert started.stderr == ""
    assert started.stdout.split() == [
        *("False", "True", "True", "True", "False", "True", "True"),
        "django.core.mail.backends.smtp.EmailBackend",
    ]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TTE_SECRET_KEY", "short", "TTE_SECRET_KEY must be"),
        ("TTE_SECRET_KEY", "a" * 60, "TTE_SECRET_KEY must be"),
        ("TTE_HOSTS", None, "TTE_HOSTS must name"),
        ("TTE_HOSTS", "*", "TTE_HOSTS must name"),
        ("TTE_BASE_URL", "http://exchange.example", "TTE_BASE_URL must begin with https://"),
        ("TTE_DATABASE_URL", "postgresql://database/tte", "TTE_DATABASE_URL must name the database"),
        ("TTE_REDIS_URL", "redis://valkey:6379/0", "TTE_REDIS_URL must be set"),
        ("TTE_MAIL_HOST", None, "TTE_MAIL_HOST must name"),
        ("TTE_FROM_EMAIL", None, "TTE_FROM_EMAIL must be set"),
        ("TTE_RULE_SET", "DEMO", "TTE_RULE_SET may not be DEMO"),
        ("TTE_OPERATOR_NAME_ZH", None, "must name the approved operator"),
    ],
)
def test_each_unsafe_value_is_named_and_refused(name, value, sentence):
    environment = {key: text for key, text in (SAFE | {name: value}).items() if text is not None}

    refused = start(environment)

    assert refused.returncode == 1
    assert refused.stdout == ""
    assert "The production settings refuse to start:" in refused.stderr
    assert [line[:2] for line in refused.stderr.split("refuse to start:\n")[1].splitlines()] == ["- "]
    assert sentence in refused.stderr


def test_bare_environment_names_everything_at_once():
    refused = start({})

    assert refused.returncode == 1
    assert refused.stderr.split("refuse to start:\n")[1].count("\n- ") + 1 == 8
