"""An institution as the public sees it: what it offers, what it sold, what was registered, counted from the rows."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from contracts.models import Registration
from listings.enums import ListingState
from listings.models import Deal, Listing
from tte.accounts.enums import OrganisationKind
from tte.accounts.models import Organisation

OFFERED = (ListingState.IN_NOTICE, ListingState.QUALIFYING, ListingState.BIDDING, ListingState.NEGOTIATING)
SHOWN = 12


@dataclass(frozen=True)
class InstitutionFigures:
    offered: int
    in_notice: int
    sold: int
    registered: int
    technology: Decimal


def institutions() -> QuerySet[Organisation]:
    """Who has a public page: those who hold, buy or pass on technology. A natural person has none (R8-20)."""
    kinds = (OrganisationKind.HOLDER, OrganisationKind.ENTERPRISE, OrganisationKind.TRANSFER)
    return Organisation.objects.filter(kind__in=kinds, state="admitted").exclude(party_type__startswith="4")


def figures_of(institution: Organisation) -> InstitutionFigures:
    listings = Listing.objects.filter(holder=institution)
    registered = Registration.objects.filter(contract__seller=institution).aggregate(
        count=Count("pk"), technology=Sum("technology_amount")
    )
    return InstitutionFigures(
        offered=listings.filter(state__in=OFFERED).count(),
        in_notice=listings.filter(state=ListingState.IN_NOTICE).count(),
        sold=Deal.objects.filter(seller=institution, confirmed_at__isnull=False).count(),
        registered=registered["count"],
        technology=registered["technology"] or Decimal(0),
    )


def newest_listings(institution: Organisation) -> QuerySet[Listing]:
    return Listing.objects.filter(holder=institution).select_related("achievement").order_by("-pk")[:SHOWN]
