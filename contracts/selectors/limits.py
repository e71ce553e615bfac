"""How long an agency may take: by its region's rule, longer for large contracts (R1-28, R2-33)."""

from contracts.models import Contract
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import RuleValue, rule


def is_large(contract: Contract) -> bool:
    """R2-33: by the technology amount declared."""
    threshold = rule(RuleKey.LARGE_CONTRACT, scope=contract.agency.region_code).value
    return (contract.declared_technology_amount or 0) >= threshold


def review_limit(contract: Contract) -> RuleValue:
    key = RuleKey.REGISTRATION_REVIEW_LARGE if is_large(contract) else RuleKey.REGISTRATION_REVIEW
    return rule(key, scope=contract.agency.region_code)
