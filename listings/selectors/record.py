"""The record of an achievement as plain values: fields and rows in one order for forms, versions and programs."""

from datetime import date
from decimal import Decimal
from typing import Any

from listings.models import Achievement, ExistingLicence, FirstRefusal, IPRight, RightShare

WORK = (
    *("title_zh", "title_en", "abstract_zh", "abstract_en", "field", "kind"),
    *("keywords_zh", "keywords_en", "description_zh", "description_en"),
    *("region", "industry", "forms", "origin", "level", "stage"),
    *("registration_number", "registered_on", "research_from", "research_to"),
    *("value_scientific", "value_technical", "value_economic", "value_social", "value_cultural"),
)
MATURITY = ("maturity", "maturity_13", "maturity_on", "maturity_evaluator")
OWNERSHIP = (
    *("is_fiscally_funded", "funding_source", "project_number", "project_name"),
    *("is_encumbered", "encumbrances_zh", "encumbrances_en"),
    *("bears_on_security", "approval_department", "approval_number", "approved_on"),
    *("is_central_unit", "finance_filed_on"),
)
TERMS = (
    *("regime", "right_offered", "price", "price_basis_kind", "price_basis", "increment"),
    *("ways", "territory", "territory_note", "term_years"),
    *("payment_method", "payment_terms_zh", "payment_terms_en", "buyer_conditions_zh", "buyer_conditions_en"),
    *("is_related_party", "related_party_note", "risks_zh", "risks_en"),
)
SCALES = ("maturity", "maturity_13")
NONE_STATED = {
    "no_licences": ("licences",),
    "no_first_refusals": ("first_refusals",),
    "no_buyer_conditions": ("buyer_conditions_zh", "buyer_conditions_en"),
    "no_risks": ("risks_zh", "risks_en"),
}
"""The statement that there is none → the fields or rows that would say what there is (R3-33)."""
RECORD_FIELDS = (*WORK, *MATURITY, *OWNERSHIP, *TERMS, *NONE_STATED)

RIGHT_FIELDS = ("ip_type", "number", "name", "holder", "status", "filed_on", "granted_on", "published_on", "expires_on")
ROW_FIELDS = {
    "shares": ("owner", "name", "percent", "consented_on"),
    "licences": ("licensee", "mode", "territory", "granted_on", "ends_on", "note"),
    "first_refusals": ("name", "ground", "rank"),
}
ROW_MODELS: dict[str, Any] = {"shares": RightShare, "licences": ExistingLicence, "first_refusals": FirstRefusal}

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def typed_once(values: dict[str, Any]) -> dict[str, Any]:
    """Values by the field they are typed in: the two scales of maturity are one."""
    given = {name: value for name, value in values.items() if name not in SCALES}
    return given | ({"maturity": [values[name] for name in SCALES]} if SCALES[0] in values else {})


def stored_rows(achievement: Achievement) -> Rows:
    """The rows that are typed with the record, as they stand."""
    return {
        name: list(model.objects.filter(achievement=achievement).order_by("pk").values(*ROW_FIELDS[name]))
        for name, model in ROW_MODELS.items()
    }


def content_of(achievement: Achievement) -> dict[str, Any]:
    """All that a version keeps, as plain values of JSON."""
    rights = IPRight.objects.filter(achievement=achievement).order_by("pk").values(*RIGHT_FIELDS)
    files = achievement.attachments.select_related("file").order_by("position", "pk")
    pictures = achievement.pictures.select_related("file").order_by("position", "pk")
    rows: Rows = {**stored_rows(achievement), "rights": list(rights)}
    rows["attachments"] = [
        {"name": each.file.name, "sha256": each.file.sha256, "audience": each.audience}
        | {"evidence": each.evidence, "description": each.description}
        for each in files
    ]
    rows["pictures"] = [
        {"name": each.file.name, "sha256": each.file.sha256, "alt_zh": each.alt_zh, "alt_en": each.alt_en}
        for each in pictures
    ]
    fields = {name: plain(getattr(achievement, name)) for name in RECORD_FIELDS}
    return fields | {name: [{key: plain(value) for key, value in row.items()} for row in rows[name]] for name in rows}


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
