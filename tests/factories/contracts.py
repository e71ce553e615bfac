"""Contracts at each station of their road. The functions walk the real services, so nothing impossible comes about."""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import factory
from django.utils.functional import cached_property

from contracts.enums import ContractState, ItemKind
from contracts.models import Certificate, CertificateRequest, Contract, ContractFact, NonTechnicalItem, Registration
from contracts.selectors.facts import fact_of
from contracts.services.contract import file_contract
from contracts.services.registration import register_contract
from contracts.services.review import accept_contract, claim_contract, recommend_registration
from tests.factories.accounts import OrganisationFactory, UserFactory, make_actor
from tests.factories.files import StoredFileFactory
from tests.factories.imports import BatchFactory
from tests.factories.institutions import AgencyFactory
from tests.factories.listings import finish_checks
from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind, Role

MILLION = Decimal(1_000_000)


class ContractFactory(factory.django.DjangoModelFactory):
    """A complete draft of an exclusive patent licence over ten million yuan; `empty` for a fresh one."""

    class Meta:
        model = Contract

    class Params:
        empty = factory.Trait(
            title="",
            title_en="",
            contract_type="",
            licence_mode="",
            ip_type="",
            field="",
            objective="",
            payment_method="",
            signed_on=None,
            begins_on=None,
            ends_on=None,
            total_amount=None,
            document=None,
        )

    agency = factory.SubFactory(AgencyFactory)
    seller = factory.SubFactory(OrganisationFactory)
    buyer = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.ENTERPRISE)
    drafted_by = factory.LazyAttribute(lambda row: make_actor(role=Role.OFFICER, organisation=row.seller).user)
    application_code = factory.Sequence(lambda n: f"HT26-{900001 + n:06}")
    rule_set = "DEMO"
    title = factory.Sequence(lambda n: f"热障涂层工艺独占许可合同（{n}）")
    title_en = factory.Sequence(lambda n: f"Exclusive licence of a coating process, variant {n}")
    contract_type = "31"
    licence_mode = "E"
    ip_type = "11"
    field = "05"
    objective = "10"
    plan_source = "P0"
    payment_method = "LS"
    signed_on = date(2026, 1, 6)
    begins_on = date(2026, 2, 1)
    ends_on = date(2036, 1, 31)
    total_amount = 10 * MILLION
    document = factory.SubFactory(StoredFileFactory)


class NonTechnicalItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NonTechnicalItem

    contract = factory.SubFactory(ContractFactory)
    kind = ItemKind.EQUIPMENT
    name = "等离子喷涂机组"
    quantity = 1
    amount = Decimal(3_200_000)


class RegistrationFactory(factory.django.DjangoModelFactory):
    """A registration row alone; `registered_contract` goes the whole road."""

    class Meta:
        model = Registration

    contract = factory.SubFactory(ContractFactory)
    number = factory.Sequence(lambda n: f"2026330099{n + 1:06}")
    total_amount = factory.SelfAttribute("contract.total_amount")
    technology_amount = factory.SelfAttribute("total_amount")
    registered_on = date(2026, 11, 20)
    recommended_by = factory.SubFactory(UserFactory)
    registered_by = factory.SubFactory(UserFactory)
    rule_set = "DEMO"


class CertificateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Certificate

    registration = factory.SubFactory(RegistrationFactory)
    check_value = "7K4Q-M2XP"
    pdf = b"%PDF-1.7"
    sha256 = hashlib.sha256(b"%PDF-1.7").hexdigest()


class CertificateRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CertificateRequest

    registration = factory.SubFactory(RegistrationFactory)
    asked_by = factory.SubFactory(UserFactory)


class ContractFactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContractFact

    registration = factory.SubFactory(RegistrationFactory)

    @classmethod
    def _create(cls, model_class, *args, registration: Registration, **fields):
        return model_class.objects.create(**fact_of(registration) | fields)


@dataclass
class Cast:
    """The people of one contract, each made when first needed."""

    contract: Contract

    @cached_property
    def officer(self) -> Actor:
        return make_actor(role=Role.OFFICER, organisation=self.contract.seller)

    @cached_property
    def registrar(self) -> Actor:
        return make_actor(role=Role.REGISTRAR, organisation=self.contract.agency.organisation)

    @cached_property
    def reviewer(self) -> Actor:
        return make_actor(role=Role.REVIEWER, organisation=self.contract.agency.organisation)


def prototype_costs(contract: Contract, *, sets: int) -> Contract:
    """The costs of E1 and E2: equipment 3,200,000, raw materials 300,000, `sets` prototypes of 250,000."""
    NonTechnicalItemFactory(contract=contract)
    NonTechnicalItemFactory(contract=contract, kind=ItemKind.MATERIALS, name="首批喷涂粉料", amount=Decimal(300_000))
    NonTechnicalItemFactory(
        contract=contract, kind=ItemKind.CARRIER, name="试验样机", quantity=sets, amount=Decimal(250_000)
    )
    return contract


def taken_over_contract(**fields) -> Contract:
    """A contract of an older register, with its registration and without a certificate."""
    batch = BatchFactory(kind="register")
    papers = {"deal": None, "case": None, "document": None, "signed_on": None, "begins_on": None, "ends_on": None}
    contract = ContractFactory(batch=batch, state=ContractState.REGISTERED, **papers, **fields)
    RegistrationFactory(contract=contract, batch=batch, recommended_by=None, registered_by=None)
    return contract


def filed_contract(cast: Cast | None = None, *, checked: bool = True, **fields) -> Contract:
    contract = cast.contract if cast else ContractFactory(**fields)
    contract = file_contract(contract=contract, by=(cast or Cast(contract)).officer)
    if checked:
        finish_checks(contract.case)
    return contract


def accepted_contract(cast: Cast | None = None, **fields) -> Contract:
    """Accepted, in the registrar's hand."""
    cast = cast or Cast(ContractFactory(**fields))
    contract = claim_contract(contract=filed_contract(cast), by=cast.registrar)
    return accept_contract(contract=contract, by=cast.registrar)


def recommended_contract(cast: Cast | None = None, *, amount: Decimal | None = None, **fields) -> Contract:
    """Waiting for a second reviewer, in nobody's hand."""
    cast = cast or Cast(ContractFactory(**fields))
    contract = accepted_contract(cast)
    amount = amount or contract.declared_technology_amount
    text = "" if amount == contract.declared_technology_amount else "首批喷涂粉料属原材料。"
    return recommend_registration(contract=contract, technology_amount=amount, text=text, by=cast.registrar)


def checked_contract(cast: Cast | None = None, **fields) -> Contract:
    """In the second reviewer's hand."""
    cast = cast or Cast(ContractFactory(**fields))
    return claim_contract(contract=recommended_contract(cast), by=cast.reviewer)


def registered_contract(cast: Cast | None = None, **fields) -> Registration:
    cast = cast or Cast(ContractFactory(**fields))
    return register_contract(contract=checked_contract(cast), by=cast.reviewer)
