"""Addresses from which mail comes back for good, and how a person shows that one works again."""

from datetime import timedelta
from smtplib import SMTPException

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.accounts.adapter import operator_name
from tte.accounts.models import User
from tte.common.clock import ClockTimestamp
from tte.common.errors import DomainError
from tte.notices.letters import address_of
from tte.notices.models import Undeliverable
from tte.notices.refusals import refusal_of
from tte.trail.services import record

SALT = "tte.notices.address"
LINK_LASTS = timedelta(days=3)
BETWEEN_LINKS = timedelta(minutes=1)


class AskedTooSoon(DomainError):
    code = "asked_too_soon"


class LinkNotSent(DomainError):
    code = "link_not_sent"


def is_undeliverable(email: str) -> bool:
    return Undeliverable.objects.filter(address__email__iexact=email).exists()


def undeliverable_of(person: User) -> Undeliverable | None:
    """The mark on the address to which the person's notices go, if it has one."""
    mine = Undeliverable.objects.filter(address__user=person, address__email__iexact=person.email)
    return mine.select_related("address").first()


def mark_undeliverable(*, person: User, email: str, fault: str) -> None:
    """Write to this address no more. A second time changes nothing."""
    address = EmailAddress.objects.filter(user=person, email__iexact=email).first()
    if address and Undeliverable.objects.get_or_create(address=address, defaults={"fault": fault})[1]:
        record("address.mark_undeliverable", person, by=None, fault=fault)


def ask_for_link(*, by: Actor) -> str:
    """Send the link with which the person shows that the address works, at most once a minute; returns the address."""
    marked = undeliverable_of(by.user)
    soon = Q(asked_at=None) | Q(asked_at__lt=ClockTimestamp() - BETWEEN_LINKS)
    if marked is None or not Undeliverable.objects.filter(soon, pk=marked.pk).update(asked_at=ClockTimestamp()):
        raise AskedTooSoon(_("A link was sent a moment ago. Wait a minute before you ask for another one."))
    email, language = marked.address.email, by.user.language
    with translation.override(language):
        link = address_of("notices:prove_address", signing.dumps(marked.address_id, salt=SALT))
        context = {"operator": operator_name(language), "link": link, "email": email}
        text = render_to_string("notices/mails/address.txt", context)
        subject = _("Show that your address works")
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [email])
    except (SMTPException, OSError) as error:
        fault = refusal_of(error).fault
        raise LinkNotSent(
            _("The mail server did not take the link: %(fault)s. Try again later."), fault=fault
        ) from None
    return email


def address_of_link(token: str) -> EmailAddress | None:
    """The address of a link that was sent to it, for three days."""
    try:
        key = signing.loads(token, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    return EmailAddress.objects.select_related("user").filter(pk=key).first()


@transaction.atomic
def restore_address(*, address: EmailAddress) -> None:
    """The link arrived, so mail arrives: write to the address again. A second time changes nothing."""
    if Undeliverable.objects.filter(address=address).delete()[0]:
        record("address.restore", address.user, by=Actor(address.user))
