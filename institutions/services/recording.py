"""Organisations that a file names: recorded, without people, until their own register them."""

from collections.abc import Sequence
from dataclasses import dataclass

from institutions.models import RecordedOrigin
from tte.accounts.enums import OrganisationState
from tte.accounts.models import Organisation, OrganisationIdentifier
from tte.common.numbering import next_numbers
from tte.imports.models import Batch


@dataclass(frozen=True)
class NewOrganisation:
    name_zh: str
    name_en: str
    party_type: str
    region_code: str
    kind: str
    identifier: tuple[str, str] | None
    source_code: str


def record_organisations(
    *, organisations: Sequence[NewOrganisation], batch: Batch, source: str, licence: str
) -> list[Organisation]:
    """In the transaction of its caller, under numbers in one piece, each with its origin."""
    numbers = next_numbers("organisation", len(organisations))
    made = Organisation.objects.bulk_create(
        Organisation(
            code=f"org-{number:06d}",
            name_zh=new.name_zh,
            name_en=new.name_en,
            party_type=new.party_type,
            region_code=new.region_code,
            kind=new.kind,
            state=OrganisationState.RECORDED,
        )
        for number, new in zip(numbers, organisations, strict=True)
    )
    pairs = list(zip(made, organisations, strict=True))
    OrganisationIdentifier.objects.bulk_create(
        OrganisationIdentifier(organisation=organisation, scheme=new.identifier[0], value=new.identifier[1])
        for organisation, new in pairs
        if new.identifier
    )
    RecordedOrigin.objects.bulk_create(
        RecordedOrigin(
            organisation=organisation, batch=batch, source_code=new.source_code, source=source, licence=licence
        )
        for organisation, new in pairs
    )
    return made
