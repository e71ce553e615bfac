"""How a bound field of a form is drawn: which component, which attributes its control carries."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

PICK_LIMIT = 6


def kind_of(bound: BoundField) -> str:
    """hidden, check, pick (few radio choices), radios, checks, drop, or control (anything with one input)."""
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checks"
    if isinstance(widget, forms.RadioSelect):
        return "pick" if len(list(widget.choices)) <= PICK_LIMIT else "radios"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "drop" if isinstance(widget, forms.FileInput) else "control"


def anchor_of(bound: BoundField) -> str:
    """The id a link to this field's fault leads to: its control, or the first of its choices."""
    return f"{bound.auto_id}_0" if kind_of(bound) in ("pick", "radios", "checks") else bound.auto_id


def prepare_date(bound: BoundField) -> None:
    """Dates and moments use the browser's own picker, which reads and writes ISO whatever the page's language."""
    widget = bound.field.widget
    if isinstance(widget, forms.DateTimeInput):
        widget.input_type, widget.format = "datetime-local", "%Y-%m-%dT%H:%M"
    elif isinstance(widget, forms.DateInput):
        widget.input_type, widget.format = "date", "%Y-%m-%d"


def described_by(bound: BoundField, hinted: bool) -> str:
    ids = [f"{bound.auto_id}_hint"] if hinted else []
    if bound.errors:
        ids.append(f"{bound.auto_id}_fault")
    return " ".join(ids)


def control(bound: BoundField, *, hinted: bool, money: bool) -> SafeString:
    """The control itself, with its class, its hint and fault named to assistive technology."""
    widget = bound.field.widget
    prepare_date(bound)
    numeric = money or isinstance(bound.field, forms.IntegerField | forms.DecimalField)
    is_select = isinstance(widget, forms.Select) and not getattr(widget, "allow_multiple_selected", False)
    attrs = {"class": "select" if is_select else "control is-n" if numeric else "control"}
    if numeric and isinstance(widget, forms.NumberInput):
        widget.input_type = "text"
        attrs["inputmode"] = "decimal"
    if isinstance(widget, forms.Textarea):
        attrs["data-autosize"] = ""
    if money:
        attrs["data-money"] = ""
    return draw(bound, attrs, hinted=hinted)


def draw(bound: BoundField, attrs: dict[str, str], *, hinted: bool) -> SafeString:
    if describing := described_by(bound, hinted):
        attrs["aria-describedby"] = describing
    if bound.errors:
        attrs["aria-invalid"] = "true"
    attrs["lang"] = {"_zh": "zh-Hans", "_en": "en"}.get(bound.name[-3:], "")
    extra = bound.field.widget.attrs.pop("class", "")
    attrs["class"] = f"{attrs.get('class', '')} {extra}".strip()
    return bound.as_widget(attrs={name: value for name, value in attrs.items() if value or name.startswith("data-")})


def amount_in(bound: BoundField) -> Decimal | None:
    """The amount now in a field, for the unit beside it; nothing when it is not a number yet."""
    try:
        value = bound.value()
        return Decimal(str(value).replace(",", "")) if value not in (None, "") else None
    except InvalidOperation:
        return None
