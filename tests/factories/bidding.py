"""From intent to disclosure. Single rows for tests that look at rows; the functions below walk the services."""

from datetime import timedelta
from decimal import Decimal

import factory
from django.db.models import F

from listings.models import (
    Admission,
    Auction,
    BidDecision,
    BidIntake,
    Deal,
    DepositEntry,
    Disclosure,
    Intent,
    Listing,
    Offer,
)
from listings.services.intent import record_deposit, register_intent
from listings.services.listing import end_notice
from listings.services.qualification import open_competition, qualify_bidder
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.listings import ListingFactory, make_notice_due
from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind, Role
from tte.common.clock import ClockTimestamp, now


class IntentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Intent

    listing = factory.SubFactory(ListingFactory)
    bidder = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.ENTERPRISE, party_type="160")
    registered_by = factory.LazyAttribute(lambda row: make_actor(role=Role.AGENT, organisation=row.bidder).user)


class DepositEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DepositEntry

    intent = factory.SubFactory(IntentFactory)
    kind = "received"
    amount = Decimal(320000)
    bank_reference = factory.Sequence(lambda n: f"ICBC-{n:08d}")
    recorded_by = factory.LazyAttribute(lambda row: row.intent.registered_by)


class OfferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Offer

    listing = factory.SubFactory(ListingFactory)
    bidder = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.ENTERPRISE, party_type="160")
    amount = Decimal(3300000)
    offered_by = factory.LazyAttribute(lambda row: make_actor(role=Role.AGENT, organisation=row.bidder).user)


class AuctionFactory(factory.django.DjangoModelFactory):
    """An open bidding of an hour that began a minute ago."""

    class Meta:
        model = Auction

    listing = factory.SubFactory(ListingFactory)
    state = "open"
    start_price = factory.LazyAttribute(lambda row: row.listing.price)
    increment = factory.LazyAttribute(lambda row: row.listing.increment)
    extension_window_seconds = 300
    extension_seconds = 300
    opens_at = factory.LazyFunction(lambda: now() - timedelta(minutes=1))
    announced_close_at = factory.LazyAttribute(lambda row: row.opens_at + timedelta(hours=1))
    closes_at = factory.LazyAttribute(lambda row: row.announced_close_at)
    rule_set = "DEMO"


class AdmissionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Admission

    auction = factory.SubFactory(AuctionFactory)
    bidder = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.ENTERPRISE, party_type="160")
    bidder_code = factory.Sequence(lambda n: f"B-{n + 1:02d}")


class BidIntakeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BidIntake

    auction = factory.SubFactory(AuctionFactory)
    bidder = factory.LazyAttribute(lambda row: AdmissionFactory(auction=row.auction).bidder)
    placed_by = factory.LazyAttribute(lambda row: make_actor(role=Role.AGENT, organisation=row.bidder).user)
    amount = factory.LazyAttribute(lambda row: row.auction.start_price)
    request_key = factory.Sequence(lambda n: f"key-{n}")


class BidDecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BidDecision

    intake = factory.SubFactory(BidIntakeFactory)
    auction = factory.SelfAttribute("intake.auction")
    cut = factory.LazyAttribute(lambda row: row.intake.pk + 1)
    accepted = True
    sequence = 1
    least = factory.LazyAttribute(lambda row: row.auction.start_price)
    closes_at = factory.LazyAttribute(lambda row: row.auction.closes_at)


class DealFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Deal

    listing = factory.SubFactory(ListingFactory)
    code = factory.Sequence(lambda n: f"D26-{90001 + n}")
    seller = factory.SelfAttribute("listing.holder")
    buyer = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.ENTERPRISE, party_type="160")
    mode = "negotiation"
    price = Decimal(3300000)
    qualified_bidders = 1


class DisclosureFactory(factory.django.DjangoModelFactory):
    """Owed, its hour come."""

    class Meta:
        model = Disclosure

    deal = factory.SubFactory(DealFactory)
    code = factory.Sequence(lambda n: f"GS26-{90001 + n}")
    due_at = factory.LazyFunction(lambda: now() - timedelta(seconds=1))


def make_agent() -> Actor:
    return make_actor(role=Role.AGENT)


def auditor_of(listing: Listing) -> Actor:
    return make_actor(role=Role.AUDITOR, organisation=listing.exchange)


def finance_of(listing: Listing) -> Actor:
    return make_actor(role=Role.FINANCE, organisation=listing.exchange)


def officer_of(listing: Listing) -> Actor:
    return make_actor(role=Role.OFFICER, organisation=listing.holder)


def registered_intent(listing: Listing, agent: Actor, **fields) -> Intent:
    return register_intent(listing=listing, undertakings=True, by=agent, **{"related_party": False} | fields)


def qualified_listing(agents: list[Actor], *, related: Actor | None = None, **fields) -> Listing:
    """The notice has ended; every agent's organisation has paid and is qualified."""
    listing = ListingFactory(**fields)
    intents = [registered_intent(listing, agent, related_party=agent is related) for agent in agents]
    for intent in intents:
        record_deposit(intent=intent, bank_reference=f"ICBC-{intent.pk}", by=finance_of(listing))
    listing = end_notice(listing=make_notice_due(listing))
    for intent in intents:
        qualify_bidder(intent=Intent.objects.get(pk=intent.pk), by=auditor_of(listing))
    return listing


def negotiated_listing(agent: Actor, **fields) -> Listing:
    listing = qualified_listing([agent], **fields)
    return open_competition(listing=listing, by=auditor_of(listing))


def scheduled_auction(agents: list[Actor], **fields) -> Auction:
    listing = qualified_listing(agents, **fields)
    return open_competition(listing=listing, by=auditor_of(listing)).auction


def running_auction(agents: list[Actor], **fields) -> Auction:
    """Opened a minute ago, ends in an hour; the scheduled times are moved, nothing else."""
    return move_times(scheduled_auction(agents, **fields), opens_in=timedelta(minutes=-1), lasts=timedelta(hours=1))


def move_times(auction: Auction, *, opens_in: timedelta, lasts: timedelta) -> Auction:
    opens_at = now() + opens_in
    Auction.objects.filter(pk=auction.pk).update(
        opens_at=opens_at, announced_close_at=opens_at + lasts, closes_at=opens_at + lasts
    )
    auction.refresh_from_db()
    return auction


def make_close_due(auction: Auction) -> Auction:
    """Its end has just passed; what has been decided stays decided."""
    Auction.objects.filter(pk=auction.pk).update(
        opens_at=F("opens_at") - timedelta(days=2),
        announced_close_at=F("announced_close_at") - timedelta(days=2),
        closes_at=ClockTimestamp() - timedelta(milliseconds=1),
    )
    auction.refresh_from_db()
    return auction
