"""What a seller may ask for its listing as it stands, and what it has asked."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from listings.enums import ENDED_LISTINGS, ListingState, ProposalKind, ProposalState, Regime
from listings.lifecycles import RUNNING
from listings.models import Listing, Proposal
from listings.selectors.audit import second_person_reasons
from listings.selectors.charge import needs_charge
from listings.selectors.intent import has_paid_deposit

TERM_LABELS = {
    "payment_terms_zh": _("Payment terms in Chinese"),
    "payment_terms_en": _("Payment terms in English"),
    "buyer_conditions_zh": _("Conditions for buyers in Chinese"),
    "buyer_conditions_en": _("Conditions for buyers in English"),
}
TERM_TEXTS = tuple(TERM_LABELS)


def term_texts(listing: Listing) -> dict[str, str]:
    """The texts that the notice freezes beside the price (R3-42)."""
    return {name: getattr(listing.achievement, name) for name in TERM_TEXTS}


def other_terms(listing: Listing, terms: dict[str, str]) -> dict[str, str]:
    """Those of the texts that differ from what is published."""
    published = term_texts(listing)
    return {name: text for name, text in terms.items() if text != published[name]}


def proposals_open_to(listing: Listing) -> list[ProposalKind]:
    """In the order in which the page shows them; what has been asked and not decided is not asked again."""
    asked = set(listing.proposals.filter(state=ProposalState.ASKED).values_list("kind", flat=True))
    kinds = []
    if listing.state in RUNNING:
        kinds.append(ProposalKind.SUSPENSION)
    if listing.state == ListingState.IN_NOTICE and listing.regime != Regime.AUCTION:
        kinds.append(ProposalKind.CHANGE)
    if listing.state in (ListingState.IN_NOTICE, ListingState.SUSPENDED) and has_paid_deposit(listing):
        kinds.append(ProposalKind.WITHDRAWAL)
    if listing.state in ENDED_LISTINGS and not listing.later.exists():
        kinds.append(ProposalKind.RELISTING)
    return [kind for kind in kinds if kind not in asked]


def two_decide(proposal: Proposal) -> list[str]:
    """Why two people decide it: it charges the seller, or publishes a price, or money, that two people audit (R3-43).

    A price that was high when it was published also falls by the word of two (R1-29, R8-13).
    """
    if needs_charge(proposal):
        return ["charge"]
    if proposal.kind not in (ProposalKind.CHANGE, ProposalKind.RELISTING):
        return []
    listing = proposal.listing
    prices = (proposal.price, listing.price, listing.base_price)
    return second_person_reasons(listing.achievement, max(price for price in prices if price is not None))


def proposals() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("listing__achievement", "listing__exchange", "listing__holder", "asked_by")


def proposals_of(listing: Listing) -> QuerySet[Proposal]:
    """Newest first."""
    return listing.proposals.select_related("asked_by", "decided_by", "evidence", "charge").order_by("-pk")
