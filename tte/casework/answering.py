"""A form that asks the lines of a checklist beside what it asks of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from tte.casework.enums import LineAnswer
from tte.casework.selectors.checklist import Answer, Line
from tte.casework.services.checklist import LONGEST_NOTE, LinesRefused
from tte.drafts.forms import KeptForm
from tte.drafts.values import Values


def answer_field(label: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=LineAnswer.choices, required=False, widget=forms.RadioSelect)


def note_field(line: str = "") -> forms.CharField:
    """Named by its line for whoever hears the page; the blank placeholder tells the style whether it is empty."""
    named = {"aria-label": f"{_('Note')}: {line}"} if line else {}
    widget = forms.TextInput(attrs={"placeholder": " ", **named})
    return forms.CharField(label=_("Note"), max_length=LONGEST_NOTE, required=False, widget=widget)


class LineForm(forms.Form):
    """The answer to one line, as its typing is kept."""

    answer = answer_field()
    note = note_field()


@dataclass(frozen=True)
class AskedLine:
    """A line with its two controls."""

    line: Line
    answer: BoundField
    note: BoundField

    @property
    def is_overruled(self) -> bool:
        return bool(self.answer.value() or self.note.value() or self.answer.errors or self.note.errors)


class ChecklistForm(KeptForm):
    """Give it the `lines` of the case; what was answered comes out as `answers`. A refusal stands at its lines."""

    kept_as = "case.checklist"
    kept_rows: ClassVar = {"line": LineForm}

    def __init__(self, *args: Any, lines: Sequence[Line] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        for line in lines:
            self.fields[line.field] = answer_field(line.name())
            self.fields[line.note_field] = note_field(line.name())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = dict(super().clean() or self.cleaned_data)
        pairs = [(line, cleaned.pop(line.field, ""), cleaned.pop(line.note_field, "")) for line in self.lines]
        return cleaned | {"answers": [Answer(line.code, answer, note) for line, answer, note in pairs if answer]}

    def carry_out(self, service: Callable[..., Any], **given: Any) -> bool:
        refused: list[tuple[str, Any]] = []

        def act(**wanted: Any) -> Any:
            try:
                return service(**wanted)
            except LinesRefused as refusal:
                refused.extend((refusal.field_of(line), refusal.says) for line in refusal.lines)
                raise

        done = super().carry_out(act, **given)
        if refused:
            self.errors.pop(NON_FIELD_ERRORS, None)  # each line says it for itself
        for name, says in refused:
            self.add_error(name if name in self.fields else None, says)
        return done

    def show_again(self, values: Values, seen: dict[str, str]) -> None:
        super().show_again(values, seen)
        typed = {name: texts[0] for name, texts in values.items() if name.startswith("line-") and texts}
        self.initial = {**self.initial, **typed}

    @property
    def asked_lines(self) -> list[AskedLine]:
        return [AskedLine(line, self[line.field], self[line.note_field]) for line in self.lines]

    @property
    def proven_lines(self) -> list[AskedLine]:
        """Those that the checks answer."""
        return [each for each in self.asked_lines if each.line.is_proven]

    @property
    def is_overruled(self) -> bool:
        return any(each.is_overruled for each in self.proven_lines)
