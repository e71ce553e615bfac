"""What is said when a listing is suspended, resumed, ended, changed, listed again; and what the exchange answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import SaleResult
from listings.forms.fields import AmountField, text_field
from listings.selectors.proposal import TERM_TEXTS
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import lazy_choices
from tte.common.forms import ActionForm, up_to_the_limit


def words(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


def ground(label: Any, code_list: CodeList) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=lazy_choices(code_list, blank=_("Choose")))


def approval(*, required: bool) -> forms.FileField:
    return forms.FileField(
        label=_("Paper of the approval"),
        required=required,
        help_text=up_to_the_limit(_("PDF, images, tables or text, up to {limit}")),
    )


class SuspendForm(ActionForm):
    reason_code = ground(_("Ground"), CodeList.SUSPENSION_GROUND)
    text = words(_("Words of the announcement"), required=False)


class ResumeForm(ActionForm):
    text = words(_("Words of the announcement"), required=False)


class TerminateForm(ActionForm):
    reason_code = ground(_("Ground"), CodeList.TERMINATION_GROUND)
    text = words(_("Words of the announcement"))


class SaleForm(ActionForm):
    result = forms.ChoiceField(label=_("Result"), choices=SaleResult.choices, widget=forms.RadioSelect)
    price = AmountField(label=_("Price of the sale"), required=False)
    buyer_name = forms.CharField(label=_("Buyer"), max_length=200, required=False)
    text = words(_("Words of the announcement"), required=False)


class WithdrawForm(ActionForm):
    reason_code = ground(_("Reason"), CodeList.WITHDRAWAL_REASON)
    text = words(_("Words of the announcement"))


class AskSuspensionForm(ActionForm):
    reason_code = ground(_("Ground"), CodeList.SUSPENSION_GROUND)
    text = words(_("Why"))


class AskChangeForm(ActionForm):
    """Begins with what is published; what is left as it is does not change."""

    price = AmountField(label=_("New price"))
    payment_terms_zh = text_field(_("Payment terms in Chinese"), 1000, rows=3)
    payment_terms_en = text_field(_("Payment terms in English"), 2000, rows=3)
    buyer_conditions_zh = text_field(_("Conditions for buyers in Chinese"), 1000, rows=3)
    buyer_conditions_en = text_field(_("Conditions for buyers in English"), 2000, rows=3)
    text = words(_("Why"))
    evidence = approval(required=True)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["terms"] = {name: given.pop(name) for name in TERM_TEXTS if name in given}
        return given


class AskRelistingForm(ActionForm):
    price = AmountField(label=_("Price of the new listing"))
    text = words(_("Why"))
    evidence = approval(required=False)


class AnswerForm(ActionForm):
    answer = words(_("Answer to the seller"), required=False)
