"""Two versions of one form beside each other, in the words of the form."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tte.drafts.forms import KeptForm
from tte.drafts.models import Draft
from tte.drafts.values import ROW, Values, differing, field_of


@dataclass(frozen=True)
class Difference:
    """One field that was typed in two ways, each in words."""

    name: str
    label: str | Promise
    standing: str
    aside: str


@dataclass(frozen=True)
class Versions:
    """What stands, and the newest of what was put aside."""

    tab: str
    standing_at: datetime
    aside_at: datetime
    rows: list[Difference]


def versions_of(draft: Draft, form: type[KeptForm]) -> Versions | None:
    """The two versions to choose between; nothing where nothing is put aside."""
    if not draft.aside:
        return None
    tab, newest = max(draft.aside.items(), key=lambda item: item[1]["at"])
    aside: Values = newest["values"]
    places = {name: place for place, name in enumerate(form.base_fields)}
    names = sorted(differing(draft.values, aside), key=lambda name: (places.get(name, len(places)), name))
    rows = [
        Difference(name, _label(form, name), _shown(form, name, draft.values), _shown(form, name, aside))
        for name in names
    ]
    return Versions(tab, draft.saved_at, datetime.fromisoformat(newest["at"]), rows)


def _label(form: type[KeptForm], name: str) -> str | Promise:
    field, row = field_of(form, form.kept_rows, name), ROW.fullmatch(name)
    if field is None:
        return name
    if row and name not in form.base_fields:
        return _("Row %(number)s, %(field)s") % {"number": int(row["place"]) + 1, "field": field.label}
    return field.label


def _shown(form: type[KeptForm], name: str, values: Values) -> str:
    field, texts = field_of(form, form.kept_rows, name), values.get(name, [])
    if isinstance(field, forms.BooleanField):
        return _("Yes") if texts else _("No")
    if isinstance(field, forms.ChoiceField):
        words = _words_of(field)
        return _(", ").join(words.get(text, text) for text in texts if text)
    return "\n".join(texts)


def _words_of(field: forms.ChoiceField) -> dict[str, str]:
    """The words of all choices, those of groups too."""
    words: dict[str, str] = {}
    for value, label in field.choices:
        members = label if isinstance(label, list | tuple) else [(value, label)]
        words |= {str(each): str(said) for each, said in members}
    return words
