from tte.codelists.selectors.codes import (
    choices,
    codes,
    entry,
    grouped_choices,
    is_code,
    label,
    lazy_choices,
    names,
    path,
)
from tte.codelists.selectors.rules import RuleMissing, RuleValue, rule, rule_set_in_force, rules_in_force
from tte.codelists.selectors.stock import Entry, Regime, forget

__all__ = [
    "Entry",
    "Regime",
    "RuleMissing",
    "RuleValue",
    "choices",
    "codes",
    "entry",
    "forget",
    "grouped_choices",
    "is_code",
    "label",
    "lazy_choices",
    "names",
    "path",
    "rule",
    "rule_set_in_force",
    "rules_in_force",
]
