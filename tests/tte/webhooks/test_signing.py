"""Signatures as the receivers of the world check them, and secrets of which the tables hold nothing."""

import base64
import hashlib
import hmac
import re

import pytest
from django.conf import settings as configured

from tests.factories.webhooks import SubscriptionFactory
from tte.webhooks.models import SigningSecret
from tte.webhooks.signing import secret_text, signature, signed_headers

GUIDE = configured.ROOT / "docs" / "api.md"


def test_the_signature_is_that_of_the_specifications_example():
    said = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        code="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        body='{"test": 2432232314}',
    )
    assert said == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.django_db
def test_the_table_holds_nothing_that_signs():
    secret = SubscriptionFactory().secrets.get()
    text = secret_text(secret)
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", text)
    kept = str(SigningSecret.objects.filter(pk=secret.pk).values().get())
    assert text not in kept
    assert text.removeprefix("whsec_") not in kept


@pytest.mark.django_db
def test_a_secret_outlives_the_installations_key_as_long_as_that_is_a_fallback(settings):
    secret = SubscriptionFactory().secrets.get()
    text = secret_text(secret)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key-" + "y" * 40
    assert secret_text(secret) == text
    settings.SECRET_KEY_FALLBACKS = []
    assert secret_text(secret) == ""


def guide_receiver():
    """`verified` as the guide prints it."""
    code = re.search(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[1]
    found: dict = {"base64": base64, "hashlib": hashlib, "hmac": hmac}
    exec(code, found)
    return found["verified"]


def test_the_ten_lines_of_the_guide_check_a_signature():
    verified, now = guide_receiver(), 1_800_000_000
    old, new = ("whsec_" + base64.b64encode(letter * 32).decode() for letter in (b"o", b"n"))
    headers = signed_headers([new, old], code="msg_1", timestamp=now, body='{"名":1}')
    body = '{"名":1}'.encode()
    assert verified(old, headers, body, now=now) is True
    assert verified(new, headers, body, now=now + 299) is True
    assert verified(new, headers, body, now=now + 301) is False
    assert verified(new, headers, body + b" ", now=now) is False
    assert verified(new, headers | {"webhook-id": "msg_2"}, body, now=now) is False
    assert verified("whsec_" + base64.b64encode(b"x" * 32).decode(), headers, body, now=now) is False
