from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import AuditConclusion
from listings.selectors.audit import audit_points
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import lazy_choices
from tte.drafts.forms import KeptForm


def point_choices() -> list[tuple[str, str]]:
    return [(point.code, point.name()) for point in audit_points()]


class ConclusionForm(KeptForm):
    """What an auditor concludes. All but an approval needs a coded reason and words."""

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
        conclusion = self.cleaned_data.get("conclusion")
        if conclusion and conclusion != AuditConclusion.APPROVE:
            for name in ("reason_code", "text"):
                if not self.cleaned_data.get(name):
                    self.add_error(name, forms.ValidationError(_("The applicant must be told why"), code="required"))
        return self.cleaned_data


class AuditForm(ConclusionForm):
    """The conclusion on an achievement, with the checklist the auditor vouches for point by point."""

    kept_as = "audit.listing"

    points = forms.MultipleChoiceField(
        label=_("Checklist"), required=False, choices=point_choices, widget=forms.CheckboxSelectMultiple
    )


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
