"""Rows of the record that are typed with it: shares of the right, existing licences, holders of a first refusal."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import Owner
from listings.forms.fields import code_field, date_field, text_field
from tte.codelists.enums import CodeList


class RowForm(forms.Form):
    """One row. `together` must all be given once one of its fields is; an empty row is no row."""

    together: ClassVar[tuple[str, ...]]

    def clean(self) -> dict[str, Any]:
        if not self.is_empty and not self.errors:
            for name in self.together:
                if self.cleaned_data.get(name) in (None, ""):
                    self.add_error(name, forms.ValidationError(_("Give this, or leave the whole row empty"), "row"))
        return self.cleaned_data

    @property
    def is_empty(self) -> bool:
        return not any(self.cleaned_data.get(name) not in (None, "") for name in self.fields)


class ShareForm(RowForm):
    """One owner's share of the right (R3-16)."""

    together = ("owner", "name", "percent")

    owner = forms.ChoiceField(label=_("Owner"), choices=[("", "—"), *Owner.choices], required=False)
    name = text_field(_("Name of the owner"), 200)
    percent = forms.DecimalField(
        label=_("Share in percent"), min_value=0.01, max_value=100, max_digits=5, decimal_places=2, required=False
    )
    consented_on = date_field(_("Consented on"))


class LicenceForm(RowForm):
    """A licence that stands already (R3-36)."""

    together = ("licensee", "mode")

    licensee = text_field(_("Licensee"), 200)
    mode = code_field(_("Licence mode"), CodeList.LICENCE_MODE)
    territory = code_field(_("Territory"), CodeList.LICENCE_TERRITORY)
    granted_on = date_field(_("Granted on"))
    ends_on = date_field(_("Ends on"))
    note = text_field(_("What it covers"), 300)


class FirstRefusalForm(RowForm):
    """Who may take the result first, on equal terms (R3-52)."""

    together = ("name", "ground")

    name = text_field(_("Who holds it"), 200)
    ground = code_field(_("Ground"), CodeList.FIRST_REFUSAL_GROUND)
    rank = forms.IntegerField(label=_("Rank"), min_value=1, max_value=99, required=False)


class RowSet(forms.BaseFormSet):
    def filled(self) -> list[dict[str, Any]]:
        """The rows that were filled in."""
        return [form.cleaned_data for form in self.forms if not form.is_empty]


ROWS: dict[str, type[RowForm]] = {"shares": ShareForm, "licences": LicenceForm, "first_refusals": FirstRefusalForm}
ROW_LABELS = {
    "shares": _("Shares of the right"),
    "licences": _("Existing licences"),
    "first_refusals": _("First refusals"),
}
SETS = {name: forms.formset_factory(row, formset=RowSet, extra=1, max_num=40) for name, row in ROWS.items()}


def row_set(name: str, data: Any, initial: list[dict[str, Any]]) -> RowSet:
    """Rows as they stand or came, with an empty one below; data that says nothing of these rows leaves them alone."""
    said = data if data is not None and f"{name}-TOTAL_FORMS" in data else None
    return SETS[name](said, initial=initial, prefix=name)
