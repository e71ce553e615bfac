"""Takers of a listing whose notice has ended: what is to be decided, and which way it then goes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from listings.enums import IntentState, ListingState, Regime
from listings.models import Intent, Listing
from listings.selectors.auction import AuctionTerms, terms_to_come
from listings.selectors.stake import untouched
from tte.accounts.actor import Actor
from tte.codelists.calendar import period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.parts import Station

OPEN_STATES = (IntentState.DEPOSIT_DUE, IntentState.DEPOSIT_RECEIVED)
WAYS = ("expire", "negotiate", "bidding")


@dataclass(frozen=True)
class Qualification:
    """`way` is where the listing goes if it is opened now: `expire`, `negotiate` or `bidding`."""

    intents: list[Intent]
    undecided: int
    qualified: int
    way: str
    terms: AuctionTerms | None


def listings_to_qualify(actor: Actor) -> QuerySet[Listing]:
    """Those whose notice has ended, without those in which the person has a stake (R8-31).

    Whom an auctioneer admits, the auctioneer decides.
    """
    return (
        untouched(Listing.objects.all(), actor.user, "pk")
        .filter(exchange=actor.organisation, state=ListingState.QUALIFYING)
        .exclude(regime=Regime.AUCTION)
        .select_related("achievement", "holder")
        .annotate(
            takers=Count("intents"),
            waiting=Count("intents", filter=Q(intents__state__in=OPEN_STATES)),
        )
        .order_by("notice_ends_at", "pk")
    )


def qualification_of(listing: Listing) -> Qualification:
    intents = list(listing.intents.select_related("bidder", "registered_by").order_by("registered_at", "pk"))
    undecided = sum(intent.state in OPEN_STATES for intent in intents)
    qualified = sum(intent.state == IntentState.QUALIFIED for intent in intents)
    way = WAYS[min(qualified, 2)]
    terms = terms_to_come(listing) if listing.state == ListingState.QUALIFYING and way == "bidding" else None
    return Qualification(intents, undecided, qualified, way, terms)


def qualification_due(listing: Listing) -> datetime:
    """When the bidders should have been decided on."""
    return period_end(listing.notice_ends_at, rule(RuleKey.QUALIFICATION, rule_set=listing.rule_set)).at


def intent_life(intent: Intent) -> list[Station]:
    """Registered, deposit, qualification, and then bidding or negotiation."""
    received = intent.deposit_entries.filter(kind="received").values_list("recorded_at", flat=True).first()
    paid = intent.state != IntentState.DEPOSIT_DUE
    decided = intent.state in (IntentState.QUALIFIED, IntentState.NOT_QUALIFIED)
    turned_down = intent.state == IntentState.NOT_QUALIFIED
    return [
        Station(_("Intent registered"), intent.registered_at, intent.registered_by.name, "done"),
        Station(_("Deposit received"), received or "", "", "done" if paid else "now"),
        Station(
            _("Not qualified") if turned_down else _("Qualified"),
            "",
            "",
            "stop" if turned_down else "done" if decided else "now" if paid else "todo",
        ),
        Station(_("Bidding or negotiation"), "", "", "now" if intent.state == IntentState.QUALIFIED else "todo"),
    ]
