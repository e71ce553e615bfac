"""What a delivery carries: one notice, a digest or a letter, as text and HTML in the language the person chose."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from tte.accounts.adapter import operator_name
from tte.notices.enums import MailChoice
from tte.notices.kinds import KINDS, LETTERS, Written
from tte.notices.models import Delivery, Notice
from tte.notices.preferences import unsubscribe_token
from tte.notices.selectors import TOLD_TO_FORMER
from tte.notices.wording import Wording, told_as, wording

DIGEST_LENGTH = 100
SUBJECT_LENGTH = 200


@dataclass(frozen=True)
class Entry:
    words: Wording
    link: str


@dataclass(frozen=True)
class Group:
    """The notices of one kind in a digest."""

    name: str
    duty: bool
    entries: list[Entry]


def letter_of(delivery: Delivery) -> EmailMultiAlternatives:
    """The message with its headers. A second attempt is the same message to whoever receives it."""
    written = _written(delivery)
    with translation.override(written.language):
        context = written.context | {
            "subject": written.subject,
            "operator": operator_name(written.language),
            "preferences": address_of("notices:preferences") if delivery.person else "",
            "inbox": address_of("notices:inbox"),
            "unsubscribe": written.unsubscribe,
        }
        text = render_to_string(f"{written.template}.txt", context)
        html = render_to_string(f"{written.template}.html", context)
    letter = EmailMultiAlternatives(
        " ".join(written.subject.split())[:SUBJECT_LENGTH],
        text,
        envelope_sender(delivery),
        [delivery.address],
        headers=_headers(delivery, written.unsubscribe),
    )
    letter.attach_alternative(html, "text/html")
    return letter


def _written(delivery: Delivery) -> Written:
    if delivery.letter:
        return LETTERS[delivery.letter].write(delivery)
    with translation.override(delivery.person.language):
        return _notice(delivery) if delivery.notice else _digest(delivery)


def address_of(door: str, *arguments: object) -> str:
    return settings.TTE_BASE_URL.rstrip("/") + reverse(door, args=arguments)


def link_of(notice: Notice) -> str:
    """The door that marks the notice as read and leads on to its act."""
    return address_of("notices:land", notice.pk)


def envelope_sender(delivery: Delivery) -> str:
    """Where the mail comes back to: with TTE_BOUNCE_EMAIL an address that names the delivery."""
    mailbox, at, domain = settings.TTE_BOUNCE_EMAIL.partition("@")
    return f"{mailbox}+{delivery.token}@{domain}" if at else settings.DEFAULT_FROM_EMAIL


def _notice(delivery: Delivery) -> Written:
    notice, language = delivery.notice, delivery.person.language
    kind = KINDS[notice.kind]
    words = wording(notice, language)
    context = {
        "words": words,
        "link": link_of(notice),
        "kind": str(kind.name),
        "because": str(kind.because),
        "told_as": told_as(notice.membership, language) if notice.membership else "",
    }
    unsubscribe = "" if kind.because else _unsubscribe(delivery, kind.code)
    return Written(language, words.title, "notices/mails/notice", context, unsubscribe)


def _digest(delivery: Delivery) -> Written:
    notices = delivery.digested.exclude(TOLD_TO_FORMER).order_by("-pk")
    total, shown = notices.count(), notices[:DIGEST_LENGTH]
    rhythm = MailChoice.WEEKLY if "W" in delivery.period else MailChoice.DAILY
    names = {
        MailChoice.DAILY: ngettext("Daily digest: %(n)s notice", "Daily digest: %(n)s notices", total),
        MailChoice.WEEKLY: ngettext("Weekly digest: %(n)s notice", "Weekly digest: %(n)s notices", total),
    }
    context = {"groups": grouped(shown, delivery.person.language), "left_out": max(total - DIGEST_LENGTH, 0)}
    subject, unsubscribe = names[rhythm] % {"n": total}, _unsubscribe(delivery, rhythm)
    return Written(delivery.person.language, subject, "notices/mails/digest", context, unsubscribe)


def grouped(notices: list[Notice], language: str) -> list[Group]:
    """By kind; what asks for an act comes first."""
    groups = []
    for kind in sorted(KINDS.values(), key=lambda kind: (not kind.duty, kind.area.place)):
        mine = [Entry(wording(each, language), link_of(each)) for each in notices if each.kind == kind.code]
        if mine:
            groups.append(Group(f"{kind.area.name} · {kind.name}", kind.duty, mine))
    return groups


def _unsubscribe(delivery: Delivery, subject: str) -> str:
    return address_of("notices:unsubscribe", unsubscribe_token(delivery.person, subject))


def _headers(delivery: Delivery, unsubscribe: str) -> dict[str, str]:
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": delivery.message_id,
        "Auto-Submitted": "auto-generated",
    }
    if unsubscribe:
        headers |= {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers
