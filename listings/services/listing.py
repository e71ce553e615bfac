"""A listing begins with its notice and leaves it when the period is over."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import ListingState, Regime
from listings.lifecycles import LISTING
from listings.models import Achievement, Listing, NoticePlan, OutsideSale
from listings.notices.notice import LISTING_PUBLISHED, NOTICE_ENDED, path_of_listing
from listings.notices.supply import title_values
from listings.selectors.achievement import people_of
from listings.selectors.notice_period import counted, end_of_count
from listings.selectors.notice_plan import SALE_FIELDS, buyer_named, is_shared_name, plan_of, sale_fault
from listings.selectors.regime import allowed_regimes, notice_rule
from listings.services.extension import extend_if_announced
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.codelists.calendar import Deadline, period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import RuleValue, rule
from tte.common.clock import now, official_date
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.common.numbering import yearly_code
from tte.common.presence import present
from tte.notices.services import notify
from tte.trail.services import advance, record


class RegimeNotOpen(DomainError):
    """This holder's type of party may not list under this regime."""

    code = "regime_not_open"
    field = "regime"


class BelowMinimum(DomainError):
    """A notice never runs shorter than the minimum of its regime (R3-30)."""

    code = "below_minimum"


class SaleNotReady(DomainError):
    """The auctioneer's sale lies too early, or its viewing is too short (R3-30)."""

    code = "sale_not_ready"


class BuyerShared(DomainError):
    """Several organisations bear the name, so it does not say who is meant."""

    code = "buyer_shared"
    field = "buyer_name"


@transaction.atomic
def publish_listing(
    *, achievement: Achievement, by: Actor, price: Decimal | None = None, previous: Listing | None = None
) -> Listing:
    """Publish an approved achievement: number, frozen terms, the notice of its regime (R3-30), the deposit (R3-45).

    The caller has locked the achievement; of its listings one at most has not ended. A listing that follows another
    keeps the price by which later ones are judged (R3-44).
    """
    if achievement.regime not in allowed_regimes(achievement.holder.party_type):
        raise RegimeNotOpen(_("This regime is not open to the holder"))
    price, plan = price or present(achievement.price), plan_of(achievement)
    period = notice_rule(achievement.regime, price)
    length = plan.notice_length or period.number
    if length < period.number:
        raise BelowMinimum(_("The notice runs for %(least)s at least"), least=period.words())
    listed_at = now()
    deadline = _deadline(achievement, plan, listed_at, counted(period, length))
    listing = Listing.objects.create(
        achievement=achievement,
        previous=previous,
        code=_listing_code(listed_at, achievement.field),
        holder=achievement.holder,
        exchange=by.acting_for,
        regime=achievement.regime,
        right_offered=achievement.right_offered,
        price=price,
        base_price=previous.base_price if previous else price,
        price_basis=achievement.price_basis,
        increment=present(achievement.increment),
        deposit=deposit_of(price),
        listed_at=listed_at,
        **_notice_of(plan, period, length, deadline, listed_at),
    )
    if listing.regime == Regime.AUCTION:
        OutsideSale.objects.create(listing=listing, **{name: getattr(plan, name) for name in SALE_FIELDS})
    record("listing.publish", listing, by=by, price=str(listing.price), notice_ends_at=deadline.at.isoformat())
    _tell_published(listing)
    return listing


def _deadline(achievement: Achievement, plan: NoticePlan, listed_at: datetime, period: RuleValue) -> Deadline:
    """The end of the period; of an auctioneer's sale its hour, which must leave that period free."""
    if achievement.regime != Regime.AUCTION:
        return period_end(listed_at, period)
    fault = sale_fault(plan, listed_at)
    if fault or plan.sale_at is None:
        raise SaleNotReady(fault or _("State the auctioneer, the viewing and the sale"))
    return Deadline(plan.sale_at, provisional=False)


