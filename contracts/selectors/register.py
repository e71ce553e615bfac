"""The register of an agency: the contracts it has registered, every version."""

from django.db.models import QuerySet

from contracts.models import Registration
from contracts.selectors.contract import matching
from institutions.models import Agency
from tte.accounts.models import Organisation


def register_of(office: Organisation) -> QuerySet[Registration]:
    """What the agency `office` registered. The agency is looked up first: its key tells the planner how much it is."""
    agencies = list(Agency.objects.filter(organisation=office).values_list("pk", flat=True))
    return Registration.objects.filter(contract__agency__in=agencies).select_related(
        "contract__seller", "contract__buyer"
    )


def found_in(rows: QuerySet[Registration], words: str) -> QuerySet[Registration]:
    """Those of which number, party, title or application code hold the words; digits are looked for in numbers."""
    digits = "".join(words.split())
    if digits.isdigit():
        return rows.filter(number__startswith=digits) if len(digits) >= 4 else rows.filter(number__endswith=digits)
    return rows.filter(matching(words, "contract__"))
