"""Which regimes stand open to a holder, by the type of party it is (R2-20), and how long their notices run (R3-30)."""

from datetime import date
from decimal import Decimal

from listings.enums import Regime
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import RuleValue, rule

PUBLIC_BODIES = (Regime.NEGOTIATED, Regime.PUBLIC_INSTITUTION, Regime.AUCTION)
BY_PARTY_TYPE = (
    ("01", PUBLIC_BODIES),
    ("02", PUBLIC_BODIES),
    ("11", (Regime.STATE_ENTERPRISE, Regime.AUCTION)),
)
OTHERS = (Regime.PRIVATE, Regime.AUCTION)
NOTICES = {
    Regime.NEGOTIATED: RuleKey.NOTICE_NEGOTIATED,
    Regime.PUBLIC_INSTITUTION: RuleKey.NOTICE_PUBLIC,
    Regime.STATE_ENTERPRISE: RuleKey.NOTICE_SOE_SMALL,
    Regime.PRIVATE: RuleKey.NOTICE_PRIVATE,
    Regime.AUCTION: RuleKey.NOTICE_AUCTION,
}


def allowed_regimes(party_type: str) -> tuple[Regime, ...]:
    """Public bodies publish a negotiated price or list, state enterprises list, all others list as private holders.

    Any of them may give the sale to a licensed auctioneer (R3-01, R3-37).
    """
    return next((regimes for prefix, regimes in BY_PARTY_TYPE if party_type.startswith(prefix)), OTHERS)


def is_public_body(party_type: str) -> bool:
    """State-founded institutes and universities, for which section 3.1 is written."""
    return Regime.PUBLIC_INSTITUTION in allowed_regimes(party_type)


def notice_rule(
    regime: str, price: Decimal | None, *, rule_set: str | None = None, on: date | None = None
) -> RuleValue:
    """The period of the notice; a state enterprise's larger asset takes the longer one (R3-22)."""
    key = NOTICES[Regime(regime)]
    threshold = rule(RuleKey.SOE_LARGE_ABOVE, rule_set=rule_set, on=on).value
    if key == RuleKey.NOTICE_SOE_SMALL and price is not None and price > threshold:
        key = RuleKey.NOTICE_SOE_LARGE
    return rule(key, rule_set=rule_set, on=on)
