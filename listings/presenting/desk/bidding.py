"""What waits for an actor between intent and disclosure, and the rooms open to it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from listings.enums import AuctionState, IntentState, ListingState
from listings.models import Auction, Listing
from listings.permissions.bidding import (
    can_confirm_deals,
    can_place_bids,
    can_qualify_bidders,
    can_record_deposits,
    can_register_intents,
)
from listings.permissions.supply import can_review_achievements
from listings.selectors.charge import charges_due
from listings.selectors.deal import deals_to_confirm
from listings.selectors.intent import deposits_due, deposits_to_settle, intents_of
from listings.selectors.qualification import listings_to_qualify, qualification_due
from listings.selectors.stake import untouched
from tte.accounts.actor import Actor
from tte.common.duties import Duty
from tte.common.parts import Group, Link


def duties(actor: Actor) -> list[Duty]:
    return [*_agent(actor), *_officer(actor), *_exchange(actor)]


def _agent(actor: Actor) -> list[Duty]:
    if not can_place_bids(actor):
        return []
    mine = intents_of(actor.organisation)
    open_now = Auction.objects.filter(state=AuctionState.OPEN, admissions__bidder=actor.organisation)
    talks = mine.filter(state=IntentState.QUALIFIED, listing__state=ListingState.NEGOTIATING)
    return [
        Duty(_("Deposits to pay"), mine.filter(state=IntentState.DEPOSIT_DUE).count(), reverse("listings:intents")),
        Duty(_("Biddings open to you"), open_now.count(), reverse("listings:biddings")),
        Duty(_("Negotiations to lead"), talks.count(), reverse("listings:intents")),
    ]


def _officer(actor: Actor) -> list[Duty]:
    if not can_review_achievements(actor):
        return []
    talks = Listing.objects.filter(holder=actor.organisation, state=ListingState.NEGOTIATING, offers__isnull=False)
    codes = list(talks.distinct().order_by("pk").values_list("code", flat=True)[:50])
    url = reverse("listings:negotiation", args=codes[:1]) if codes else ""
    return [Duty(_("Offers to answer"), len(codes), url)]


def _exchange(actor: Actor) -> list[Duty]:
    office = actor.organisation
    found = []
    if can_qualify_bidders(actor):
        url, waiting = reverse("listings:qualification"), listings_to_qualify(actor)
        first = waiting.first()
        due = qualification_due(first) if first else None
        found.append(Duty(_("Listings to qualify bidders for"), waiting.count(), url, due))
    if can_confirm_deals(actor):
        url = reverse("listings:deals")
        found.append(Duty(_("Deals to confirm"), untouched(deals_to_confirm(office), actor.user).count(), url))
    if can_record_deposits(actor):
        url = reverse("listings:deposits")
        expected, back = (untouched(rows(office), actor.user) for rows in (deposits_due, deposits_to_settle))
        found.append(Duty(_("Deposits expected from the bank"), expected.count(), url))
        found.append(Duty(_("Deposits to return or offset"), back.count(), url))
        owed = untouched(charges_due(office), actor.user, "proposal__listing").count()
        found.append(Duty(_("Charges to receive"), owed, f"{url}#charges"))
    return found


def rail(actor: Actor) -> list[Group]:
    items = []
    if can_register_intents(actor):
        items.append(Link(_("My intents"), reverse("listings:intents"), "document"))
    if can_qualify_bidders(actor):
        items.append(Link(_("Qualification"), reverse("listings:qualification"), "shield"))
    if can_record_deposits(actor):
        items.append(Link(_("Deposits"), reverse("listings:deposits"), "table"))
    if not items and not can_review_achievements(actor):
        return []
    items.append(Link(_("Online bidding"), reverse("listings:biddings"), "bid"))
    items.append(Link(_("Deals"), reverse("listings:deals"), "check"))
    items.append(Link(_("Results disclosed"), reverse("listings:disclosures"), "certificate"))
    return [Group(_("Trade"), items)]
