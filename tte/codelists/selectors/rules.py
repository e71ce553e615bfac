"""Rules as data: the figure in force for a key, a place and a day, with the words and the source that go beside it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tte.codelists.enums import Mark, RuleKey, Unit
from tte.codelists.models import Rule
from tte.codelists.selectors.stock import Figure, Regime, Stock, stock
from tte.common.errors import DomainError
from tte.common.languages import is_chinese, spoken_language

EXACT = {Unit.SECONDS: "seconds", Unit.MINUTES: "minutes", Unit.HOURS: "hours"}


class RuleMissing(DomainError):
    code = "rule_missing"


@dataclass(frozen=True, slots=True)
class RuleValue:
    """One figure of a rule set: what it is, how it is said, and who says so."""

    key: str
    value: Decimal
    unit: Unit
    rule_id: str
    scope: str
    rule_set: str
    demonstration: bool
    mark: Mark
    title_zh: str
    title_en: str
    source_zh: str
    source_en: str
    valid_from: date
    valid_to: date | None

    @property
    def title(self) -> str:
        return self.title_zh if is_chinese() else self.title_en

    @property
    def source(self) -> str:
        return self.source_zh if is_chinese() else self.source_en

    @property
    def counts_days(self) -> bool:
        """Counted by dates, not by the second."""
        return self.unit in (Unit.DAYS, Unit.WORKING_DAYS)

    @property
    def period(self) -> timedelta:
        """The exact length of a period in seconds, minutes or hours; days are counted by `tte.codelists.calendar`."""
        if self.unit not in EXACT:
            raise ValueError(f"{self.key} counts {self.unit}, which has no exact length")
        return timedelta(**{EXACT[self.unit]: float(self.value)})

    @property
    def number(self) -> int:
        """The value as a whole number: of days, of pieces."""
        if self.value != int(self.value):
            raise ValueError(f"{self.key} is not a whole number: {self.value}")
        return int(self.value)

    @property
    def fraction(self) -> Decimal:
        """A percentage as a factor: 10 % is 0.1."""
        if self.unit != Unit.PERCENT:
            raise ValueError(f"{self.key} counts {self.unit}, not percent")
        return self.value / 100

    def words(self, language: str | None = None) -> str:
        """The figure with its unit as a reader says it: "15 个工作日", "15 working days"."""
        with translation.override(language or spoken_language()):
            return words_of(self)


def rule(key: str, *, scope: str = "", rule_set: str | None = None, on: date | None = None) -> RuleValue:
    """The figure in force on a day (today). A scope that has none of its own falls to its province and then to all."""
    held = stock()
    regime = rule_set or settings.TTE_RULE_SET
    day = on or held.today()
    found = [row for row in held.figures if row.rule_set == regime and row.key == key and row.is_valid(day)]
    for place in _scopes(scope):
        of_place = [row for row in found if row.scope == place]
        if of_place:
            return _value(max(of_place, key=lambda row: row.valid_from), held)
    raise RuleMissing(
        gettext_lazy("The rule set %(rule_set)s has no rule %(key)s in force on %(on)s"),
        rule_set=regime,
        key=str(key),
        on=day.isoformat(),
    )


def rules_in_force(*, rule_set: str | None = None, on: date | None = None) -> list[RuleValue]:
    """Every figure in force, in the order of `RuleKey`, each general one before those of single regions."""
    held = stock()
    regime = rule_set or settings.TTE_RULE_SET
    day = on or held.today()
    order: dict[str, int] = {key: place for place, key in enumerate(RuleKey)}
    latest: dict[tuple[str, str], Figure] = {}
    for row in held.figures:  # by beginning: the last one seen has begun last
        if row.rule_set == regime and row.is_valid(day):
            latest[row.key, row.scope] = row
    rows = sorted(latest.values(), key=lambda row: (order.get(row.key, len(order)), row.key, row.scope))
    return [_value(row, held) for row in rows]


def rule_set_in_force(code: str | None = None) -> Regime:
    """The configured rule set as a whole: its name, its source, whether it is a demonstration."""
    regime = stock().regimes.get(code or settings.TTE_RULE_SET)
    if regime is None:
        raise RuleMissing(
            gettext_lazy("The rule set %(rule_set)s is not loaded"), rule_set=code or settings.TTE_RULE_SET
        )
    return regime


def lawful_rule_set() -> str:
    """The configured rule set; in a demonstration the one that would be in force without it."""
    held = stock()
    if not rule_set_in_force().demonstration:
        return settings.TTE_RULE_SET
    today = held.today()
    begun = [row for row in held.figures if not held.regimes[row.rule_set].demonstration and row.is_valid(today)]
    return max(begun, key=lambda row: row.valid_from).rule_set if begun else settings.TTE_RULE_SET


def _scopes(scope: str) -> list[str]:
    """A region's own figure, then its city's, its province's, everybody's: 110105 → 1101 → 1100 → general."""
    places = [scope]
    if scope.isdigit() and len(scope) >= 4:
        places += [scope[:4], f"{scope[:2]}00"]
    return [*dict.fromkeys(places), ""]


def _value(row: Figure, held: Stock) -> RuleValue:
    return RuleValue(
        key=row.key,
        value=row.value,
        unit=row.unit,
        rule_id=row.rule_id,
        scope=row.scope,
        rule_set=row.rule_set,
        demonstration=held.regimes[row.rule_set].demonstration,
        mark=row.mark,
        title_zh=row.title_zh,
        title_en=row.title_en,
        source_zh=row.source_zh,
        source_en=row.source_en,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def words_of(rule: RuleValue | Rule) -> str:
    """The figure with its unit."""
    value = rule.value.normalize()
    number = f"{value:,f}"
    if value == 0 and rule.unit == Unit.DAYS:
        return _("the same day")
    if value == 0 and rule.unit in EXACT:
        return _("at once")
    plural = int(value) if value == int(value) else 2
    match rule.unit:
        case Unit.SECONDS:
            words = ngettext("%(number)s second", "%(number)s seconds", plural)
        case Unit.MINUTES:
            words = ngettext("%(number)s minute", "%(number)s minutes", plural)
        case Unit.HOURS:
            words = ngettext("%(number)s hour", "%(number)s hours", plural)
        case Unit.DAYS:
            words = ngettext("%(number)s day", "%(number)s days", plural)
        case Unit.WORKING_DAYS:
            words = ngettext("%(number)s working day", "%(number)s working days", plural)
        case Unit.YEARS:
            words = ngettext("%(number)s year", "%(number)s years", plural)
        case Unit.YUAN:
            words = _("%(number)s yuan")
        case Unit.PERCENT:
            words = "%(number)s%%"
        case _:
            words = "%(number)s"
    return words % {"number": number}
