"""A listing that ended without a deal is listed again (R3-24, R3-44)."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import ENDED_LISTINGS, AchievementState, AnnouncementKind, Regime
from listings.models import Achievement, Listing, NoticePlan, UndertakingAcceptance
from listings.pricing.notice import is_free_price
from listings.selectors.notice_plan import SALE_FIELDS, sale_fault
from listings.selectors.outside_sale import sale_in
from listings.services.announcement import announce
from listings.services.audit import ChecksUnfinished
from listings.services.follow import carry_follows
from listings.services.listing import SaleNotReady, publish_listing
from listings.services.price_step import refuse_off_step
from tte.accounts.actor import Actor
from tte.casework.selectors import checks_owed
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.files.models import StoredFile


class NotForRelisting(DomainError):
    code = "not_for_relisting"


class ApprovalNeeded(DomainError):
    """Below the free share of the first price a fresh approval is needed (R3-44)."""

    code = "approval_needed"
    field = "evidence"


def refuse_price_without_approval(*, listing: Listing, price: Decimal, evidence: StoredFile | None) -> None:
    """A price below the ladder's free share of the first one needs the paper of its approval."""
    free = rule(RuleKey.RELIST_FREE)
    if evidence is None and not is_free_price(price=price, base=listing.base_price, share=free.fraction):
        raise ApprovalNeeded(
            _("Below %(share)s of the first price attach a fresh approval document (R3-44)"), share=free.words()
        )


def refuse_sale(terms: dict[str, str]) -> None:
    """A further sale of an auctioneer is stated in full and leaves its notice and its viewing their time (R3-30)."""
    if not all(terms.get(name) for name in SALE_FIELDS):
        raise SaleNotReady(_("State the auctioneer, the viewing and the sale"))
    if fault := sale_fault(sale_in(terms), now()):
        raise SaleNotReady(fault)


@transaction.atomic
def relist(
    *,
    listing: Listing,
    price: Decimal,
    text: str,
    evidence: StoredFile | None,
    undertakings: UndertakingAcceptance,
    by: Actor,
    terms: dict[str, str] | None = None,
) -> Listing:
    """Publish the achievement again under a new number, once it is checked again; both listings lead to each other.

    The seller's `undertakings` are kept with the new one (R3-34); the `terms` state an auctioneer's further sale.
    """
    achievement, listing = lock(listing.achievement), lock(listing)
    newest = achievement.listings.order_by("-pk").first()
    is_ended = listing.state in ENDED_LISTINGS and achievement.state == AchievementState.APPROVED
    if not is_ended or newest != listing:
        raise NotForRelisting(_("Only the newest listing of an achievement is listed again, once it has ended"))
    refuse_off_step(price, achievement.increment)
    refuse_price_without_approval(listing=listing, price=price, evidence=evidence)
    if achievement.case is not None and checks_owed(achievement.case):
        raise ChecksUnfinished(_("The automatic checks are still running; conclude when they have finished"))
    if listing.regime == Regime.AUCTION:
        _plan_sale(achievement, terms or {})
    made = publish_listing(achievement=achievement, price=price, previous=listing, by=by)
    undertakings.listing = made
    undertakings.save(force_insert=True)
    carry_follows(listing=listing, to=made, by=by)
    announce(
        listing=listing,
        kind=AnnouncementKind.RELISTED,
        text=text,
        before={"listing": listing.code, "price": str(listing.price)},
        after={"listing": made.code, "price": str(made.price)},
        evidence=evidence,
        by=by,
    )
    return made


def _plan_sale(achievement: Achievement, terms: dict[str, str]) -> None:
    """The further sale stands in the plan of the notice, as the first one did."""
    refuse_sale(terms)
    sale = sale_in(terms)
    NoticePlan.objects.filter(achievement=achievement).update(**{name: getattr(sale, name) for name in SALE_FIELDS})
