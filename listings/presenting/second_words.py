"""Why two people decide on something, in words, with the rule it rests on."""

from typing import Any

from django.utils.translation import gettext_lazy

from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule

SECOND_WORDS = {
    "funding": gettext_lazy("fiscal funds paid for it"),
    "price": gettext_lazy("its price is high"),
    "charge": gettext_lazy("the seller is charged with the cost"),
}


def why_two(reasons: list[str]) -> dict[str, Any]:
    """The reasons, with the price from which two decide where the price is why."""
    return {
        "second_person": [SECOND_WORDS[each] for each in reasons],
        "is_charge": "charge" in reasons,
        "second_above": rule(RuleKey.AUDIT_SECOND_ABOVE) if "price" in reasons else None,
    }
