"""The way of an achievement with the limits of the rules, for the front page and the first day at a desk."""

from django.utils.translation import gettext as _

from tte.codelists.enums import RuleKey
from tte.codelists.selectors import rule
from tte.codelists.selectors.rules import RuleMissing, lawful_rule_set
from tte.common.parts import Station


def limit(key: RuleKey) -> str:
    """The limit in words; nothing where no rule set is loaded yet."""
    try:
        return rule(key, rule_set=lawful_rule_set()).words()
    except RuleMissing:
        return ""


def way() -> list[Station]:
    return [
        Station(_("Disclosed"), actor=_("Researcher")),
        Station(_("Unit review"), actor=limit(RuleKey.UNIT_REVIEW)),
        Station(_("Exchange audit"), actor=limit(RuleKey.EXCHANGE_AUDIT)),
        Station(_("Listing notice"), actor=limit(RuleKey.NOTICE_PUBLIC), official=True),
        Station(_("Intent and deposit"), actor=_("while the notice runs")),
        Station(_("Negotiation or online bidding"), actor=_("one bidder or several")),
        Station(_("Deal confirmed"), actor=limit(RuleKey.DEAL_CONFIRMATION), official=True),
        Station(_("Result disclosed"), actor=limit(RuleKey.DISCLOSURE_PERIOD), official=True),
        Station(_("Contract registered"), actor=limit(RuleKey.REGISTRATION_REVIEW), official=True),
    ]
