from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import AuditConclusion
from tte.casework.answering import ChecklistForm
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import lazy_choices


class ConclusionForm(ChecklistForm):
    """What an auditor concludes, with the checklist. All but an approval needs a coded reason and words."""

    kept_as = "audit.conclusion"

    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=AuditConclusion.choices, widget=forms.RadioSelect)
    reason_code = forms.ChoiceField(
        label=_("Reason"),
        required=False,
        choices=lazy_choices(CodeList.AUDIT_REASON, blank="—"),
    )
    text = forms.CharField(
        label=_("Words to the applicant"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        conclusion = cleaned.get("conclusion")
        if conclusion and conclusion != AuditConclusion.APPROVE:
            for name in ("reason_code", "text"):
                if not cleaned.get(name):
                    self.add_error(name, forms.ValidationError(_("The applicant must be told why"), code="required"))
        return cleaned


class AuditForm(ConclusionForm):
    """The conclusion on an achievement."""

    kept_as = "audit.listing"


class SecondLookForm(AuditForm):
    """What a second person would have concluded; nothing follows for the applicant, so no correction is asked."""

    kept_as = "audit.second_look"

    conclusion = forms.ChoiceField(
        label=_("Conclusion"),
        choices=[each for each in AuditConclusion.choices if each[0] != AuditConclusion.ASK_CORRECTION],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Reasons"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
