"""A register, a catalogue and code lists that are called by the payloads, made straight in the tables."""

import copy
from uuid import uuid4

from contracts.models import Contract, ContractFact, Registration
from contracts.selectors.facts import fact_of
from listings.models import Achievement, CatalogueEntry
from tests.factories.codelists import CodeFactory
from tests.factories.contracts import RegistrationFactory
from tests.factories.listings import catalogue_record
from tte.accounts.models import Organisation
from tte.codelists.enums import CodeList
from tte.codelists.models import Code
from tte.codelists.selectors import forget

YEAR, NAMED_LIST, RECORDS = "2026", CodeList.OBJECTIVE.value, "A2020"


def make_register(payloads: list[str]) -> None:
    """One registered contract a payload, numbered in their order."""
    first = RegistrationFactory()
    base = first.contract
    named = [
        copied(base.seller, code=f"R11-{place}", name_zh=text, name_en=text) for place, text in enumerate(payloads)
    ]
    parties = Organisation.objects.bulk_create(named)
    contracts = Contract.objects.bulk_create(
        copied(base, application_code=f"R11-{place:06}", title=party.name_zh, seller=party, buyer=party)
        for place, party in enumerate(parties)
    )
    registrations = Registration.objects.bulk_create(
        copied(first, contract=contract, number=f"20263300{place:08}") for place, contract in enumerate(contracts)
    )
    ContractFact.objects.bulk_create(ContractFact(**fact_of(each)) for each in registrations)


def make_records(payloads: list[str]) -> None:
    """One public record of the catalogue a payload, its title and its holder as stated."""
    first = catalogue_record()
    entry = first.catalogue_entry
    records = Achievement.objects.bulk_create(
        copied(first, code=f"{RECORDS}{place:06}", case=None, title_zh=text, title_en=text)
        for place, text in enumerate(payloads)
    )
    CatalogueEntry.objects.bulk_create(
        copied(
            entry, achievement=record, line=place, stated_holder=record.title_zh, twin_key=key, standing_key=str(key)
        )
        for place, record in enumerate(records, start=3)
        for key in [uuid4()]
    )


def copied(row: object, **changes: object) -> object:
    made = copy.copy(row)
    made._state = copy.copy(row._state)
    made._state.fields_cache = {}
    made.pk, made._state.adding = None, True
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def name_codes(payloads: list[str]) -> dict[str, str]:
    """The technology fields are called by the first payloads from now on: code → name."""
    codes = list(Code.objects.filter(list=CodeList.TECHNOLOGY_FIELD).order_by("pk"))
    for code, text in zip(codes, payloads, strict=False):
        code.name_zh = code.name_en = text
    Code.objects.bulk_update(codes, ["name_zh", "name_en"])
    forget()
    return {code.code: code.name_en for code in codes}


def add_codes(name: str, payloads: list[str]) -> None:
    """Entries of a list that are called by the payloads, in their order."""
    Code.objects.bulk_create(
        CodeFactory.build(list=name, code=f"R11-{place:04}", name_zh=text, name_en=text)
        for place, text in enumerate(payloads)
    )
