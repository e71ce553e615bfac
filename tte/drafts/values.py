"""The values of a form as they were typed, before anything is checked: which are kept, how they come back."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from tte.common.errors import DomainError

Values = dict[str, list[str]]
Rows = Mapping[str, type[forms.Form]]
SECRET = (forms.PasswordInput, forms.FileInput, forms.HiddenInput)
ROW = re.compile(r"(?P<prefix>\w+)-(?P<place>\d{1,3})-(?P<field>\w+)")


class TooMuchTyped(DomainError):
    code = "too_much_typed"


def field_of(form: type[forms.Form], rows: Rows, name: str) -> forms.Field | None:
    """The field behind a posted name, if its typing is kept: no password, no file, nothing hidden, nothing strange."""
    field = form.base_fields.get(name)
    row = None if field else ROW.fullmatch(name)
    if row and row["prefix"] in rows:
        field = rows[row["prefix"]].base_fields.get(row["field"])
    return None if field is None or isinstance(field.widget, SECRET) else field


def typed_values(form: type[forms.Form], rows: Rows, data: QueryDict, *, most: int | None = None) -> Values:
    """What is kept of a posted form. PostgreSQL takes no NUL; more than the limit is refused as a whole."""
    limit = most or settings.TTE_DRAFT_CHARACTERS
    values = {
        name: [text.replace("\x00", "") for text in data.getlist(name)] for name in data if field_of(form, rows, name)
    }
    if sum(len(text) for texts in values.values() for text in texts) > limit:
        raise TooMuchTyped(
            _("More than %(limit)s characters cannot be kept; send the form, or put the text into a file"),
            limit=f"{limit:,}",
        )
    return values


def has_text(values: Values) -> bool:
    return any(text.strip() for texts in values.values() for text in texts)


def shown_texts(value: object) -> list[str]:
    """What the widget of a field sends back where nothing was typed."""
    given = value if isinstance(value, list | tuple) else [value]
    return ["" if each is None else _written(each) for each in given]


def _written(value: object) -> str:
    """A moment as its widget sends it: by the clock of its field, to the minute."""
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else str(value)


def as_data(values: Values) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, texts in values.items():
        data.setlist(name, texts)
    return data


def raw_values(form: type[forms.Form], values: Values, prefix: str = "") -> dict[str, object]:
    """What the widgets of a form read from kept values: the initial values that show the typing again, unchecked."""
    data = as_data(values)
    return {
        name: field.widget.value_from_datadict(data, {}, prefix + name)
        for name, field in form.base_fields.items()
        if not isinstance(field.widget, SECRET) and not field.widget.value_omitted_from_data(data, {}, prefix + name)
    }


def kept_rows(form: type[forms.Form], values: Values, prefix: str) -> list[dict[str, object]]:
    """The rows of a form set as they were typed, without those that hold nothing."""
    found = (ROW.fullmatch(name) for name in values)
    places = sorted({int(each["place"]) for each in found if each and each["prefix"] == prefix})
    rows = (raw_values(form, values, f"{prefix}-{place}-") for place in places)
    return [row for row in rows if any(value not in (None, "", False) for value in row.values())]


def differing(first: Values, second: Values) -> Iterator[str]:
    """The names whose typing differs."""
    for name in dict.fromkeys([*first, *second]):
        if first.get(name, [""]) != second.get(name, [""]):
            yield name
