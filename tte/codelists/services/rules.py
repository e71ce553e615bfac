"""Figures of rule sets, never changed in place: another one begins on a day, with its source, the present one ends."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.codelists.enums import Unit
from tte.codelists.models import Rule
from tte.codelists.selectors.stock import forget
from tte.common.clock import today
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.trail.services import record

WHOLE = (Unit.SECONDS, Unit.MINUTES, Unit.HOURS, Unit.DAYS, Unit.WORKING_DAYS, Unit.YEARS, Unit.COUNT)


class FigureRefused(DomainError):
    code = "figure_refused"


@transaction.atomic
def succeed_rule(
    *, rule: Rule, value: Decimal, begins_on: date, mark: str, source_zh: str, source_en: str, by: Actor
) -> Rule:
    """From `begins_on` on this figure is in force. What was frozen under the one before keeps it (R1-28)."""
    rule = lock(rule)
    if rule.valid_to is not None:
        raise FigureRefused(_("This figure has an end already: %(day)s"), day=rule.valid_to)
    if begins_on <= rule.valid_from or begins_on < today():
        raise FigureRefused(
            _("A new figure begins today at the earliest, and after the present one has begun"), field="begins_on"
        )
    if value < 0 or (rule.unit in WHOLE and value % 1) or (rule.unit == Unit.PERCENT and value > 100):
        raise FigureRefused(
            _("This cannot be: whole numbers for periods and pieces, 0 to 100 for shares"), field="value"
        )
    if value == rule.value:
        raise FigureRefused(_("Nothing has changed"), field="value")
    rule.valid_to = begins_on - timedelta(days=1)
    rule.save(update_fields=["valid_to"])
    same = ("rule_set_id", "key", "scope", "unit", "rule_id", "title_zh", "title_en")
    successor = Rule.objects.create(
        **{name: getattr(rule, name) for name in same},
        value=value,
        mark=mark,
        source_zh=source_zh,
        source_en=source_en,
        valid_from=begins_on,
    )
    changes = {"value": [f"{rule.value.normalize():f}", f"{value.normalize():f}"]}
    data = {"code": f"{rule.rule_set_id} {rule.key}", "changes": changes, "valid_from": begins_on.isoformat()}
    record("rule.succeed", successor, by=by, after={"source_zh": source_zh, "source_en": source_en}, **data)
    transaction.on_commit(forget)
    return successor
