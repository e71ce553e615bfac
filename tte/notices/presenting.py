"""Notices and mails as pages show them."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tte.notices.models import Notice
from tte.notices.wording import wording

ADDRESS = re.compile(r"https?://[^\s<>\"']+")


@dataclass(frozen=True)
class NoticeRow:
    pk: int
    title: str
    sentences: list[str]
    url: str
    owed_at: datetime
    unread: bool


def notice_row(notice: Notice, language: str) -> NoticeRow:
    words = wording(notice, language)
    return NoticeRow(notice.pk, words.title, words.sentences, notice.url, notice.owed_at, notice.read_at is None)


def linked(text: str, own: tuple[str, ...]) -> SafeString:
    """Plain text with its addresses as links. Addresses of this site become paths, whichever host name was mailed."""
    parts, at = [], 0
    for match in ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:)。，；：）")
        start = next((each for each in own if address == each or address.startswith(each + "/")), None)
        href = (address.removeprefix(start) or "/") if start else address
        parts.append(escape(text[at : match.start()]))
        parts.append(f'<a href="{escape(href)}">{escape(address)}</a>')
        at = match.start() + len(address)
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))


def own_addresses(host: str) -> tuple[str, ...]:
    return (settings.TTE_BASE_URL.rstrip("/"), f"http://{host}", f"https://{host}")
