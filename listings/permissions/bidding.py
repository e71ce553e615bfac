"""Who may do what from the intent to the disclosed deal."""

from listings.enums import DisclosureState, IntentState, ListingState
from listings.models import Auction, Deal, Disclosure, Intent, Listing, WithdrawalCharge
from listings.permissions.stake import buys_for, is_impartial, sells_for_holder
from listings.permissions.supply import is_seller
from tte.accounts.actor import Actor, has_permission, same_organisation
from tte.accounts.roles import Permission
from tte.common.doors import admits_visitors


def can_register_intents(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.INTENT_REGISTER)


def can_record_deposits(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.DEPOSIT_CONFIRM)


def can_record_deposit(actor: Actor | None, intent: Intent) -> bool:
    """The finance officers of the exchange that published the listing who belong to none of its sides (R8-31)."""
    is_office = can_record_deposits(actor) and same_organisation(actor, intent.listing.exchange_id)
    return is_office and is_impartial(actor, intent.listing)


def can_record_charge(actor: Actor | None, charge: WithdrawalCharge) -> bool:
    """As of a deposit: the finance officers of the exchange who belong to none of the sides (R8-31)."""
    listing = charge.proposal.listing
    return can_record_deposits(actor) and same_organisation(actor, listing.exchange_id) and is_impartial(actor, listing)


def can_qualify_bidders(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.BIDDER_QUALIFY)


def can_see_qualification(actor: Actor | None, listing: Listing) -> bool:
    """The listing in the list; who its takers are, `can_qualify_bidders_of` alone opens (R8-31)."""
    return can_qualify_bidders(actor) and same_organisation(actor, listing.exchange_id)


def can_qualify_bidders_of(actor: Actor | None, listing: Listing) -> bool:
    """The auditors of its exchange who belong to none of its sides (R8-31)."""
    return can_see_qualification(actor, listing) and is_impartial(actor, listing)


def can_place_bids(actor: Actor | None) -> bool:
    """Whoever bids for an enterprise. Whether it is admitted to the lot is proved by the arrival itself."""
    return has_permission(actor, Permission.BID_PLACE)


@admits_visitors
def can_watch_bidding(actor: Actor | None, auction: Auction) -> bool:
    """Biddings are public: codes and prices, never names before the end (R3-51)."""
    return True


def is_bidder(actor: Actor | None, listing: Listing) -> bool:
    """Acts for an enterprise that is qualified for this listing."""
    if actor is None or not can_place_bids(actor):
        return False
    return listing.intents.filter(bidder=actor.acting_for, state=IntentState.QUALIFIED).exists()


def can_see_negotiation(actor: Actor | None, listing: Listing) -> bool:
    """The two sides and the exchange's auditors; nobody else."""
    return is_seller(actor, listing) or can_qualify_bidders_of(actor, listing) or is_bidder(actor, listing)


def belongs_to_both_sides(actor: Actor | None, listing: Listing) -> bool:
    """Decides for the holder and belongs to an enterprise that is qualified: acts for neither here (R3-54)."""
    if actor is None or not sells_for_holder(actor, listing):
        return False
    return buys_for(actor, listing.intents.filter(state=IntentState.QUALIFIED).values_list("bidder", flat=True))


def can_make_offer(actor: Actor | None, listing: Listing) -> bool:
    is_open = listing.state == ListingState.NEGOTIATING
    return is_open and is_bidder(actor, listing) and not belongs_to_both_sides(actor, listing)


def can_accept_offer(actor: Actor | None, listing: Listing) -> bool:
    is_open = listing.state == ListingState.NEGOTIATING
    return is_open and is_seller(actor, listing) and not belongs_to_both_sides(actor, listing)


def can_end_negotiation(actor: Actor | None, listing: Listing) -> bool:
    return listing.state == ListingState.NEGOTIATING and can_qualify_bidders_of(actor, listing)


def can_see_deals(actor: Actor | None) -> bool:
    """Everybody who acts for an organisation has a list of its deals; it may be empty."""
    return actor is not None and actor.membership is not None


def can_see_deal(actor: Actor | None, deal: Deal) -> bool:
    """Both sides, and the exchange's auditors and finance officers without a stake in it (R8-31).

    The public reads the disclosure.
    """
    if same_organisation(actor, deal.seller_id) or same_organisation(actor, deal.buyer_id):
        return True
    is_office = same_organisation(actor, deal.listing.exchange_id)
    works_on_it = is_office and (can_confirm_deals(actor) or can_record_deposits(actor))
    return works_on_it and is_impartial(actor, deal.listing)


def can_confirm_deals(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.DEAL_CONFIRM)


def can_confirm_deal(actor: Actor | None, deal: Deal) -> bool:
    """The auditors of the exchange who belong to none of the sides (R8-31)."""
    is_office = can_confirm_deals(actor) and same_organisation(actor, deal.listing.exchange_id)
    return is_office and is_impartial(actor, deal.listing)


def can_draft_contract_of(actor: Actor | None, deal: Deal) -> bool:
    """The seller's officers draft the contract of a confirmed deal (R1-11)."""
    files = has_permission(actor, Permission.CONTRACT_FILE)
    is_free = deal.listing.state == ListingState.SOLD
    return deal.confirmed_at is not None and is_free and files and same_organisation(actor, deal.seller_id)


@admits_visitors
def can_read_disclosure(actor: Actor | None, disclosure: Disclosure) -> bool:
    return disclosure.state == DisclosureState.PUBLISHED
