"""Whether the price and the regime follow the rules, and whether the price is of this market."""

from django.utils.translation import gettext_lazy as _

from listings.enums import LISTING_AUDIT
from listings.models import Achievement
from listings.selectors.price_market import PriceMarket, price_market
from listings.selectors.regime import allowed_regimes
from tte.casework.checks import Finding, check
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule


@check(LISTING_AUDIT, says=_("The price is above zero and has a basis"), rule="R3-33", proves="R3-33d")
def price_is_positive_and_has_a_basis(achievement: Achievement) -> bool:
    return bool(achievement.price and achievement.price > 0 and achievement.price_basis.strip())


@check(LISTING_AUDIT, says=_("The start price is a whole number of bidding steps"), rule="R3-33", proves="R3-33d")
def start_price_is_a_multiple_of_the_increment(achievement: Achievement) -> Finding:
    if not achievement.price or not achievement.increment:
        return Finding(False)
    rest = achievement.price % achievement.increment
    return Finding(not rest, price=str(achievement.price), step=str(achievement.increment))


@check(LISTING_AUDIT, says=_("The price is of the order that others ask"), rule="R3-33", proves="R3-33f")
def price_is_of_the_market(achievement: Achievement) -> Finding:
    """Against the newest listings of the same field and right. A strange price may be right: it is to be looked at."""
    least, factor = rule(RuleKey.PRICE_SAMPLE).number, rule(RuleKey.PRICE_FACTOR).value
    if not achievement.price:
        return Finding(False)
    market = price_market(achievement, least=least)
    if not isinstance(market, PriceMarket):
        return Finding.unchecked("no_market", count=market, least=least)
    usual = market.low / factor <= achievement.price <= market.high * factor
    figures = {name: str(getattr(market, name)) for name in ("low", "middle", "high")}
    return Finding(usual, price=str(achievement.price), count=market.count, factor=str(factor.normalize()), **figures)


@check(LISTING_AUDIT, says=_("The regime is open to this type of holder"), rule="R3-30", proves="R3-30")
def regime_is_open_to_the_holder(achievement: Achievement) -> Finding:
    allowed = allowed_regimes(achievement.holder.party_type)
    return Finding(achievement.regime in allowed, regime=achievement.regime, party_type=achievement.holder.party_type)
