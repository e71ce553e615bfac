"""Mail that comes back: delivery status messages (RFC 3464) are read, matched with a delivery and acted on.

A delivery is named by a token that only its receiver's mail servers have seen: in the address the message came back to
(VERP), or in the Message-ID of the returned headers. Whatever cannot be matched is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from enum import StrEnum

from tte.notices.delivery import take_back
from tte.notices.models import Delivery
from tte.notices.refusals import address_is_dead

TOKEN = re.compile(r"\b([0-9a-f]{32})@")
STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
RETURNED_TO = ("to", "delivered-to", "x-original-to", "envelope-to", "in-reply-to", "references")


class Outcome(StrEnum):
    """What a message turned out to be."""

    BOUNCED = "bounced"
    TO_BE_TRIED_AGAIN = "to be tried again"
    ON_ITS_WAY = "still on its way"
    UNKNOWN = "of no delivery of ours"
    NO_REPORT = "no report of a delivery"


@dataclass(frozen=True)
class Report:
    """One receiver's part of a delivery status message."""

    action: str
    status: str


def take_bounce(raw: bytes) -> Outcome:
    """Act on one message. The same message a second time changes nothing."""
    message = message_from_bytes(raw, policy=policy.default)
    report = report_of(message)
    if report is None:
        return Outcome.NO_REPORT
    if report.action != "failed":
        return Outcome.ON_ITS_WAY
    delivery = delivery_of(message)
    if delivery is None:
        return Outcome.UNKNOWN
    temporary = report.status.startswith("4.")
    take_back(
        delivery=delivery,
        fault=f"returned {report.status}".strip(),
        address_is_dead=address_is_dead(report.status),
        temporary=temporary,
    )
    return Outcome.TO_BE_TRIED_AGAIN if temporary else Outcome.BOUNCED


def report_of(message: EmailMessage) -> Report | None:
    """Action and status of the receiver; our mails have one each."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in part.get_payload():
                if block.get("Action"):
                    status = STATUS.search(str(block.get("Status", "")))
                    return Report(str(block["Action"]).split()[0].lower(), status[0] if status else "")
    return None


def delivery_of(message: EmailMessage) -> Delivery | None:
    tokens = {token for text in _traces(message) for token in TOKEN.findall(text.lower())}
    named = [f"<{token}@" for token in sorted(tokens)]
    for start in named:
        found = Delivery.objects.select_related("person").filter(message_id__startswith=start).first()
        if found:
            return found
    return None


def _traces(message: EmailMessage) -> Iterator[str]:
    """Every place in which a returned message may name the delivery."""
    for name in RETURNED_TO:
        yield from (str(value) for value in message.get_all(name, []))
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            yield from (str(inner.get("Message-ID", "")) for inner in _inner(part))
        elif part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            yield from re.findall(r"(?im)^message-id:\s*(\S+)", str(part.get_payload()))


def _inner(part: Message) -> list[Message]:
    inner = part.get_payload()
    return inner if isinstance(inner, list) else []
