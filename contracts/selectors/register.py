"""The register of an agency: registered contracts, the newest first."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.urls import reverse

from contracts.models import Registration
from contracts.numbers import grouped
from contracts.selectors.contract import called
from tte.accounts.models import Organisation
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label


@dataclass(frozen=True)
class RegisterRow:
    number: str
    url: str
    title: str
    title_en: str
    seller: str
    buyer: str
    contract_type: str
    total: Decimal
    technology: Decimal
    registered_on: date


def register_of(office: Organisation, words: str = "") -> QuerySet[Registration]:
    """What the agency `office` registered; with words only where number, party, title or application code hold them."""
    rows = Registration.objects.filter(contract__agency__organisation=office).select_related(
        "contract__seller", "contract__buyer"
    )
    digits = "".join(words.split())
    if digits.isdigit():
        return rows.filter(number__startswith=digits) if len(digits) >= 4 else rows.filter(number__endswith=digits)
    if words:
        party = Q(contract__seller__name_zh__icontains=words) | Q(contract__buyer__name_zh__icontains=words)
        party |= Q(contract__seller__name_en__icontains=words) | Q(contract__buyer__name_en__icontains=words)
        title = Q(contract__title__icontains=words) | Q(contract__title_en__icontains=words)
        rows = rows.filter(party | title | Q(contract__application_code__iexact=words))
    return rows


def register_rows(registrations: list[Registration]) -> list[RegisterRow]:
    return [
        RegisterRow(
            number=" ".join(grouped(each.number)),
            url=reverse("contracts:contract", args=[each.contract.application_code]),
            title=each.contract.title,
            title_en=each.contract.title_en,
            seller=called(each.contract.seller),
            buyer=called(each.contract.buyer),
            contract_type=label(CodeList.CONTRACT_TYPE, each.contract.contract_type),
            total=each.total_amount,
            technology=each.technology_amount,
            registered_on=each.registered_on,
        )
        for each in registrations
    ]
