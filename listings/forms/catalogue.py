from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from listings.enums import AskedSecrecyLevel, BatchConclusion, RecordedAs, RecordLanguage
from listings.forms.audit import ConclusionForm
from listings.selectors.batch_check import HOLDING, FindingGroup
from tte.common.clock import today
from tte.common.formats import count
from tte.common.forms import ActionForm


class CompleteForm(ActionForm):
    """The statement with which a record leaves the catalogue to become an offer."""

    entitled = forms.BooleanField(
        label=_("Our institution holds this result or is authorised by its holder to dispose of it"), required=False
    )


class BatchConclusionForm(ConclusionForm):
    """What the auditor concludes on all records of an import at once."""

    kept_as = "catalogue.conclusion"

    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=BatchConclusion.choices, widget=forms.RadioSelect)
    let_pass = forms.MultipleChoiceField(
        label=_("Publish also the records on which this was found"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is not ticked keeps its records back: they become drafts of the institution, to be mended."),
    )
    keep_back = forms.MultipleChoiceField(
        label=_("Keep back also the records on which this was found"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, groups: Sequence[FindingGroup] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        for name, holds in (("let_pass", True), ("keep_back", False)):
            choices = [(group.name, _said(group)) for group in groups if group.holds == holds]
            self.fields[name].choices = choices
            if not choices:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The checks that keep records back: those that hold, without what is let pass, with what is kept back too."""
        cleaned = super().clean()
        let_pass, keep_back = cleaned.pop("let_pass", []), cleaned.pop("keep_back", [])
        return cleaned | {"holding": [each for each in HOLDING if each not in let_pass] + keep_back}


def _said(group: FindingGroup) -> str:
    said = ngettext("Not so: %(says)s (%(n)s record)", "Not so: %(says)s (%(n)s records)", group.records)
    if group.unlooked:
        said = ngettext(
            "Nobody has looked: %(says)s (%(n)s record)", "Nobody has looked: %(says)s (%(n)s records)", group.records
        )
    return said % {"says": group.says, "n": count(group.records)}


class ImportOptions(forms.Form):
    """What is said once for all rows of a file. Secrecy comes first: of what is not public nothing is kept (R8-01)."""

    level = forms.ChoiceField(
        label=_("What did the secrecy review of all rows conclude?"),
        choices=AskedSecrecyLevel.choices,
        widget=forms.RadioSelect,
    )
    reviewer_name = forms.CharField(label=_("Who reviewed it"), max_length=120)
    reviewed_on = forms.DateField(label=_("Date of the conclusion"), widget=forms.DateInput(attrs={"type": "date"}))
    recorded_as = forms.ChoiceField(
        label=_("What shall the rows become?"),
        choices=RecordedAs.choices,
        initial=RecordedAs.CATALOGUE,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language of the texts"),
        choices=RecordLanguage.choices,
        initial=RecordLanguage.AS_WRITTEN,
        help_text=_("For the columns that do not say it themselves"),
    )
    stated_holder = forms.CharField(
        label=_("Holder"), max_length=200, required=False, help_text=_("Where a row names none")
    )
    number_office = forms.CharField(
        label=_("Office of the numbers"),
        max_length=2,
        required=False,
        help_text=_("Two letters, such as CN or US, for patent numbers that do not begin with them"),
    )
    source = forms.CharField(
        label=pgettext_lazy("of records", "Source"),
        max_length=300,
        required=False,
        help_text=_("Where the records come from; shown on each"),
    )
    licence = forms.CharField(
        label=_("Licence"), max_length=300, required=False, help_text=_("The terms under which the source may be used")
    )

    def clean_level(self) -> str:
        if self.cleaned_data["level"] != AskedSecrecyLevel.PUBLIC:
            raise forms.ValidationError(
                _("What is not public may not be brought in; nothing of this file is kept. Take the offline route."),
                code="offline_route",
            )
        return self.cleaned_data["level"]

    def clean_reviewed_on(self) -> date:
        if self.cleaned_data["reviewed_on"] > today():
            raise forms.ValidationError(_("The conclusion cannot lie in the future"), code="future")
        return self.cleaned_data["reviewed_on"]

    def clean_number_office(self) -> str:
        office = self.cleaned_data["number_office"].upper()
        if office and not (office.isascii() and office.isalpha() and len(office) == 2):
            raise forms.ValidationError(_("Give two letters"), code="office")
        return office
