"""Deals: whose they are, and where one stands on its way to the contract."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from listings.enums import DisclosureState
from listings.models import Deal
from listings.permissions.stake import staked_listings
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.common.parts import Station


def deals() -> QuerySet[Deal]:
    return Deal.objects.select_related(
        "listing__achievement", "listing__exchange", "seller", "buyer", "confirmed_by", "disclosure"
    )


def deals_of(actor: Actor) -> QuerySet[Deal]:
    """Deals in which the acting organisation is a side, or the exchange and the person has no stake; newest first."""
    organisation = actor.organisation
    office = Q(listing__exchange=organisation) & ~Q(listing__in=staked_listings(actor.user))
    own = Q(seller=organisation) | Q(buyer=organisation) | office
    return deals().filter(own).order_by("-struck_at", "-pk")


def deals_to_confirm(exchange: Organisation | None) -> QuerySet[Deal]:
    return deals().filter(listing__exchange=exchange, confirmed_at=None).order_by("struck_at", "pk")


def deal_life(deal: Deal) -> list[Station]:
    """Listed, struck, confirmed, disclosed, then the contract. The disclosure runs beside the contract (R3-29)."""
    disclosure = deal.disclosure
    published = disclosure.state == DisclosureState.PUBLISHED
    confirmed = deal.confirmed_at is not None
    return [
        Station(_("Listed"), deal.listing.listed_at, "", "done", official=True),
        Station(_("Deal struck"), deal.struck_at, "", "done"),
        Station(
            _("Confirmed by the exchange"),
            deal.confirmed_at or "",
            deal.confirmed_by.name if deal.confirmed_by else "",
            "done" if confirmed else "now",
            official=True,
        ),
        Station(
            _("Result disclosed"),
            disclosure.published_at or "",
            "",
            "done" if published else "now" if confirmed else "todo",
            official=True,
        ),
        Station(_("Contract"), "", "", "now" if confirmed else "todo"),
    ]
