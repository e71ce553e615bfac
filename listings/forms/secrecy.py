from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import AskedSecrecyLevel
from tte.common.forms import ActionForm, up_to_the_limit


class SecrecyForm(ActionForm):
    """The first question, alone. Reviewer and date are asked only of what is public: nothing else may be sent along."""

    level = forms.ChoiceField(
        label=_("What did the secrecy review conclude?"),
        choices=AskedSecrecyLevel.choices,
        widget=forms.RadioSelect,
    )
    reviewer_name = forms.CharField(label=_("Who reviewed it"), max_length=120, required=False)
    reviewed_on = forms.DateField(
        label=_("Date of the conclusion"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    @property
    def stops(self) -> bool:
        """Whether the answer ends the road here, whatever else was typed."""
        level = self.data.get("level")
        return level in AskedSecrecyLevel.values and level != AskedSecrecyLevel.PUBLIC

    def clean(self) -> dict:
        for name in ("reviewer_name", "reviewed_on"):
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, forms.ValidationError(_("Required if the conclusion is public"), code="required"))
        return self.cleaned_data


class SecrecyPaperForm(ActionForm):
    """The document of a review that has been declared already."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, auto_id="id_secrecy_%s", **named)

    upload = forms.FileField(
        label=_("Document of the secrecy review"),
        help_text=up_to_the_limit(_("PDF, images, tables or text, up to {limit}")),
    )
