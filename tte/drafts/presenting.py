"""Two versions of one form beside each other, in the words of the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tte.drafts.forms import KeptForm
from tte.drafts.merging import ChangedMeanwhile, Seen, fingerprint
from tte.drafts.models import Draft
from tte.drafts.values import ROW, Values, differing, field_of, kept_rows, shown_texts, typed_values


@dataclass(frozen=True)
class Difference:
    """One field that was typed in two ways, each in words."""

    name: str
    label: str | Promise
    standing: str
    aside: str


@dataclass(frozen=True)
class Clash:
    """One field that was changed here and in the record: what stands, what was typed, and the mark of what stands."""

    name: str
    label: str | Promise
    standing: str
    typed: str
    mark: str


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


def put_together(draft: Draft, aside: Mapping[str, Any], picked: list[str]) -> tuple[Values, Seen]:
    """What stands with the picked fields of the other version; what each was made with goes along."""
    values, seen = dict(draft.values), dict(draft.seen)
    for name in picked:
        row = ROW.fullmatch(name)
        for into, source, key in (
            (values, aside["values"], name),
            (seen, aside["seen"], row["prefix"] if row else name),
        ):
            into.pop(key, None)
            into |= {key: source[key]} if key in source else {}
    return values, seen


def compared(form: KeptForm, fresh_form: Callable[[], KeptForm], *, of: Model) -> list[Clash]:
    """Where the record `of` changed under a form that was sent. What was left alone in it shows what stands now."""
    if not isinstance(form.refusal, ChangedMeanwhile):
        return []
    of.refresh_from_db()
    fresh = fresh_form()
    typed = typed_values(type(form), form.kept_rows, form.data)
    found = [_clash(form, fresh, name, typed) for name in form.refusal.names]
    form.take_in(fresh)
    return found


def _clash(form: KeptForm, fresh: KeptForm, name: str, typed: Values) -> Clash:
    mark = fingerprint(fresh.stands[name])
    if name in form.kept_rows:
        row = form.kept_rows[name]
        rows = _rows_shown(row, fresh.stands[name]), _rows_shown(row, kept_rows(row, typed, name))
        return Clash(name, form.rows_label(name), *rows, mark)
    field, standing = form.fields[name], shown_texts(fresh[name].value())
    return Clash(name, field.label or "", _in_words(field, standing), _in_words(field, typed.get(name, [])), mark)


def _rows_shown(row: type[forms.Form], rows: list[dict[str, Any]]) -> str:
    fields = row().fields
    cells = [
        [_in_words(fields[name], shown_texts(fields[name].prepare_value(value))) for name, value in each.items()]
        for each in rows
    ]
    return "\n".join(" · ".join(text for text in line if text) for line in cells)


def _label(form: type[KeptForm], name: str) -> str | Promise:
    field, row = field_of(form, form.kept_rows, name), ROW.fullmatch(name)
    if field is None:
        return name
    if row and name not in form.base_fields:
        return _("Row %(number)s, %(field)s") % {"number": int(row["place"]) + 1, "field": field.label}
    return field.label


def _shown(form: type[KeptForm], name: str, values: Values) -> str:
    return _in_words(field_of(form, form.kept_rows, name), values.get(name, []))


def _in_words(field: forms.Field | None, texts: list[str]) -> str:
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
