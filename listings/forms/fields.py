"""Fields that forms of the trade share."""

import re
from decimal import Decimal
from typing import Any

from django import forms


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
