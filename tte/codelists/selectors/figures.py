"""The figures of all rule sets as administrators see them, straight from the table."""

from tte.codelists.enums import RuleKey
from tte.codelists.models import Rule, RuleSet
from tte.codelists.selectors.rules import words_of

Said = tuple[Rule, str]


def figures_by_set() -> list[tuple[RuleSet, list[Said]]]:
    """For each rule set the newest figure of every key and place, in the order of `RuleKey`."""
    order: dict[str, int] = {key: place for place, key in enumerate(RuleKey)}
    newest: dict[tuple, Rule] = {}
    for rule in Rule.objects.order_by("valid_from"):
        newest[rule.rule_set_id, rule.key, rule.scope] = rule
    rows = sorted(newest.values(), key=lambda rule: (order.get(rule.key, len(order)), rule.key, rule.scope))
    return [
        (rule_set, [(rule, words_of(rule)) for rule in rows if rule.rule_set_id == rule_set.pk])
        for rule_set in RuleSet.objects.order_by("-code")
    ]


def spans_of(rule: Rule) -> list[Said]:
    """Every figure that this key has had at this place, the newest first."""
    same = Rule.objects.filter(rule_set=rule.rule_set, key=rule.key, scope=rule.scope)
    return [(row, words_of(row)) for row in same.order_by("-valid_from")]
