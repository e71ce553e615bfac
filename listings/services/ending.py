"""A listing ends before a deal: the seller withdraws it, or the exchange terminates it (R3-24, R3-43)."""

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import TAKEDOWN_GROUND, AnnouncementKind, ListingState
from listings.lifecycles import LISTING
from listings.models import Listing
from listings.selectors.announcement import withdrawal_list
from listings.selectors.intent import has_paid_deposit
from listings.selectors.objection import stops_listing
from listings.services.announcement import announce
from listings.services.auction_suspension import call_off_auction
from listings.services.public_words import refuse_unfit
from listings.services.stake import refuse_stake
from listings.services.suspension import StillExamined, end_suspension
from tte.accounts.actor import Actor
from tte.casework.services.reasons import ReasonMissing, refuse_unlisted, refuse_wordless
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import is_code
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.trail.services import advance


class DepositPaid(DomainError):
    """After a deposit has been paid the exchange decides on a withdrawal (R3-43)."""

    code = "deposit_paid"


@transaction.atomic
def withdraw_listing(*, listing: Listing, reason_code: str, text: str, by: Actor) -> Listing:
    """The seller takes it back with a reason: free in its notice as long as nobody has paid a deposit (R3-43).

    The reason is published at once, so it holds nothing that may not be (R8-01, R8-20).
    """
    refuse_unfit(text)
    listing = lock(listing)
    if has_paid_deposit(listing):
        raise DepositPaid(_("A deposit has been paid: ask the exchange to decide on the withdrawal (R3-43)"))
    return take_back(listing=listing, reason_code=reason_code, text=text, by=by)


@transaction.atomic
def take_back(*, listing: Listing, reason_code: str, text: str, by: Actor, is_charged: bool = False) -> Listing:
    """Withdraw it, whoever decided that; every deposit received is then to be returned.

    Once a deposit has been paid only on a ground on which it might be suspended, or charged with the cost (R3-43).
    """
    listing = lock(listing)
    if has_paid_deposit(listing) and not is_charged:
        refuse_without_ground(reason_code)
    refuse_without_words(withdrawal_list(reason_code), reason_code, text)
    if stops_listing(listing):
        raise StillExamined(_("An objection is under examination; decide it first (R3-05)"))
    if listing.state == ListingState.SUSPENDED:
        end_suspension(listing, by)
        call_off_auction(listing=listing, by=by)
    advance(listing, "withdraw", lifecycle=LISTING, by=by, reason=reason_code)
    announce(listing=listing, kind=AnnouncementKind.WITHDRAWN, reason_code=reason_code, text=text, by=by)
    return listing


@transaction.atomic
def terminate_listing(*, listing: Listing, reason_code: str, text: str, by: Actor) -> Listing:
    """End a listing whose obstacle cannot be removed; every deposit received is then to be returned (R3-24)."""
    refuse_without_words(CodeList.TERMINATION_GROUND, reason_code, text)
    listing = lock(listing)
    refuse_stake(listing, by)
    if stops_listing(listing):
        raise StillExamined(_("An objection is under examination; decide it first (R3-05)"))
    if listing.state == ListingState.SOLD:
        raise DomainError(_("A deal has been struck; only an objection that is upheld ends it"), code="deal_struck")
    return end_for_good(listing, reason_code, text, by)


def end_for_good(listing: Listing, reason_code: str, text: str, by: Actor) -> Listing:
    """Terminate a listing that is locked, whatever it did."""
    if listing.state == ListingState.SUSPENDED:
        end_suspension(listing, by)
        call_off_auction(listing=listing, by=by)
    advance(listing, "terminate", lifecycle=LISTING, by=by, reason=reason_code)
    announce(listing=listing, kind=AnnouncementKind.TERMINATED, reason_code=reason_code, text=text, by=by)
    return listing


def refuse_without_ground(reason_code: str) -> None:
    """The plan of a seller is none: bidders have paid, and nobody has been charged with the cost (R3-43)."""
    if reason_code == TAKEDOWN_GROUND or not is_code(CodeList.SUSPENSION_GROUND, reason_code):
        raise ReasonMissing(
            _("A deposit has been paid: it is withdrawn only on a ground on which it might be suspended (R3-40)")
        )


def refuse_unnamed(reason_code: str) -> None:
    """After a deposit: a ground of a suspension, or a reason of the seller's own, which is then charged (R3-43)."""
    if reason_code == TAKEDOWN_GROUND:
        refuse_without_ground(reason_code)
    refuse_unlisted(withdrawal_list(reason_code), reason_code)


def refuse_without_words(code_list: CodeList, reason_code: str, text: str) -> None:
    refuse_unlisted(code_list, reason_code)
    refuse_wordless(text, _("Say why in words: it is published"))