def _notice_of(
    plan: NoticePlan, period: RuleValue, length: int, deadline: Deadline, listed_at: datetime
) -> dict[str, object]:
    """The notice as it is frozen: its rule, its length, its extension, and whom it names."""
    whole = counted(period, length)
    return {
        "rule_set": period.rule_set,
        "notice_rule_id": period.rule_id,
        "notice_words_zh": whole.words("zh-hans"),
        "notice_words_en": whole.words("en"),
        "notice_ends_at": deadline.at,
        "notice_provisional": deadline.provisional,
        "notice_unit": period.unit,
        "notice_minimum": period.number,
        "notice_length": length,
        "counted_from": listed_at,
        "counted_length": length,
        "counted_unit": period.unit,
        "extension_length": plan.extension_length,
        "extensions_allowed": plan.extensions_allowed,
        "intended_buyer": _buyer_of(plan),
        "intended_buyer_name": plan.intended_buyer_name,
        "related_party": plan.related_party,
        "relation": plan.relation,
    }


def _buyer_of(plan: NoticePlan) -> Organisation | None:
    """The buyer to which the plan is tied; else whoever has been admitted under that name since."""
    tied = plan.intended_buyer
    return tied if tied is not None and tied.is_admitted else the_buyer(plan.intended_buyer_name)


def the_buyer(name: str) -> Organisation | None:
    """The organisation that is meant by a name or number, if it is admitted here; a shared name is refused."""
    if is_shared_name(name):
        raise BuyerShared(_("Several organisations here bear this name: give the buyer's number"))
    return buyer_named(name)


def _tell_published(listing: Listing) -> None:
    achievement = listing.achievement
    notify(
        LISTING_PUBLISHED,
        people_of(achievement),
        subject=listing,
        url=path_of_listing(listing),
        title=title_values(achievement),
        listing=listing.code,
        ends=listing.notice_ends_at,
    )


def _listing_code(moment: datetime, field: str) -> str:
    pattern, series = f"TX{{yy}}-{field}-{{number:05d}}", f"listing-{{year}}-{field}"
    return yearly_code(pattern, series=series, on=official_date(moment))


def deposit_of(price: Decimal) -> Decimal:
    """The default share of the price, in whole yuan, fixed by the notice (R3-45)."""
    share = rule(RuleKey.DEPOSIT_RATE).fraction
    return (price * share).quantize(Decimal(1), rounding=ROUND_HALF_UP)


@transaction.atomic
def end_notice(*, listing: Listing) -> Listing:
    """Move a listing whose notice is over into qualification; before the hour, or a second time, nothing happens.

    Where nobody has registered and the notice announced an extension, it runs on instead (R3-24).
    """
    listing = _counted_again(lock(listing))
    if listing.state != ListingState.IN_NOTICE or now() < listing.notice_ends_at:
        return listing
    if extend_if_announced(listing=listing):
        return listing
    listing = advance(listing, "end_notice", lifecycle=LISTING, by=None)
    notify(
        NOTICE_ENDED,
        people_of(listing.achievement),
        subject=listing,
        url=path_of_listing(listing),
        title=title_values(listing.achievement),
        listing=listing.code,
    )
    return listing


@transaction.atomic
def recount_notice(*, listing: Listing) -> Listing:
    """Count the end again, if it was counted over a year that had no official calendar then and has one now (R3-32)."""
    return _counted_again(lock(listing))


def _counted_again(listing: Listing) -> Listing:
    if listing.state != ListingState.IN_NOTICE or not listing.notice_provisional:
        return listing
    deadline = end_of_count(listing)
    if not deadline.provisional:
        before, listing.notice_ends_at, listing.notice_provisional = listing.notice_ends_at, deadline.at, False
        listing.save(update_fields=["notice_ends_at", "notice_provisional"])
        record("listing.recount_notice", listing, by=None, before=before.isoformat(), after=deadline.at.isoformat())
    return listing
