"""What the holder states about the notice to come."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from listings.enums import Regime
from listings.models import Achievement, NoticePlan
from listings.models.notice_plan import SaleTerms
from listings.selectors.regime import notice_rule
from tte.accounts.enums import OrganisationState
from tte.accounts.models import Organisation
from tte.codelists.calendar import period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import RuleValue, rule
from tte.common.clock import now, official_date

SALE_FIELDS = tuple(field.name for field in SaleTerms._meta.fields)
OWN_FIELDS = (
    "notice_length",
    "extension_length",
    "extensions_allowed",
    "intended_buyer_name",
    "related_party",
    "relation",
)
PLAN_FIELDS = (*OWN_FIELDS, *SALE_FIELDS)
PUBLICITY_FIELDS = ("intended_buyer_name", "related_party", "relation")


def shown_fields(regime: str) -> tuple[str, ...]:
    """The questions of a regime, in the order of the page."""
    if regime == Regime.AUCTION:
        return SALE_FIELDS
    if regime == Regime.NEGOTIATED:
        return ("notice_length", *PUBLICITY_FIELDS)
    return ("notice_length", "extensions_allowed", "extension_length")


def needed_fields(achievement: Achievement) -> set[str]:
    """What a plan of this regime cannot leave empty."""
    return {field for field, _says in plan_faults(achievement, NoticePlan(achievement=achievement))}


def plan_of(achievement: Achievement) -> NoticePlan:
    """What was stated of what the regime asks, or an empty plan that is not saved. Answers to others hold no more."""
    found = NoticePlan.objects.filter(achievement=achievement).select_related("intended_buyer").first()
    empty, shown = NoticePlan(achievement=achievement), shown_fields(achievement.regime)
    plan = found or empty
    for name in PLAN_FIELDS:
        if name not in shown:
            setattr(plan, name, getattr(empty, name))
    if "intended_buyer_name" not in shown:
        plan.intended_buyer = None
    return plan


def plan_faults(achievement: Achievement, plan: NoticePlan) -> list[tuple[str, str]]:
    """Field and sentence of everything that keeps this plan from being published, in the order of its form."""
    faults = []
    if achievement.regime:
        period = notice_rule(achievement.regime, achievement.price)
        if plan.notice_length is not None and plan.notice_length < period.number:
            says = _("The notice runs for %(least)s at least") % {"least": period.words()}
            faults.append(("notice_length", says))
    if plan.extensions_allowed:
        least = rule(RuleKey.NOTICE_EXTENSION)
        if plan.extension_length < least.number:
            says = _("Each extension runs for %(least)s at least") % {"least": least.words()}
            faults.append(("extension_length", says))
    if achievement.regime == Regime.NEGOTIATED:
        faults += _publicity_faults(plan)
    if achievement.regime == Regime.AUCTION:
        faults += _sale_faults(plan)
    return faults


def latest_end(achievement: Achievement, plan: NoticePlan, published_at: datetime) -> datetime:
    """When a notice published at that moment is over at the latest: its planned length, every extension, the sale."""
    period = notice_rule(achievement.regime, achievement.price)
    if achievement.regime == Regime.AUCTION:
        least = period_end(published_at, period).at
        return max(least, plan.sale_at) if plan.sale_at else least
    whole = replace(period, value=Decimal(max(plan.notice_length or 0, period.number)))
    ends_at = period_end(published_at, whole).at
    if achievement.regime != Regime.NEGOTIATED and plan.extension_length:
        extension = replace(rule(RuleKey.NOTICE_EXTENSION), value=Decimal(plan.extension_length))
        for _time in range(plan.extensions_allowed):
            ends_at = period_end(ends_at - timedelta(microseconds=1), extension).at
    return ends_at


def _publicity_faults(plan: NoticePlan) -> list[tuple[str, str]]:
    """A negotiated price is publicised with its buyer and what ties the inventors to it (R3-03, R3-04)."""
    faults = []
    if not plan.intended_buyer_name:
        faults.append(("intended_buyer_name", _("Name the buyer with whom the price was negotiated")))
    elif plan.intended_buyer is None and is_shared_name(plan.intended_buyer_name):
        faults.append(("intended_buyer_name", _("Several organisations here bear this name: give the buyer's number")))
    if plan.related_party is None:
        faults.append(("related_party", _("Declare whether the buyer is an inventor or tied to one")))
    if plan.related_party and not plan.relation:
        faults.append(("relation", _("Say what ties them")))
    return faults


def _sale_faults(plan: SaleTerms) -> list[tuple[str, str]]:
    """What is not stated of the sale; once all is, what would keep it from being announced this very moment."""
    lacks = [(name, says) for name, says in _sale_lacks() if getattr(plan, name) in (None, "")]
    if lacks:
        return lacks
    fault = sale_fault(plan, now())
    return [("sale_at", fault)] if fault else []


def _sale_lacks() -> list[tuple[str, str]]:
    return [
        ("auctioneer", _("Name the auctioneer")),
        ("licence_number", _("Give the number of its licence")),
        ("viewing_place", _("State where it can be viewed")),
        ("viewing_from", _("State from when it can be viewed")),
        ("viewing_until", _("State until when it can be viewed")),
        ("sale_place", _("Say where the sale takes place")),
        ("sale_at", _("Say when the sale takes place")),
    ]


def sale_fault(sale: SaleTerms, published_at: datetime) -> str:
    """Why this sale cannot be announced at that moment, or nothing: seven days before it, two of viewing (R3-30)."""
    if sale.sale_at is None or sale.viewing_from is None or sale.viewing_until is None:
        return _("State the auctioneer, the viewing and the sale")
    ahead, viewing = rule(RuleKey.NOTICE_AUCTION), rule(RuleKey.VIEWING)
    if sale.sale_at < period_end(published_at, ahead).at:
        return _("Between the notice and the sale lie at least %(least)s") % {"least": ahead.words()}
    if sale.viewing_from < published_at:
        return _("The viewing begins after the notice is published")
    if not sale.viewing_from < sale.viewing_until <= sale.sale_at:
        return _("The viewing lies before the sale")
    if not is_long_enough(sale.viewing_from, sale.viewing_until, viewing):
        return _("The viewing lasts at least %(least)s") % {"least": viewing.words()}
    return ""


def is_long_enough(since: datetime, until: datetime, period: RuleValue) -> bool:
    """Days are counted by their dates, the first one too."""
    if not period.counts_days:
        return until - since >= period.period
    return (official_date(until) - official_date(since)).days + 1 >= period.number


def buyers_named(name: str) -> list[Organisation]:
    """The admitted organisations of exactly this number, else of exactly this name: two where several bear it."""
    given = name.strip()
    if not given:
        return []
    admitted = Organisation.objects.filter(state=OrganisationState.ADMITTED).order_by("pk").distinct()
    by_number = list(admitted.filter(identifiers__value__iexact=given)[:2])
    return by_number or list(admitted.filter(Q(name_zh=given) | Q(name_en__iexact=given))[:2])


def buyer_named(name: str) -> Organisation | None:
    """The one organisation that is meant; none where nobody here bears the name, or several do."""
    found = buyers_named(name)
    return found[0] if len(found) == 1 else None


def is_shared_name(name: str) -> bool:
    """Whether the name alone does not say who is meant."""
    return len(buyers_named(name)) > 1
