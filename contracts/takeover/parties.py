"""The parties of old contracts: organisations we know, else recorded ones without people. None comes twice."""

from collections import defaultdict
from dataclasses import dataclass

from contracts.takeover.reading import Old
from tte.accounts.enums import IdentifierScheme, OrganisationKind, OrganisationState
from tte.accounts.models import Organisation, OrganisationIdentifier
from tte.codelists.selectors.words import plain_name
from tte.common.numbering import next_numbers

PERSON = "4"
INSTITUTIONS = ("02", "03")
SIDES = ("seller", "buyer")


@dataclass(frozen=True)
class Party:
    """A party as a row names it. A natural person is the same as another only by a number, since names repeat."""

    name: str
    credit_code: str
    party_type: str
    region_code: str

    @property
    def is_natural_person(self) -> bool:
        return self.party_type.startswith(PERSON)


def party_of(old: Old, side: str) -> Party:
    codes = old.codes
    return Party(old.names[side], old.credit_codes.get(side, ""), codes[f"{side}_type"], codes[f"{side}_region"])


class Matching:
    """Whom each party is. Known ones are looked up once for all; new ones are kept until `write`."""

    def __init__(self, parties: list[Party]) -> None:
        self.new: list[Organisation] = []
        self.codes: list[OrganisationIdentifier] = []
        self.by_code = known_by_code({party.credit_code for party in parties if party.credit_code})
        self.by_name = known_by_name({party.name for party in parties if not party.is_natural_person})

    def of(self, party: Party) -> Organisation:
        """The organisation with this credit code, else the one of this name that has no other code, else a new one."""
        found = self.by_code.get(party.credit_code) if party.credit_code else None
        if found is None:
            found = self._of_name(party) or self._new(party)
            if party.credit_code:
                self.by_code[party.credit_code] = found
                self.codes.append(
                    OrganisationIdentifier(
                        organisation=found, scheme=IdentifierScheme.CREDIT_CODE, value=party.credit_code
                    )
                )
        return found

    def _of_name(self, party: Party) -> Organisation | None:
        if party.is_natural_person:
            return None
        coded = {id(organisation) for organisation in self.by_code.values()}
        namesakes = self.by_name[plain_name(party.name)]
        return next((each for each in namesakes if not party.credit_code or id(each) not in coded), None)

    def _new(self, party: Party) -> Organisation:
        holds = party.party_type.startswith(INSTITUTIONS)
        organisation = Organisation(
            kind=OrganisationKind.HOLDER if holds else OrganisationKind.ENTERPRISE,
            name_zh=party.name,
            party_type=party.party_type,
            region_code=party.region_code,
            state=OrganisationState.RECORDED,
        )
        self.new.append(organisation)
        if not party.is_natural_person:
            self.by_name[plain_name(party.name)].append(organisation)
        return organisation

    def write(self) -> None:
        """The new organisations, under numbers in one piece, and the credit codes we have learnt."""
        for organisation, number in zip(self.new, next_numbers("organisation", len(self.new)), strict=True):
            organisation.code = f"org-{number:06d}"
        Organisation.objects.bulk_create(self.new)
        OrganisationIdentifier.objects.bulk_create(self.codes)


def known_by_code(codes: set[str]) -> dict[str, Organisation]:
    rows = OrganisationIdentifier.objects.filter(scheme=IdentifierScheme.CREDIT_CODE, value__in=codes)
    return {row.value: row.organisation for row in rows.select_related("organisation")}


def known_by_name(names: set[str]) -> dict[str, list[Organisation]]:
    found = defaultdict(list)
    for organisation in Organisation.objects.filter(name_zh__in=names).order_by("pk"):
        if not organisation.is_natural_person:
            found[plain_name(organisation.name_zh)].append(organisation)
    return found


def matched(olds: list[Old]) -> list[dict[str, Organisation]]:
    """For each contract seller and buyer; whoever was unknown is written."""
    parties = [{side: party_of(old, side) for side in SIDES} for old in olds]
    matching = Matching([party for sides in parties for party in sides.values()])
    found = [{side: matching.of(party) for side, party in sides.items()} for sides in parties]
    matching.write()
    return found
