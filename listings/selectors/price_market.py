"""What others ask for the same right in the same field: the market by which a price is compared."""

import statistics
from dataclasses import dataclass
from decimal import Decimal

from listings.enums import ListingState
from listings.models import Achievement, Listing

NEWEST = 500


@dataclass(frozen=True)
class PriceMarket:
    """The lowest and the highest tenth and the middle of the newest `count` listings."""

    count: int
    low: Decimal
    middle: Decimal
    high: Decimal


def price_market(achievement: Achievement, *, least: int) -> PriceMarket | int:
    """The market of the achievement's field and right; how many listings there are where they are too few."""
    listed = Listing.objects.filter(
        achievement__field=achievement.field, right_offered=achievement.right_offered
    ).exclude(state=ListingState.WITHDRAWN)
    prices = list(
        listed.exclude(achievement=achievement).order_by("-listed_at", "-pk").values_list("price", flat=True)[:NEWEST]
    )
    if len(prices) < max(2, least):
        return len(prices)
    tenths = statistics.quantiles(prices, n=10, method="inclusive")
    return PriceMarket(len(prices), tenths[0], statistics.median(prices), tenths[-1])
