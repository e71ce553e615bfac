from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from contracts.selectors.amounts import split_of
from listings.forms.fields import AmountField
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import lazy_choices
from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm


class ActForm(ActionForm):
    """An act that needs nothing but the button: claim, release, accept."""


def words_field(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


def reason_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Reason"), choices=lazy_choices(CodeList.REFUSAL_REASON, blank=_("Choose")))


class ReasonForm(KeptForm):
    """A coded reason with words the applicant understands."""

    kept_as = "contract.reason"

    reason_code = reason_field()
    text = words_field(_("Words to the applicant"))


class RecommendForm(KeptForm):
    """The three conclusions in their order: is it a technology contract, which type, how much is technology (1.4)."""

    kept_as = "contract.recommend"

    is_technology = forms.BooleanField(label=_("It is a technology contract: every question above is answered yes"))
    type_is_right = forms.BooleanField(label=_("The type is right: every test of the type holds"))
    technology_amount = AmountField(label=_("Technology amount"))
    text = words_field(_("Reason"), required=False)

    def __init__(self, *args: Any, contract: Contract, **options: Any) -> None:
        parts = split_of(contract)
        options.setdefault("initial", {"technology_amount": parts.technology if parts else None})
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """The first two conclusions are the registrar's word; what goes to the service is the third."""
        return {name: self.cleaned_data[name] for name in ("technology_amount", "text") if name in self.cleaned_data}


class SendBackForm(KeptForm):
    kept_as = "contract.send_back"
    text = words_field(_("What the registrar should look at again"))


class RegisterForm(KeptForm):
    kept_as = "contract.register"
    text = words_field(_("Remark"), required=False)


class VerifyForm(forms.Form):
    """Number and check code as printed on the certificate; spaces and case do not matter."""

    number = forms.CharField(label=_("Registration number"), max_length=24)
    check = forms.CharField(label=_("Check code"), max_length=12)
