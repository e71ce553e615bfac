"""Fields and what is wrong with them. A builtin of the template engine. How to use: docs/style.md."""

from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BaseFormSet, Form
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from tte.common import fieldviews, formats
from tte.common.languages import is_chinese, spoken_language

register = template.Library()


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField,
    rule: str = "",
    hint: str = "",
    before: str = "",
    after: str = "",
    money: bool = False,
    optional: bool | None = None,
) -> dict:
    """A bound field: label above, control, hint with the id of the rule, fault. `money` sets ¥ before, 万元 after."""
    kind, says = fieldviews.kind_of(bound), hint or bound.help_text
    hinted = bool(says or rule)
    amount = fieldviews.amount_in(bound) if money else None
    context = {
        "field": bound,
        "kind": kind,
        "hint": says,
        "rule": rule,
        "before": "¥" if money else before,
        "after": after,
        "limit": settings.TTE_UPLOAD_LIMIT,
        "beside": formats.wan(amount, spoken_language()) if amount is not None else None,
        "money": money and is_chinese(),
        "optional": not bound.field.required if optional is None else optional,
        "asked": getattr(bound.field, "asked", None),
        "described_by": fieldviews.described_by(bound, hinted),
    }
    if kind in ("control", "check", "drop"):
        context["control"] = (
            fieldviews.control(bound, hinted=hinted, money=money)
            if kind == "control"
            else fieldviews.draw(bound, {}, hinted=hinted)
        )
    return context


@register.inclusion_tag("components/form_faults.html")
def form_faults(form: Form) -> dict:
    """Everything that is wrong, gathered on top with links to the places; it takes the focus."""
    rows: list[tuple] = [("", "", fault) for fault in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else f"#{fieldviews.anchor_of(bound)}"
        rows += [(target, bound.label, fault) for fault in bound.errors]
    return {"rows": rows, "count": len(rows)}


@register.simple_tag(takes_context=True)
def fault_mark(context: template.Context) -> str:
    """ "Error: " before the title of a page that refused what was sent, so that it is the first thing heard."""
    given: list[Any] = list(context.flatten().values())
    given += [each for value in given if type(value) is dict for each in value.values()]
    forms = [value for value in given if issubclass(type(value), BaseForm | BaseFormSet)]  # asks no lazy object
    return _("Error: ") if any(form.is_bound and not form.is_valid() for form in forms) else ""
