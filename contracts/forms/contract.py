from collections.abc import Callable
from copy import copy
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.enums import ItemKind
from contracts.models import Contract, NonTechnicalItem
from contracts.selectors.contract import FIELDS, stored_items
from listings.forms.fields import AmountField
from tte.accounts.models import Organisation
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import lazy_choices
from tte.common.forms import ActionForm, up_to_the_limit
from tte.drafts.forms import KeptForm
from tte.drafts.merging import Seen, fingerprint
from tte.drafts.values import Values, as_data

NULLABLE = ("signed_on", "begins_on", "ends_on", "total_amount")


class BuyerForm(ActionForm):
    """Who buys: named by its credit code, its short code or its full name."""

    buyer = forms.CharField(
        label=_("Buyer"),
        max_length=200,
        help_text=_("Unified social credit code, or the full name as registered here"),
    )

    def clean_buyer(self) -> Organisation:
        text = self.cleaned_data["buyer"].strip()
        named = Q(name_zh__iexact=text) | Q(name_en__iexact=text) | Q(code__iexact=text)
        found = list(
            Organisation.objects.filter(named | Q(identifiers__value__iexact=text)).order_by("pk").distinct()[:2]
        )
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(_("Several organisations have this name: give the credit code"), code="many")
        raise forms.ValidationError(_("No organisation of this name or number is registered here"), code="unknown")


class ItemForm(forms.Form):
    """One row of the list of non-technical costs (R1-64); an empty row is no row."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *ItemKind.choices], required=False)
    name = forms.CharField(label=_("What"), max_length=200, required=False)
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=1_000_000, required=False)
    amount = AmountField(label=_("Amount of one"), required=False)

    def clean(self) -> dict[str, Any]:
        given = [name for name in self.fields if self.cleaned_data.get(name)]
        if given and len(given) < len(self.fields) and not self.errors:
            raise forms.ValidationError(_("Give kind, name, quantity and amount, or leave the whole row empty"))
        return self.cleaned_data

    @property
    def is_empty(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in self.fields)


class BaseItems(forms.BaseFormSet):
    def rows(self) -> list[dict[str, Any]]:
        """The rows that were filled in."""
        return [form.cleaned_data for form in self.forms if not form.is_empty]


ItemFormSet = forms.formset_factory(ItemForm, formset=BaseItems, extra=2, max_num=60)


class ContractForm(KeptForm):
    """The shape of a draft: everything may be empty, nothing may be of the wrong kind."""

    kept_as = "contract.draft"
    kept_rows = {"items": ItemForm}

    title = forms.CharField(label=_("Full name of the contract"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    contract_type = forms.ChoiceField(
        label=_("Contract type"),
        required=False,
        choices=lazy_choices(CodeList.CONTRACT_TYPE, grouped=True, blank=_("Choose")),
    )
    licence_mode = forms.ChoiceField(
        label=_("Licence mode"),
        required=False,
        choices=lazy_choices(CodeList.LICENCE_MODE, blank="—"),
        help_text=_("Only for licences; where silent, ordinary"),
    )
    ip_type = forms.ChoiceField(
        label=_("Type of intellectual property"),
        required=False,
        choices=lazy_choices(CodeList.IP_TYPE, blank=_("Choose")),
    )
    field = forms.ChoiceField(
        label=_("Technology field"),
        required=False,
        choices=lazy_choices(CodeList.TECHNOLOGY_FIELD, parent="", blank=_("Choose")),
    )
    objective = forms.ChoiceField(
        label=_("Socio-economic objective"),
        required=False,
        choices=lazy_choices(CodeList.OBJECTIVE, blank=_("Choose")),
    )
    plan_source = forms.ChoiceField(
        label=_("Plan source"),
        required=False,
        choices=lazy_choices(CodeList.PLAN_SOURCE, parent="", blank=_("Choose")),
    )
    signed_on = forms.DateField(label=_("Date of signature"), required=False, widget=forms.DateInput)
    begins_on = forms.DateField(label=_("Beginning of validity"), required=False, widget=forms.DateInput)
    ends_on = forms.DateField(label=_("End of validity"), required=False, widget=forms.DateInput)
    total_amount = AmountField(label=_("Contract amount"), required=False)
    payment_method = forms.ChoiceField(
        label=_("Payment method"),
        required=False,
        choices=lazy_choices(CodeList.PAYMENT_METHOD, blank=_("Choose")),
    )
    related_party = forms.BooleanField(label=_("Seller and buyer are related parties"), required=False)
    upload = forms.FileField(
        label=_("Contract document"),
        required=False,
        help_text=up_to_the_limit(_("The full signed text with annexes, up to {limit}")),
    )

    def __init__(self, *args: Any, contract: Contract, **options: Any) -> None:
        standing = {name: getattr(contract, name) for name in FIELDS}
        options.setdefault("initial", standing)
        super().__init__(*args, about=contract.application_code, **options)
        self.stored = stored_items(contract)
        self.stands = standing | {"items": self.stored}
        self.items = ItemFormSet(self.data or None, initial=self.stored, prefix="items")

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.items.is_valid()])

    def said(self) -> dict[str, Any]:
        fields = {name: value for name, value in self.cleaned_data.items() if name in FIELDS}
        return fields | {"items": self.items.rows()} if self.items.is_bound and self.items.is_valid() else fields

    def rows_label(self, prefix: str) -> str:
        return _("Non-technical costs")

    def take_in(self, fresh: KeptForm) -> None:
        """Costs that were left alone are shown as they stand, too."""
        rows = self.said().get("items")
        super().take_in(fresh)
        if rows is not None and self.made_with.get("items") == fingerprint(rows):
            self.items = fresh.items

    def show_again(self, values: Values, seen: Seen) -> None:
        super().show_again(values, seen)
        typed = self.rows("items") or []
        shapes = [ItemForm(each) for each in typed]
        whole = all(shape.is_valid() for shape in shapes)
        if whole and seen.get("items") == fingerprint([shape.cleaned_data for shape in shapes]):
            self.made_with["items"] = fingerprint(self.stored)
        else:
            self.items = ItemFormSet(None, initial=typed, prefix="items")

    def carry_out(self, service: Callable[..., Any], **given: Any) -> bool:
        return super().carry_out(service, items=self.items.rows(), **given)


def as_typed(contract: Contract, form: ContractForm) -> tuple[Contract, list[NonTechnicalItem] | None]:
    """The contract and its costs as they would stand if saved now; what is of the wrong kind counts as not given."""
    if not form.is_bound and form.kept_values is None:
        return contract, None
    shape = copy(form) if form.is_bound else ContractForm(as_data(form.kept_values), contract=contract)
    shape.full_clean()
    typed = copy(contract)
    for name in FIELDS:
        value = shape.cleaned_data.get(name)
        setattr(typed, name, "" if value is None and name not in NULLABLE else value)
    rows = form.items.forms if form.items.is_bound else [ItemForm(row) for row in form.rows("items") or []]
    whole = [row.cleaned_data for row in rows if row.is_valid() and not row.is_empty]
    return typed, [NonTechnicalItem(contract=contract, **values) for values in whole if all(values.values())]


class FileForm(ActionForm):
    """Filing needs nothing but the will."""
