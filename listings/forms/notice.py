"""What is said when a listing is suspended, resumed, ended, changed, listed again; and what the exchange answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import TAKEDOWN_GROUND, Regime, SaleResult
from listings.forms.fields import AmountField, MomentField, VersionTick, text_field
from listings.models import Listing
from listings.selectors.notice_plan import SALE_FIELDS
from listings.selectors.outside_sale import kept_sale, may_move_sale
from listings.selectors.proposal import TERM_TEXTS
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import choices, lazy_choices
from tte.common.forms import ActionForm, up_to_the_limit
from tte.drafts.forms import KeptForm


def words(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


def ground(label: Any, code_list: CodeList) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=lazy_choices(code_list, blank=_("Choose"), but=TAKEDOWN_GROUND))


def approval(*, required: bool) -> forms.FileField:
    return forms.FileField(
        label=_("Approval document"),
        required=required,
        help_text=up_to_the_limit(_("PDF, images, tables or text, up to {limit}")),
    )


def buyer(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Buyer"),
        max_length=200,
        required=required,
        help_text=_("Name or number as it is registered here; then the sale becomes a deal at once"),
    )


def related() -> forms.BooleanField:
    return forms.BooleanField(label=_("The buyer is an inventor, or tied to one"), required=False)


class SuspendForm(KeptForm):
    kept_as = "listing.suspend"

    reason_code = ground(_("Ground"), CodeList.SUSPENSION_GROUND)
    text = words(_("Text of the announcement"), required=False)


class ResumeForm(KeptForm):
    kept_as = "listing.resume"

    text = words(_("Text of the announcement"), required=False)


class TerminateForm(KeptForm):
    kept_as = "listing.terminate"

    reason_code = ground(_("Ground"), CodeList.TERMINATION_GROUND)
    text = words(_("Text of the announcement"))


class SaleForm(KeptForm):
    kept_as = "listing.record_sale"

    result = forms.ChoiceField(label=_("Result"), choices=SaleResult.choices, widget=forms.RadioSelect)
    price = AmountField(label=_("Price of the sale"), required=False)
    buyer_name = buyer(required=False)
    related_party = related()
    text = words(_("Text of the announcement"), required=False)


class BuyerForm(KeptForm):
    """The buyer of a recorded sale, once it is registered here."""

    kept_as = "listing.name_buyer"

    buyer_name = buyer(required=True)
    related_party = related()


class WithdrawForm(KeptForm):
    kept_as = "listing.withdraw"

    reason_code = ground(_("Reason"), CodeList.WITHDRAWAL_REASON)
    text = words(_("Text of the announcement"))


def withdrawal_reasons() -> list:
    """The grounds of a suspension, and the reasons that are the seller's own and cost it the charge (R3-43)."""
    grounds = [(code, name) for code, name in choices(CodeList.SUSPENSION_GROUND) if code != TAKEDOWN_GROUND]
    return [
        ("", _("Choose")),
        (_("A ground of a suspension, without a charge"), grounds),
        (_("A reason of your own, with a charge"), choices(CodeList.WITHDRAWAL_REASON)),
    ]


class AskWithdrawalForm(KeptForm):
    """After a deposit has been paid: on a ground on which it might be suspended, or charged with the cost (R3-43)."""

    kept_as = "listing.ask_withdrawal"

    reason_code = forms.ChoiceField(label=_("Reason"), choices=withdrawal_reasons)
    text = words(_("Text of the announcement"))


class AskSuspensionForm(KeptForm):
    kept_as = "listing.ask_suspension"

    reason_code = ground(_("Ground"), CodeList.SUSPENSION_GROUND)
    text = words(_("Why"))


class AskChangeForm(KeptForm):
    """Begins with what is published; what is left as it is does not change."""

    kept_as = "listing.ask_change"

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


class AskRelistingForm(KeptForm):
    kept_as = "listing.ask_relisting"

    price = AmountField(label=_("Price of the new listing"))
    text = words(_("Why"))
    evidence = approval(required=False)
    undertakings = forms.IntegerField(
        label=_("We have read these undertakings and give them for the new listing"),
        widget=VersionTick,
        error_messages={"required": _("Read the undertakings and tick them: every listing has its own")},
    )


class SaleTermsForm(ActionForm):
    """The sale of a licensed auctioneer, stated in full with its viewing and its hour (R3-30)."""

    auctioneer = forms.CharField(label=_("Auctioneer"), max_length=200)
    licence_number = forms.CharField(label=_("Number of its licence"), max_length=60)
    viewing_place = forms.CharField(label=_("Place of the viewing"), max_length=300)
    viewing_from = MomentField(label=_("Viewing from"), required=True)
    viewing_until = MomentField(label=_("Viewing until"), required=True)
    sale_place = forms.CharField(label=_("Place of the sale"), max_length=300)
    sale_at = MomentField(label=_("Time of the sale"), required=True)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["terms"] = kept_sale({name: given.pop(name, None) for name in SALE_FIELDS})
        return given


class AskSaleAgainForm(SaleTermsForm, AskRelistingForm):
    """A further sale of a licensed auctioneer."""

    kept_as = "listing.ask_sale_again"
    field_order = ("price", *SALE_FIELDS, "text", "evidence", "undertakings")


class ResumeSaleForm(SaleTermsForm, ResumeForm):
    """Begins with the sale as it was announced; what is left as it is does not change."""

    kept_as = "listing.resume_sale"


class AnswerForm(KeptForm):
    kept_as = "listing.answer"

    answer = words(_("Answer to the seller"), required=False)


class ChargedAnswerForm(AnswerForm):
    """The first word on a withdrawal after a deposit without a ground of a suspension: it states the charge (R3-43)."""

    kept_as = "listing.answer_charged"

    charge = AmountField(label=_("Charge for the cost of the withdrawal"), required=False)
    charge_basis = text_field(_("What the charge consists of"), 1000, rows=3)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        is_granted = self.data.get("act") == "grant"
        return given if is_granted else {name: each for name, each in given.items() if "charge" not in name}


FORMS: dict[str, type[KeptForm]] = {
    "suspend": SuspendForm,
    "resume": ResumeForm,
    "terminate": TerminateForm,
    "record_sale": SaleForm,
    "withdraw": WithdrawForm,
    "ask_suspension": AskSuspensionForm,
    "ask_change": AskChangeForm,
    "ask_withdrawal": AskWithdrawalForm,
    "name_buyer": BuyerForm,
    "ask_relisting": AskRelistingForm,
}
SALE_FORMS = FORMS | {"ask_relisting": AskSaleAgainForm}


def form_of(act: str, listing: Listing) -> type[KeptForm]:
    """The form of an act; of an auctioneer's sale one that states the sale."""
    forms_of = SALE_FORMS if listing.regime == Regime.AUCTION else FORMS
    return ResumeSaleForm if act == "resume" and may_move_sale(listing) else forms_of[act]
