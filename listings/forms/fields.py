"""Fields that forms of the trade share."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from listings.undertakings import CURRENT
from tte.codelists.selectors.codes import lazy_choices
from tte.common import formats
from tte.common.clock import official_zone
from tte.common.languages import spoken_language

YES, NO = "yes", "no"


class AmountField(forms.DecimalField):
    """Yuan with at most two decimals; thousands separators, the yuan sign and full-width digits may be typed."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("min_value", Decimal("0.01"))
        super().__init__(max_digits=16, decimal_places=2, **options)
        self.widget.attrs.update(inputmode="decimal", autocomplete="off")

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str):
            value = re.sub(r"[\s,，¥￥ ]", "", value)
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
        return value


class StatementField(forms.TypedChoiceField):
    """Yes or no; None as long as nothing is said."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        pairs = [(YES, _("Yes")), (NO, _("No"))]
        super().__init__(coerce=lambda value: value == YES, empty_value=None, choices=pairs, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: YES, False: NO, "True": YES, "False": NO}.get(value, value)


class NoneInput(forms.CheckboxInput):
    """A tick; a program or a file may say no in a word as well."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        given = data.get(name)
        return given not in (None, "", NO, "False", "false", False)


class NoneField(forms.BooleanField):
    """The statement that there is none of something; left alone it states nothing."""

    widget = NoneInput

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def to_python(self, value: Any) -> bool:
        if value not in (YES, NO, True, False):
            raise forms.ValidationError(_("Answer yes or no"))
        return value in (YES, True)


def code_field(label: str | Promise, list_name: str, *, parent: str | None = None, **options: Any) -> forms.ChoiceField:
    """One code of a list, or none."""
    pairs = lazy_choices(list_name, parent=parent, blank=_("Choose"))
    return forms.ChoiceField(label=label, required=False, choices=pairs, **options)


def codes_field(label: str | Promise, list_name: str) -> forms.MultipleChoiceField:
    """Any codes of a list."""
    return forms.MultipleChoiceField(
        label=label, required=False, choices=lazy_choices(list_name), widget=forms.CheckboxSelectMultiple
    )


def text_field(label: str | Promise, length: int, *, rows: int = 0, **options: Any) -> forms.CharField:
    """Text that may be left out; `rows` makes it some paragraphs."""
    if rows:
        options["widget"] = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=length, required=False, **options)


def date_field(label: str | Promise, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}), **options)


def zone_named() -> str:
    """The official zone by the name the reader knows it by."""
    return formats.zone_name(settings.TTE_TIME_ZONE, spoken_language(), datetime.now(UTC))


class MomentField(forms.DateTimeField):
    """A moment by the clock of the official zone, which is named beside it."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        super().__init__(required=required, help_text=lazy(zone_named, str)(), **options)

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(official_zone()):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(official_zone()):
            return super().prepare_value(value)


class VersionTick(forms.CheckboxInput):
    """A tick that sends the version of the undertakings that was read; one that has changed meanwhile is read anew."""

    def __init__(self) -> None:
        super().__init__(attrs={"value": str(CURRENT)}, check_test=lambda value: str(value) == str(CURRENT))

    def format_value(self, value: Any) -> None:
        return None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name)


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files; the cleaned value is a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list:
        chosen = [each for each in data or [] if each] if isinstance(data, list | tuple) else [data] if data else []
        if not chosen and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(SeveralFilesField, self).clean(each, initial) for each in chosen]
