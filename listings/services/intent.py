"""Intents and the record of their deposits: received, returned, offset. The settlement bank holds the money."""

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import DepositKind, ListingState, Regime
from listings.lifecycles import INTENT
from listings.models import DepositEntry, Intent, Listing
from listings.notices.bidding import DEPOSIT_RECORDED, INTENT_REGISTERED, intent_path
from listings.notices.supply import title_values
from listings.permissions.stake import is_related
from listings.selectors.bid import stamp
from listings.selectors.intent import deposit_path, deposit_to_settle
from listings.selectors.listing import is_intended_buyer, may_be_intended_buyer, name_is_shared
from listings.selectors.people import agents_of, finance_officers_of
from listings.services.stake import refuse_seller, refuse_stake
from tte.accounts.actor import Actor
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import advance, record


class NoticeOver(DomainError):
    code = "notice_over"


class ListingSuspended(DomainError):
    code = "listing_suspended"


class NotForIntents(DomainError):
    """The buyer of a negotiated price is named; an auctioneer's sale takes its bidders itself."""

    code = "not_for_intents"


class AlreadyRegistered(DomainError):
    code = "already_registered"


class UndertakingMissing(DomainError):
    code = "undertaking_missing"
    field = "undertakings"


class NothingToSettle(DomainError):
    code = "nothing_to_settle"


@transaction.atomic
def register_intent(*, listing: Listing, undertakings: bool, related_party: bool, by: Actor) -> Intent:
    """Register the acting enterprise's intent inside the notice, once. Who decides for the seller is refused (R3-54).

    A relation is marked where the enterprise declares one, and where its people are known to have one (R3-04).
    The listing is locked, so that no suspension, withdrawal or change of its terms comes between the look and the row.
    """
    at = now()
    listing = lock(listing)
    refuse_seller(listing, by)
    if not undertakings:
        raise UndertakingMissing(_("The undertakings are part of the registration"))
    _refuse_closed(listing, by)
    if listing.state != ListingState.IN_NOTICE or at >= listing.notice_ends_at:
        raise NoticeOver(
            _("Your request arrived at %(at)s; the notice had ended at %(ended)s"),
            at=stamp(at),
            ended=stamp(listing.notice_ends_at),
        )
    related_party = related_party or is_related(by.acting_for, listing)
    intent, created = Intent.objects.get_or_create(
        listing=listing,
        bidder=by.acting_for,
        defaults={"registered_by": by.user, "related_party": related_party},
    )
    if not created:
        raise AlreadyRegistered(_("Your organisation has already registered its intent for this listing"))
    record("intent.register", intent, by=by, listing=listing.code, related_party=related_party)
    if not listing.deposit:
        return advance(intent, "receive_deposit", lifecycle=INTENT, by=by, amount="0")
    notify(
        INTENT_REGISTERED,
        finance_officers_of(listing),
        subject=intent,
        url=deposit_path(intent),
        title=title_values(listing.achievement),
        bidder=intent.bidder,
        deposit=listing.deposit,
    )
    return intent


def _refuse_closed(listing: Listing, by: Actor) -> None:
    """A listing at rest, an auctioneer's sale, and a price negotiated with somebody else take no intent."""
    if listing.state == ListingState.SUSPENDED:
        raise ListingSuspended(_("The listing is suspended; intents are registered again when it goes on (R3-40)"))
    if listing.regime == Regime.AUCTION:
        raise NotForIntents(_("The auctioneer named in the notice takes the registrations of bidders"))
    if listing.intended_buyer_name and not is_intended_buyer(listing, by.acting_for):
        if may_be_intended_buyer(listing, by.acting_for):
            raise NotForIntents(name_is_shared(listing))
        raise NotForIntents(
            _(
                "This price was negotiated with a named buyer and is open to objections; anyone with grounds may "
                "object (R3-03)"
            )
        )


@transaction.atomic
def record_deposit(*, intent: Intent, bank_reference: str, by: Actor) -> Intent:
    """Record what the settlement bank reports as received, once; a withdrawal of the listing waits for it (R3-43)."""
    refuse_stake(lock(intent.listing), by)
    intent = lock(intent)
    advance(intent, "receive_deposit", lifecycle=INTENT, by=by, reference=bank_reference)
    _enter(intent, DepositKind.RECEIVED, bank_reference, by)
    notify(
        DEPOSIT_RECORDED,
        agents_of(intent.bidder),
        subject=intent,
        url=intent_path(intent.listing),
        title=title_values(intent.listing.achievement),
        deposit=intent.listing.deposit,
    )
    return intent


@transaction.atomic
def settle_deposit(*, intent: Intent, bank_reference: str, by: Actor) -> DepositEntry:
    """Record that a deposit went back, or for the buyer that it counts toward the price (R3-47); once."""
    refuse_stake(intent.listing, by)
    intent = lock(intent)
    kind = deposit_to_settle(intent)
    if kind is None:
        raise NothingToSettle(_("This deposit is not to be returned or offset now"))
    return _enter(intent, kind, bank_reference, by)


def _enter(intent: Intent, kind: DepositKind, bank_reference: str, by: Actor) -> DepositEntry:
    entry = DepositEntry.objects.create(
        intent=intent,
        kind=kind,
        amount=intent.listing.deposit,
        bank_reference=bank_reference,
        recorded_by=by.user,
    )
    record(f"deposit.{kind}", intent, by=by, amount=str(entry.amount), reference=bank_reference)
    return entry
