"""Registered intents and the record of their deposits."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from listings.enums import ENDED_LISTINGS, DepositKind, IntentState, ListingState
from listings.models import DepositEntry, Intent, Listing
from listings.selectors.stake import untouched
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation

HOLDS_DEPOSITS = (ListingState.IN_NOTICE, ListingState.SUSPENDED, ListingState.QUALIFYING)


def intents() -> QuerySet[Intent]:
    return Intent.objects.select_related("bidder", "listing__achievement", "listing__holder", "listing__exchange")


def intents_of(bidder: Organisation | None) -> QuerySet[Intent]:
    return intents().filter(bidder=bidder).order_by("-registered_at", "-pk")


def intent_of(listing: Listing, bidder: Organisation | None) -> Intent | None:
    return listing.intents.filter(bidder=bidder).select_related("bidder").first() if bidder else None


def deposits_due(exchange: Organisation | None) -> QuerySet[Intent]:
    """Deposits the bank has not reported yet."""
    return (
        intents()
        .filter(
            listing__exchange=exchange,
            state=IntentState.DEPOSIT_DUE,
            listing__state__in=HOLDS_DEPOSITS,
        )
        .order_by("registered_at", "pk")
    )


def deposits_to_settle(exchange: Organisation | None) -> QuerySet[Intent]:
    """Received and still open: of bidders who did not win, and of the buyer once the deal is confirmed.

    What counts toward the price goes back where the listing ends after all.
    """
    lines = DepositEntry.objects.filter(intent=OuterRef("pk"))
    lost = (
        Q(state=IntentState.NOT_QUALIFIED)
        | Q(listing__state__in=ENDED_LISTINGS)
        | (Q(listing__deal__isnull=False) & ~Q(listing__deal__buyer=F("bidder")))
    )
    won = Q(listing__deal__buyer=F("bidder"), listing__deal__confirmed_at__isnull=False)
    return (
        intents()
        .filter(lost | won, listing__exchange=exchange)
        .filter(Exists(lines.filter(kind=DepositKind.RECEIVED)))
        .exclude(Exists(lines.filter(kind=DepositKind.RETURNED)))
        .exclude(Exists(lines.filter(kind=DepositKind.OFFSET)), ~Q(listing__state__in=ENDED_LISTINGS))
        .order_by("registered_at", "pk")
    )


def deposits_of(actor: Actor) -> QuerySet[Intent]:
    """What the bank is to report to the acting exchange; nothing of an own interest (R8-31)."""
    due, back = (rows(actor.organisation).order_by().values("pk") for rows in (deposits_due, deposits_to_settle))
    return untouched(intents().filter(Q(pk__in=due) | Q(pk__in=back)), actor.user)


def deposit_to_settle(intent: Intent) -> DepositKind | None:
    """How this deposit is to be settled now, if it is: back to the bidder, or toward the price."""
    if not deposits_to_settle(intent.listing.exchange).filter(pk=intent.pk).exists():
        return None
    deal = getattr(intent.listing, "deal", None)
    is_ended = intent.listing.state in ENDED_LISTINGS
    is_buyers = deal is not None and deal.buyer_id == intent.bidder_id
    return DepositKind.OFFSET if is_buyers and not is_ended else DepositKind.RETURNED


def has_paid_deposit(listing: Listing) -> bool:
    """Whether somebody's deposit was received and not returned yet (R3-43)."""
    lines = DepositEntry.objects.filter(intent__listing=listing)
    returned = lines.filter(kind=DepositKind.RETURNED).values("intent")
    return lines.filter(kind=DepositKind.RECEIVED).exclude(intent__in=returned).exists()


def deposit_path(intent: Intent) -> str:
    return reverse("listings:deposit", args=[intent.pk])
