"""The upload, the columns, the choice between all and the good rows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tte.common.formats import file_size
from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm
from tte.drafts.merging import Seen
from tte.drafts.values import Values
from tte.imports.enums import BatchState, Mode
from tte.imports.kinds import Field, ImportKind
from tte.imports.models import Batch
from tte.imports.reading.shapes import Line
from tte.imports.selectors import kind_of

SHOWN = 3


class UploadForm(ActionForm):
    upload = forms.FileField(label=_("File"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["upload"].help_text = _(
            "CSV, Excel (.xlsx) or JSON lines, plain or packed as .gz; up to %(size)s and %(rows)s rows"
        ) % {"size": file_size(settings.TTE_UPLOAD_LIMIT), "rows": f"{settings.TTE_IMPORT_ROWS:,}"}


class ColumnForm(forms.Form):
    """What a column of the file holds, as it is kept before the columns are read."""

    field = forms.CharField(label=pgettext_lazy("of a row", "Field"), required=False)


class ColumnsForm(KeptForm):
    """For each column of the file the field it holds, or none."""

    kept_as = "import.columns"
    kept_rows = {"columns": ColumnForm}

    def __init__(self, batch: Batch, *given: Any, head: Sequence[Line] = (), **named: Any) -> None:
        super().__init__(*given, about=str(batch.pk), **named)
        kind, chosen = kind_of(batch), {place: code for code, place in batch.columns.items()}
        self.kind, self.columns = kind, []
        choices = [("", _("– leave out –")), *((each.code, _label(each)) for each in kind.fields)]
        for place, heading in enumerate(batch.shape["headings"]):
            name = f"columns-{place}-field"
            self.fields[name] = forms.ChoiceField(
                label=heading or _("Column without a heading"),
                choices=choices,
                required=False,
                initial=chosen.get(place, ""),
                widget=forms.Select(attrs={"class": "select", "aria-labelledby": f"heading_{place}"}),
            )
            samples = [line.cells[place] for line in head if line.cells[place]][:SHOWN]
            self.columns.append((heading, name, samples))

    def show_again(self, values: Values, seen: Seen) -> None:
        super().show_again(values, seen)
        self.initial = {**self.initial, **{name: texts[0] for name, texts in values.items() if texts}}

    def places(self) -> list[tuple]:
        """Heading, bound field, samples."""
        return [(heading, self[name], samples) for heading, name, samples in self.columns]

    def clean(self) -> dict:
        found: dict[str, int] = {}
        for place, (_heading, name, _samples) in enumerate(self.columns):
            code = self.cleaned_data.get(name)
            if code in found:
                self.add_error(name, _("Another column holds this already; a field is read from one column"))
            elif code:
                found[code] = place
        return {"columns": found}


def _label(field: Field) -> str:
    return f"{field.label} *" if field.required else str(field.label)


class ModeForm(ActionForm):
    mode = forms.ChoiceField(label=_("What enters"), choices=Mode.choices, widget=forms.RadioSelect)

    def __init__(self, batch: Batch, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        partly = batch.refused_count or batch.state == BatchState.BEGUN
        self.fields["mode"].initial = Mode.GOOD if partly else Mode.ALL


def options_form(kind: ImportKind, data: dict | None = None, first: dict | None = None) -> forms.Form | None:
    """The kind's own questions, beside the upload; `first` is what the way to the page has answered already."""
    return kind.options(data, initial=first) if kind.options else None


def options_given(form: forms.Form | None) -> dict[str, str]:
    """The answers as they were given, to be kept with the batch."""
    return {name: form.data.get(name, "") for name in form.fields} if form else {}
