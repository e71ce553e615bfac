"""How long a dispatch waits for its next attempt: as the schedule says, or longer where the receiver asks for it."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from django.conf import settings

from tte.webhooks.reaching import Answer

BUSY = (429, 503)
SECONDS = re.compile(r"[0-9]{1,18}")


def wait_after(attempts: int, answer: Answer, at: datetime) -> timedelta:
    """Never sooner than the schedule, and never longer than the longest of its waits."""
    waits = settings.TTE_WEBHOOK_WAITS
    asked = asked_seconds(answer.retry_after, at) if answer.status in BUSY else 0
    return timedelta(seconds=min(max(asked, waits[attempts - 1]), max(waits)))


def asked_seconds(text: str, at: datetime) -> int:
    """`Retry-After` in seconds, or as a date (RFC 9110, 10.2.3); nought where it is neither."""
    text = text.strip()
    if SECONDS.fullmatch(text):
        return int(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return round((moment - at).total_seconds())
