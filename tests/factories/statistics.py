"""Facts in numbers, and the base file. All facts of a call hang on the versions of one contract: only their columns
count."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import factory
from django.conf import settings
from django.test import override_settings

from contracts.models import Contract, ContractFact, Registration
from institutions.models import Agency
from tests.factories.accounts import OrganisationFactory, UserFactory
from tte.accounts.enums import OrganisationKind
from tte.feed.selectors import feed_id
from tte.statistics.enums import ExportForm
from tte.statistics.models import Base, Export
from tte.statistics.reader import reading

TYPES = ["11", "12", "21", "22", "31", "33", "4", "51", "52"]
FIELDS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"]
IP_TYPES = ["11", "12", "20", "30", "00"]
PARTY_TYPES = ["0221", "0241", "110", "150", "170", "310", "400"]
REGIONS = ["1100", "3100", "3300", "3302", "4401", "6101", "8000"]


class BaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Base

    file = factory.Sequence(lambda n: f"base-{n}.duckdb")
    feed_id = factory.LazyFunction(feed_id)
    position = 0
    shape = "0" * 64
    rows = 0
    sha256 = "0" * 64


class ExportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Export

    name = "types"
    form = ExportForm.CSV_RAW
    position = 0
    rule_set = "R2026"
    exported_by = factory.SubFactory(UserFactory)


@contextmanager
def projections_in(folder: Path) -> Iterator[None]:
    """Projections of a test's own, forgotten afterwards."""
    with override_settings(TTE_PROJECTIONS=folder):
        reading.forget()
        yield
        reading.forget()


def registrations(count: int) -> list[Registration]:
    """That many registered versions of one new contract."""
    agency = Agency.objects.filter(region_code="9900").first() or Agency.objects.create(
        organisation=OrganisationFactory(kind=OrganisationKind.AGENCY), region_code="9900", point="01"
    )
    registrar, reviewer = UserFactory(), UserFactory()
    contract = Contract.objects.create(
        application_code=f"T{Contract.objects.count():08d}",
        seller=OrganisationFactory(),
        buyer=OrganisationFactory(kind=OrganisationKind.ENTERPRISE),
        agency=agency,
        title="石墨烯散热膜技术开发",
        drafted_by=registrar,
        rule_set=settings.TTE_RULE_SET,
    )
    rows = [
        Registration(
            contract=contract,
            version=version,
            number=f"{contract.pk:06d}{version:010d}"[-16:],
            total_amount=1,
            technology_amount=1,
            registered_on=date(2026, 1, 1),
            recommended_by=registrar,
            registered_by=reviewer,
            rule_set=contract.rule_set,
        )
        for version in range(1, count + 1)
    ]
    return Registration.objects.bulk_create(rows)


def drawn_fact(registration: Registration, chance: random.Random, **given: object) -> ContractFact:
    """A fact as chance has it, the given columns as given. Of every hundred contracts a few carry most of the value."""
    day = given.pop("registered_on", None) or date(
        chance.choice([2024, 2025, 2026]), chance.randint(1, 12), chance.randint(1, 28)
    )
    total = min(int(chance.lognormvariate(11.75, 2.55) * 100) + 1, 10**14)
    drawn = {
        "number": registration.number,
        "registered_on": day,
        "month": day.replace(day=1),
        "contract_type": chance.choice(TYPES),
        "licence_mode": "",
        "field": chance.choice(FIELDS),
        "ip_type": chance.choice(IP_TYPES),
        "plan_source": chance.choice(["P0", "P1", "P12", "P3"]),
        "objective": chance.choice(["", "01", "10"]),
        "seller_key": chance.randint(1, 40),
        "seller_type": chance.choice(PARTY_TYPES),
        "seller_region": chance.choice(REGIONS),
        "buyer_key": chance.randint(1, 200),
        "buyer_type": chance.choice(PARTY_TYPES),
        "buyer_region": chance.choice(REGIONS),
        "agency_key": registration.contract.agency_id,
        "total_fen": total,
        "technology_fen": max(1, total * chance.randint(30, 100) // 100),
    }
    return ContractFact(registration=registration, **{**drawn, **given})


def make_facts(count: int, *, seed: int = 20261122, **given: object) -> list[ContractFact]:
    chance = random.Random(seed)
    return ContractFact.objects.bulk_create(
        [drawn_fact(registration, chance, **given) for registration in registrations(count)]
    )
