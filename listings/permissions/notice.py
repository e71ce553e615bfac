"""Who governs a listing, asks for it, and reads what was announced."""

from listings.models import Announcement, Listing, Proposal
from listings.permissions.audit import audits_listing
from listings.permissions.stake import is_impartial
from listings.permissions.supply import can_view_listing, is_seller
from tte.accounts.actor import Actor
from tte.common.doors import admits_visitors


def can_govern_listing(actor: Actor | None, listing: Listing) -> bool:
    """The auditors of the exchange that published it, but nobody who belongs to one of its sides (R8-31)."""
    return audits_listing(actor, listing) and is_impartial(actor, listing)


def can_see_notice(actor: Actor | None, listing: Listing) -> bool:
    """That a listing has a desk; what is on it, `can_open_notice` alone opens (R8-31)."""
    return audits_listing(actor, listing) or is_seller(actor, listing)


def can_open_notice(actor: Actor | None, listing: Listing) -> bool:
    """The desk of a listing: the holder's officers, and the exchange's auditors without a stake in it (R8-31)."""
    return is_seller(actor, listing) or can_govern_listing(actor, listing)


def can_decide_proposal(actor: Actor | None, proposal: Proposal) -> bool:
    return can_govern_listing(actor, proposal.listing)


def can_open_evidence(actor: Actor | None, proposal: Proposal) -> bool:
    """The paper of a request: who asked and who decides."""
    return can_open_notice(actor, proposal.listing)


@admits_visitors
def can_read_announcement(actor: Actor | None, announcement: Announcement) -> bool:
    """What was announced is public, as the listing it tells of is."""
    return can_view_listing(actor, announcement.listing)
