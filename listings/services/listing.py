"""A listing begins with its notice and leaves it when the period is over."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import ListingState
from listings.lifecycles import LISTING
from listings.models import Achievement, Listing
from listings.notices import LISTING_PUBLISHED, NOTICE_ENDED, path_of_listing, title_of
from listings.selectors.achievement import people_of
from listings.selectors.regime import allowed_regimes, notice_rule
from tte.accounts.actor import Actor
from tte.codelists.calendar import period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now, official_date
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.common.numbering import next_number
from tte.notices.services import notify
from tte.trail.services import advance, record


class RegimeNotOpen(DomainError):
    """This holder's type of party may not list under this regime."""

    code = "regime_not_open"
    field = "regime"


@transaction.atomic
def publish_listing(*, achievement: Achievement, by: Actor) -> Listing:
    """Publish an approved achievement: number, frozen terms, the notice of its regime (R3-30), the deposit (R3-45).

    The caller has locked the achievement; one achievement has one listing.
    """
    holder = achievement.holder
    if achievement.regime not in allowed_regimes(holder.party_type):
        raise RegimeNotOpen(_("This regime is not open to the holder"))
    period = notice_rule(achievement.regime, achievement.price)
    listed_at = now()
    deadline = period_end(listed_at, period)
    listing = Listing.objects.create(
        achievement=achievement,
        code=_listing_code(listed_at, achievement.field),
        holder=holder,
        exchange=by.organisation,
        regime=achievement.regime,
        right_offered=achievement.right_offered,
        price=achievement.price,
        price_basis=achievement.price_basis,
        increment=achievement.increment,
        deposit=deposit_of(achievement.price),
        rule_set=period.rule_set,
        notice_rule_id=period.rule_id,
        notice_words_zh=period.words("zh-hans"),
        notice_words_en=period.words("en"),
        listed_at=listed_at,
        notice_ends_at=deadline.at,
        notice_provisional=deadline.provisional,
    )
    record("listing.publish", listing, by=by, price=str(listing.price), notice_ends_at=deadline.at.isoformat())
    _tell_published(listing)
    return listing


def _tell_published(listing: Listing) -> None:
    achievement = listing.achievement
    notify(
        LISTING_PUBLISHED,
        people_of(achievement),
        subject=listing,
        url=path_of_listing(listing),
        title=title_of(achievement),
        listing=listing.code,
        ends=listing.notice_ends_at,
    )


def _listing_code(moment: datetime, field: str) -> str:
    year = official_date(moment).year
    return f"TX{year % 100:02d}-{field}-{next_number(f'listing-{year}-{field}'):05d}"


def deposit_of(price: Decimal) -> Decimal:
    """The default share of the price, in whole yuan, fixed by the notice (R3-45)."""
    share = rule(RuleKey.DEPOSIT_RATE).fraction
    return (price * share).quantize(Decimal(1), rounding=ROUND_HALF_UP)


@transaction.atomic
def end_notice(*, listing: Listing) -> Listing:
    """Move a listing whose notice is over into qualification; before the hour, or a second time, nothing happens."""
    listing = _counted_again(lock(listing))
    if listing.state != ListingState.IN_NOTICE or now() < listing.notice_ends_at:
        return listing
    listing = advance(listing, "end_notice", lifecycle=LISTING, by=None)
    notify(
        NOTICE_ENDED,
        people_of(listing.achievement),
        subject=listing,
        url=path_of_listing(listing),
        title=title_of(listing.achievement),
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
    on = official_date(listing.listed_at)
    period = notice_rule(listing.regime, listing.price, rule_set=listing.rule_set, on=on)
    deadline = period_end(listing.listed_at, period)
    if not deadline.provisional:
        before, listing.notice_ends_at, listing.notice_provisional = listing.notice_ends_at, deadline.at, False
        listing.save(update_fields=["notice_ends_at", "notice_provisional"])
        record("listing.recount_notice", listing, by=None, before=before.isoformat(), after=deadline.at.isoformat())
    return listing
