"""Marks for correction as pages show them: the places that may be marked, what they hold in words, where they stand."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from listings.forms.achievement import DraftForm
from listings.forms.notice_plan import NoticePlanForm
from listings.models import Achievement
from listings.presenting.record_words import row_in_words
from listings.selectors.correction import CORRECTABLE, NOTICE, NUMBERED, correctable, marked_rows
from listings.selectors.notice_plan import plan_of, shown_fields
from listings.selectors.unit_review import asking_case
from tte.casework.presenting import asked_fields, typed_answers
from tte.common.formats import yuan

ROWS: dict[str, str | Promise] = {
    "rights": _("Rights"),
    "shares": _("Shares of the right"),
    "licences": _("Existing licences"),
    "first_refusals": _("First refusals"),
    "pictures": _("Pictures"),
    "attachments": _("Attachments"),
}


def field_choices(achievement: Achievement) -> list[tuple[str, str]]:
    """What an auditor may mark, in the order and with the names of the author's forms; each row by itself, too."""
    fields = [(name, str(field.label)) for name, field in DraftForm.base_fields.items() if name in CORRECTABLE]
    for name, rows in marked_rows(achievement).items():
        fields.append((name, str(ROWS[name])))
        for place, (key, row) in enumerate(rows.items(), start=1):
            fields.append((f"{name}.{key}", f"{ROWS[name]} {place} · {row_in_words(row)}"[:120]))
    return [*fields, *((f"{NOTICE}.{name}", notice_label(name)) for name in shown_fields(achievement.regime))]


def notice_label(name: str) -> str:
    field = NoticePlanForm.base_fields.get(name)
    return f"{_('Plan of the notice')} · {field.label if field else name}"


def named_in(achievement: Achievement) -> Callable[[str], str]:
    """How a mark is called, also on a row that is gone or a question no longer asked."""
    rows = SimpleLazyObject(lambda: {name: list(each) for name, each in marked_rows(achievement).items()})

    def named(field: str) -> str:
        name, _dot, key = field.partition(".")
        if name == NOTICE:
            return notice_label(key)
        if name not in ROWS:
            return str(DraftForm.base_fields[name].label) if name in DraftForm.base_fields else name
        if not key or name in NUMBERED:
            return f"{ROWS[name]} {key}".strip()
        keys, gone = rows[name], _("no longer there")
        return f"{ROWS[name]} {keys.index(int(key)) + 1 if int(key) in keys else gone}"

    return named


def shown_by(achievement: Achievement) -> Callable[[str, str], str]:
    """How a stored value is said: choices by their names, rows in words."""
    form = SimpleLazyObject(lambda: DraftForm(achievement=achievement))
    plan = SimpleLazyObject(lambda: NoticePlanForm(achievement=achievement, plan=plan_of(achievement)))

    def shown(field: str, value: str) -> str:
        name, _dot, key = field.partition(".")
        if name in ROWS:
            return rows_in_words(value) or "—"
        asked = plan.fields.get(key) if name == NOTICE else form.fields.get(name)
        choices = {str(code): words for code, words in _pairs(getattr(asked, "choices", ()))}
        if name in ("price", "increment") and value:
            return yuan(value)
        return str(choices.get(SPOKEN.get(value, value), value)) or "—"

    return shown


SPOKEN = {"True": "yes", "False": "no"}


def _pairs(choices: Any) -> list[tuple[Any, Any]]:
    """The choices of a list without its groups."""
    flat: list[tuple[Any, Any]] = []
    for code, words in choices:
        flat += words if isinstance(words, list | tuple) else [(code, words)]
    return flat


def rows_in_words(value: str) -> str:
    """Rows as they were kept, in words; what was kept as words stays so."""
    try:
        found = json.loads(value) if value else []
    except ValueError:
        return value
    rows = found if isinstance(found, list) else [found]
    return "; ".join(row_in_words(row) for row in rows if isinstance(row, dict))


def asked_beside(achievement: Achievement, draft: DraftForm, lists: dict[str, Any]) -> dict[str, Any]:
    """Put what is asked beside each field, set of rows and row of the draft, and of the `lists` below it."""
    held = correctable(achievement)
    asked = asked_fields(asking_case(achievement), held, typed_answers(draft))
    for name, field in draft.fields.items():
        field.asked = asked.get(name)
    for name, rows in draft.row_sets.items():
        for place, form in enumerate(rows.forms, start=1):
            form.asked = asked.get(f"{name}.{place}")
    for row in lists["rights"]:
        row["form"].asked = asked.get(f"rights.{row['right'].pk}")
    for picture, _shot, form in lists["pictures"]:
        form.asked = asked.get(f"pictures.{picture.pk}")
    for attachment, form in lists["attachments"]:
        form.asked = asked.get(f"attachments.{attachment.pk}")
    return {
        "asked_rows": {name: asked.get(name) for name in ROWS},
        "asked_of_notice": [each for field, each in asked.items() if field.startswith(f"{NOTICE}.")],
        "asked_elsewhere": [each for field, each in asked.items() if not _has_place(field, held, draft)],
    }


def _has_place(field: str, held: dict[str, str], draft: DraftForm) -> bool:
    """Whether something on the pages shows it; a row that was marked may be gone."""
    return field in held and ("." in field or field in ROWS or field in draft.fields)


def asked_of_plan(achievement: Achievement, form: NoticePlanForm) -> None:
    """Put beside each question about the notice what is asked of it."""
    asked = asked_fields(asking_case(achievement), correctable(achievement), typed_answers(form))
    for name, field in form.fields.items():
        found = asked.get(f"{NOTICE}.{name}")
        field.asked = replace(found, form="plan") if found else None
