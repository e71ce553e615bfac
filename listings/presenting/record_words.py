"""The values of a record in words, by the name of their column: for pages, previews and comparisons."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.codes import INDUSTRY
from listings.enums import AttachmentAudience, Evidence, Owner, Regime, RightOffered
from listings.forms.achievement import DraftForm
from listings.forms.rows import ROW_LABELS
from listings.selectors.record import NONE_STATED, Row
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.formats import yuan

CODES: dict[str, str] = {
    "field": CodeList.TECHNOLOGY_FIELD,
    "kind": CodeList.ACHIEVEMENT_KIND,
    "origin": CodeList.ACHIEVEMENT_ORIGIN,
    "forms": CodeList.ACHIEVEMENT_FORM,
    "level": CodeList.ACHIEVEMENT_LEVEL,
    "stage": CodeList.ACHIEVEMENT_STAGE,
    "region": CodeList.REGION,
    "industry": INDUSTRY,
    "funding_source": CodeList.PLAN_SOURCE,
    "ways": CodeList.CONVERSION_WAY,
    "territory": CodeList.LICENCE_TERRITORY,
    "price_basis_kind": CodeList.PRICE_BASIS,
    "payment_method": CodeList.PAYMENT_METHOD,
    "ip_type": CodeList.IP_TYPE,
    "status": CodeList.IP_STATUS,
    "mode": CodeList.LICENCE_MODE,
    "ground": CodeList.FIRST_REFUSAL_GROUND,
}
CHOICES: dict[str, type[TextChoices]] = {
    "regime": Regime,
    "right_offered": RightOffered,
    "owner": Owner,
    "audience": AttachmentAudience,
    "evidence": Evidence,
}
AMOUNTS = ("price", "increment")
NONE_LABELS = {
    "no_licences": gettext_lazy("Existing licences"),
    "no_first_refusals": gettext_lazy("First refusals"),
    "no_buyer_conditions": gettext_lazy("Required of the buyer"),
    "no_risks": gettext_lazy("Risks and defects"),
}
"""What the holder states there is none of, as the heading of that statement."""


def in_words(name: str, value: Any) -> str:
    """One value as a reader says it; nothing for what is not said."""
    if value in (None, "", []):
        return ""
    if name in NONE_STATED:
        return _("None, as the holder states") if value else ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return _(", ").join(in_words(name, each) for each in value)
    if name in CODES:
        return label(CODES[name], str(value))
    if name in CHOICES:
        return words_of(CHOICES[name], value)
    if name == "maturity":
        return f"TRL {value}　{label(CodeList.MATURITY, str(value))}"
    if name == "maturity_13":
        return f"{value}/13　{label(CodeList.MATURITY_13, str(value))}"
    if name in AMOUNTS:
        return yuan(value)
    return f"{value} %" if name == "percent" else str(value)


def row_in_words(row: Row) -> str:
    """A row of a record in one line."""
    return " · ".join(words for name, value in row.items() if name != "sha256" and (words := in_words(name, value)))


def words_of(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value in choices.values else "—"


def field_label(name: str) -> str:
    if name == "maturity_13":
        return _("Maturity, thirteen levels")
    return str(NONE_LABELS.get(name) or DraftForm.base_fields[name].label)


def rows_label(name: str) -> str:
    named = {
        "rights": _("Rights"),
        "attachments": _("Attachments"),
        "pictures": _("Pictures"),
    }
    return str((ROW_LABELS | named)[name])
