"""Notices and mails as pages show them."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from tte.accounts.actor import Actor
from tte.notices.enums import MailChoice
from tte.notices.kinds import KINDS, LETTERS
from tte.notices.lifecycles import DELIVERY
from tte.notices.models import Delivery, Notice
from tte.notices.selectors import UNSENT
from tte.notices.wording import told_as, wording

ADDRESS = re.compile(r"https?://[^\s<>\"']+")


FAULTS: dict[str, str | Promise] = {
    "account_closed": _("The account is closed"),
    "left": _("The person no longer acts for the organisation"),
    "not_needed": _("It is no longer needed"),
    "no_address": _("The account has no address"),
    "taken_down": _("What it tells of is taken down"),
    "address_undeliverable": _("Mail to this address came back before"),
    "not_answered": _("No attempt came to an end"),
}


@dataclass(frozen=True)
class MailRow:
    """How a notice stands by e-mail: the state of its delivery, or words where there is none."""

    state: str = ""
    at: datetime | None = None
    words: str | Promise = ""


@dataclass(frozen=True)
class NoticeRow:
    """`told_as` says which organisation and role the notice concerns; `elsewhere`: not the acting ones."""

    pk: int
    title: str
    sentences: list[str]
    area: str | Promise
    duty: bool
    owed_at: datetime
    unread: bool
    mail: MailRow
    told_as: str
    elsewhere: bool
    ended: bool


@dataclass(frozen=True)
class DeliveryRow:
    delivery: Delivery
    subject: str
    fault: str | Promise
    may_retry: bool


def notice_row(notice: Notice, language: str, actor: Actor) -> NoticeRow:
    words, kind, membership = wording(notice, language), KINDS[notice.kind], notice.membership
    return NoticeRow(
        notice.pk,
        words.title,
        words.sentences,
        kind.area.name,
        kind.duty,
        notice.owed_at,
        notice.read_at is None,
        mail_row(notice),
        told_as(membership, language) if membership else "",
        elsewhere=membership is not None and membership != actor.membership,
        ended=membership is not None and membership.ended_at is not None,
    )


def mail_row(notice: Notice) -> MailRow:
    delivery = notice.digest or getattr(notice, "delivery", None)
    if delivery:
        ended = delivery.failed_at if delivery.state in UNSENT else delivery.sent_at
        return MailRow(delivery.state, ended or delivery.queued_at)
    if notice.mail in (MailChoice.NONE, MailChoice.AT_ONCE):
        return MailRow(words=_("Not by e-mail"))
    if notice.read_at:
        return MailRow(words=_("Read before the digest"))
    daily = notice.mail == MailChoice.DAILY
    return MailRow(words=_("Waits for the daily digest") if daily else _("Waits for the weekly digest"))


def delivery_row(delivery: Delivery) -> DeliveryRow:
    """`subject` is the kind, never the words of the notice: those are between the exchange and its receiver."""
    if delivery.letter:
        subject = str(LETTERS[delivery.letter].name)
    elif delivery.notice:
        subject = str(KINDS[delivery.notice.kind].name)
    else:
        subject = _("Weekly digest %(period)s") if "W" in delivery.period else _("Daily digest %(period)s")
        subject = str(subject) % {"period": delivery.period}
    fault = FAULTS.get(delivery.fault, delivery.fault)
    return DeliveryRow(delivery, subject, fault, DELIVERY.allows("retry", delivery.state))


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


def own_paths(html: str, own: tuple[str, ...]) -> str:
    """HTML of ours whose links to this site are paths and open in the whole window."""
    for start in own:
        html = html.replace(f'href="{start}/', 'href="/')
    return html.replace('<a href="/', '<a target="_top" href="/')
