"""Old contracts written into our register: contract, registration and the row that statistics count, all at once."""

from contracts.enums import ContractState
from contracts.models import Contract, ContractFact, Registration
from contracts.numbers import parts_of, series_of
from contracts.selectors.facts import fact_of
from contracts.takeover.parties import matched
from contracts.takeover.reading import Old
from institutions.models import Agency
from tte.accounts.models import User
from tte.common.numbering import reach


def write_contracts(olds: list[Old], *, agency: Agency, batch: object, rule_set: str, person: User) -> None:
    """In the caller's transaction, with seven statements however many there are."""
    sides = matched(olds)
    contracts = Contract.objects.bulk_create(
        Contract(
            application_code=f"T{old.number}",
            seller=parties["seller"],
            buyer=parties["buyer"],
            agency=agency,
            state=ContractState.REGISTERED,
            rule_set=rule_set,
            batch=batch,
            title=old.title,
            signed_on=old.signed_on,
            total_amount=old.total,
            drafted_by=person,
            **{name: old.codes[name] for name in CLASSIFICATION},
        )
        for old, parties in zip(olds, sides, strict=True)
    )
    registrations = Registration.objects.bulk_create(
        Registration(
            contract=contract,
            number=old.number,
            total_amount=old.total,
            technology_amount=old.technology,
            registered_on=old.registered_on,
            rule_set=rule_set,
            batch=batch,
        )
        for old, contract in zip(olds, contracts, strict=True)
    )
    ContractFact.objects.bulk_create(
        ContractFact(**fact_of(registration) | as_registered(old))
        for old, registration in zip(olds, registrations, strict=True)
    )


CLASSIFICATION = ("contract_type", "licence_mode", "ip_type", "field", "objective", "plan_source")


def as_registered(old: Old) -> dict[str, str]:
    """Kind and region of the parties as the old register had them, whatever they are today."""
    names = ("seller_type", "seller_region", "buyer_type", "buyer_region")
    return {name: old.codes[name] for name in names}


def follow_numbers(agency: Agency, batch: object) -> None:
    """Our own numbers go on behind the highest serial of each year that came in (R1-35: none is given twice)."""
    highest: dict[int, int] = {}
    for number in Registration.objects.filter(batch=batch).values_list("number", flat=True).iterator():
        parts = parts_of(number)
        if (parts.region_code, parts.point) == (agency.region_code, agency.point):
            highest[parts.year] = max(parts.serial, highest.get(parts.year, 0))
    for year, serial in highest.items():
        reach(series_of(agency.region_code, agency.point, year), serial)
