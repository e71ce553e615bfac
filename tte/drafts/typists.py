"""Who types: somebody who is signed in, or a visitor, known by nothing but a word in the session of their browser.

What a visitor types may name them, and nobody knows who opens that browser next: it is kept for hours, not for months.
"""

from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from tte.accounts.actor import Actor

VISITOR = "visitor_types"
NOBODY = 0  # the person of a visitor's ticket


@dataclass(frozen=True)
class Visitor:
    """Without a key there is no typing of theirs yet. `sender` stands for the address of their network, unreadably."""

    key: str
    sender: str = field(default="", compare=False)


Typist = Actor | Visitor


def typist_of(request: HttpRequest) -> Typist:
    """The actor, or the visitor. A visitor is given a word to be known by only where something is sent."""
    if request.actor is not None:
        return request.actor
    key = request.session.get(VISITOR, "")
    if not key and request.method == "POST":
        key = request.session[VISITOR] = token_hex(16)
    return Visitor(key, sender_of(request) if request.method == "POST" else "")


def sender_of(request: HttpRequest) -> str:
    return salted_hmac("drafts.sender", get_adapter(request).get_client_ip(request)).hexdigest()


def owner_of(typist: Typist) -> tuple[int, int | None]:
    """As a ticket names them."""
    if isinstance(typist, Visitor):
        return NOBODY, None
    return typist.user.pk, typist.membership.pk if typist.membership else None


def sent_from(typist: Typist) -> dict[str, str]:
    """What a new row holds of a visitor's network."""
    return {"sender": typist.sender} if isinstance(typist, Visitor) else {}


def as_owner(typist: Typist) -> dict[str, Any]:
    """As a row names them."""
    if isinstance(typist, Visitor):
        return {"visitor": typist.key}
    return {"user": typist.user, "membership": typist.membership}
