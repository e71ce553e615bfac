from typing import Any

from django.db.models import Q, QuerySet

from contracts.models import Contract, Registration
from tte.accounts.models import Organisation
from tte.codelists.selectors.codes import codes
from tte.common.presence import present

FIELDS = (
    *("title", "title_en", "contract_type", "licence_mode", "ip_type", "field", "objective", "plan_source"),
    *("payment_method", "signed_on", "begins_on", "ends_on", "total_amount", "related_party"),
)


def contracts_with_parties() -> QuerySet[Contract]:
    return Contract.objects.select_related(
        "seller",
        "buyer",
        "agency__organisation",
        "case__claimed_by",
        "document",
        "proposed_by",
        "checked_by",
        "drafted_by",
    )


def contracts_of(organisation: Organisation) -> QuerySet[Contract]:
    """What an organisation sells, and what it buys once filed; the newest first."""
    entered = Q(filed_at__isnull=False) | Q(batch__isnull=False)
    sold, bought = Q(seller=organisation), Q(entered, buyer=organisation)
    return contracts_with_parties().filter(sold | bought).order_by("-pk")


def stored_items(contract: Contract) -> list[dict[str, Any]]:
    """The list of non-technical costs as it stands."""
    rows = contract.items.order_by("pk").values("kind", "name", "quantity", "amount")
    return [dict(row) for row in rows]


def registration_of(contract: Contract) -> Registration | None:
    """The newest registered version."""
    return contract.registrations.order_by("-version").select_related("recommended_by", "registered_by").first()


def twin_of(contract: Contract) -> Contract | None:
    """Another contract filed or registered with the same parties, title, day and total (R1-12)."""
    return (
        Contract.objects.filter(
            seller=contract.seller_id,
            buyer=contract.buyer_id,
            title=contract.title,
            signed_on=contract.signed_on,
            total_amount=contract.total_amount,
            state__in=("submitted", "accepted", "second_review", "registered"),
        )
        .exclude(pk=contract.pk)
        .first()
    )


def filed_with_same_document(contract: Contract) -> QuerySet[Contract]:
    """Other filed contracts whose document is the same file to the byte (R1-12)."""
    return (
        Contract.objects.filter(document__sha256=present(contract.document).sha256, filed_at__isnull=False)
        .exclude(pk=contract.pk)
        .order_by("pk")
    )


def region_of(region_code: str) -> str:
    """The region statistics count by (2.7): a separately planned city, else the province; 8000 for elsewhere."""
    known = {entry.code for entry in codes("region")}
    for code in (region_code[:4], f"{region_code[:2]}00"):
        if code in known:
            return code
    return "8000"


def matching(words: str, prefix: str = "") -> Q:
    """Title, party or application code hold these words; `prefix` leads to the contract."""
    places = ("title", "title_en", "seller__name_zh", "seller__name_en", "buyer__name_zh", "buyer__name_en")
    found = Q(**{f"{prefix}application_code__iexact": words})
    for place in places:
        found |= Q(**{f"{prefix}{place}__icontains": words})
    return found
