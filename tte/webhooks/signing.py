"""Secrets and signatures as https://www.standardwebhooks.com describes them.

A secret is derived from a key of the installation and a nonce: the tables hold nothing that signs. The digest tells
when the installation's key was changed meanwhile; former keys are tried as well (SECRET_KEY_FALLBACKS).
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

from django.conf import settings
from django.utils.crypto import salted_hmac

from tte.webhooks.models import SigningSecret

PREFIX = "whsec_"
SALT = "tte.webhooks.signing"


def new_nonce() -> str:
    return secrets.token_hex(32)


def secret_from(nonce: str, key: str | bytes) -> str:
    derived = salted_hmac(SALT, nonce, secret=key, algorithm="sha256").digest()
    return PREFIX + base64.b64encode(derived).decode()


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def secret_text(secret: SigningSecret) -> str:
    """The secret itself, or nothing when the key it was derived from is gone."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        text = secret_from(secret.nonce, key)
        if hmac.compare_digest(digest_of(text), secret.digest):
            return text
    return ""


def signature(text: str, *, code: str, timestamp: int, body: str) -> str:
    key = base64.b64decode(text.removeprefix(PREFIX))
    signed = hmac.new(key, f"{code}.{timestamp}.{body}".encode(), hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def signed_headers(texts: Sequence[str], *, code: str, timestamp: int, body: str) -> dict[str, str]:
    """The three headers; during an overlap each secret that still signs gives a signature."""
    signatures = " ".join(signature(text, code=code, timestamp=timestamp, body=body) for text in texts)
    return {"webhook-id": code, "webhook-timestamp": str(timestamp), "webhook-signature": signatures}
