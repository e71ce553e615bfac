from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import AuditConclusion
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import lazy_choices
from tte.drafts.forms import KeptForm


class ConclusionForm(KeptForm):
    """What the auditor concludes. All but an approval needs a coded reason and words."""

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

    def clean(self) -> dict:
        conclusion = self.cleaned_data.get("conclusion")
        if conclusion and conclusion != AuditConclusion.APPROVE:
            for name in ("reason_code", "text"):
                if not self.cleaned_data.get(name):
                    self.add_error(name, forms.ValidationError(_("The applicant must be told why"), code="required"))
        return self.cleaned_data
