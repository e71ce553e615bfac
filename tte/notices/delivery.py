"""A delivery on its way out: claimed by one worker, tried without any lock, and what came of it written down.

Between the mail server's yes and our commit a worker may die. The claim then runs out and the mail is sent again, with
the Message-ID it had: at least once, and receivers that look at the Message-ID show it once.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.common.clock import ClockTimestamp, now
from tte.common.errors import TransitionRefused
from tte.common.jobs import defer
from tte.notices.addresses import is_undeliverable, mark_undeliverable
from tte.notices.enums import DeliveryState
from tte.notices.kinds import LETTERS
from tte.notices.letters import letter_of
from tte.notices.lifecycles import DELIVERY
from tte.notices.models import Delivery
from tte.notices.refusals import Refusal, refusal_of
from tte.notices.selectors import TOLD_TO_FORMER
from tte.trail.services import advance

log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
# With these waits the last attempt is 44 hours after the first.
ATTEMPTS = 16
UNARRIVED = ("give_up", "bounce")


def wait_after(attempts: int) -> timedelta:
    """How long to wait after that many refusals: a minute, doubled each time, six hours at the most."""
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 16), LONGEST_WAIT)


def deliver(*, delivery_id: int) -> bool:
    """One attempt. False when there is nothing to do: sent, given up, not due, or in another worker's hands."""
    delivery = claim(delivery_id)
    if delivery is None:
        return False
    reason = unsendable(delivery)
    if reason:
        _settle(delivery, "withhold", fault=reason)
    elif delivery.attempts > ATTEMPTS:
        _settle(delivery, "give_up", fault=delivery.fault or "not_answered")
    else:
        _attempt(delivery)
    return True


def claim(delivery_id: int) -> Delivery | None:
    """Take a due delivery for a while: one statement, committed before the mail server is spoken to."""
    mine = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.QUEUED, next_at__lte=ClockTimestamp())
    address = Coalesce(Subquery(User.objects.filter(pk=OuterRef("person")).values("email")), F("address"))
    until = ClockTimestamp() + timedelta(seconds=settings.TTE_MAIL_CLAIM)
    if not mine.update(attempts=F("attempts") + 1, next_at=until, address=address):
        return None
    return Delivery.objects.select_related("person", "notice__membership__organisation").get(pk=delivery_id)


def unsendable(delivery: Delivery) -> str:
    """Why nothing is sent at all, or nothing."""
    if delivery.person and not delivery.person.is_active:
        return "account_closed"
    if _has_left(delivery):
        return "left"
    if delivery.letter and not LETTERS[delivery.letter].is_needed(delivery):
        return "not_needed"
    if _is_withheld(delivery):
        return "taken_down"
    if not delivery.address:
        return "no_address"
    return "address_undeliverable" if is_undeliverable(delivery.address) else ""


def _has_left(delivery: Delivery) -> bool:
    """It was told to a member who is none any more, and so was all that its digest would tell."""
    if delivery.notice:
        membership = delivery.notice.membership
        return membership is not None and membership.ended_at is not None
    return delivery.digested.exists() and not delivery.digested.exclude(TOLD_TO_FORMER).exists()


def _is_withheld(delivery: Delivery) -> bool:
    """Its notice, or all that its digest would tell, is about something taken down (R8-03)."""
    if delivery.notice:
        return delivery.notice.withheld_at is not None
    return bool(delivery.period) and not delivery.digested.exists()


def take_back(*, delivery: Delivery, fault: str, address_is_dead: bool, temporary: bool) -> None:
    """A mail came back after it was accepted: for good, or to be tried again while attempts are left."""
    if not temporary or delivery.attempts >= ATTEMPTS:
        _settle(delivery, "bounce", fault=fault, address_is_dead=address_is_dead)
    elif delivery.state == DeliveryState.SENT:
        with transaction.atomic():
            wait = wait_after(delivery.attempts)
            Delivery.objects.filter(pk=delivery.pk).update(next_at=ClockTimestamp() + wait, fault=fault)
            advance(delivery, "return", lifecycle=DELIVERY, by=None, fault=fault)


@transaction.atomic
def send_again(*, delivery: Delivery, by: Actor | None) -> None:
    """Try a delivery anew from the first attempt, whatever ended it."""
    advance(delivery, "retry", lifecycle=DELIVERY, by=by)
    Delivery.objects.filter(pk=delivery.pk).update(attempts=0, next_at=ClockTimestamp(), fault="")
    defer("notices.deliver", delivery_id=delivery.pk)


@transaction.atomic
def send_all_again(*, by: Actor) -> int:
    """Try the failed ones anew, the oldest first, a thousand at the most; returns how many."""
    failed = Delivery.objects.filter(state=DeliveryState.FAILED).order_by("pk")
    taken = list(failed.select_for_update(of=("self",), no_key=True, skip_locked=True)[:1000])
    for delivery in taken:
        send_again(delivery=delivery, by=by)
    return len(taken)


def _attempt(delivery: Delivery) -> None:
    try:
        letter_of(delivery).send()
    except (SMTPException, OSError) as error:
        _refused(delivery, refusal_of(error))
    else:
        _settle(delivery, "send")


def _refused(delivery: Delivery, refusal: Refusal) -> None:
    log.warning("Delivery %s, attempt %s: %s", delivery.pk, delivery.attempts, refusal.fault)
    if refusal.address_is_dead:
        _settle(delivery, "bounce", fault=refusal.fault, address_is_dead=True)
    elif refusal.permanent or delivery.attempts >= ATTEMPTS:
        _settle(delivery, "give_up", fault=refusal.fault)
    else:
        mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.QUEUED, attempts=delivery.attempts)
        mine.update(next_at=ClockTimestamp() + wait_after(delivery.attempts), fault=refusal.fault)


def _settle(delivery: Delivery, verb: str, *, fault: str = "", address_is_dead: bool = False) -> None:
    """Write how it ended. Whoever comes second, after a claim that ran out, changes nothing."""
    try:
        with transaction.atomic():
            moment = {"sent_at" if verb == "send" else "failed_at": now()}
            Delivery.objects.filter(pk=delivery.pk).update(fault=fault, **moment)
            advance(delivery, verb, lifecycle=DELIVERY, by=None, attempts=delivery.attempts, fault=fault)
            if delivery.letter and verb in UNARRIVED:
                LETTERS[delivery.letter].returned(delivery)
            if address_is_dead and delivery.person:
                mark_undeliverable(person=delivery.person, email=delivery.address, fault=fault)
    except TransitionRefused:
        log.info("Delivery %s was ended by somebody else", delivery.pk)
