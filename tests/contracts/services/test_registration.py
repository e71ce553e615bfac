from datetime import timedelta
from decimal import Decimal

import pytest
from celery import current_app
from django.db import DatabaseError, connection, transaction

from contracts.enums import ContractState
from contracts.models import Certificate, Contract, ContractFact, Registration
from contracts.services.certificate import issue_certificate
from contracts.services.registration import register_contract
from contracts.services.review import claim_contract
from contracts.tasks import sweep_owed_certificates
from listings.models import Listing
from listings.presenting.life import listing_stations
from tests.contracts.test_certificate_pdf import text_of
from tests.factories.bidding import DealFactory, DisclosureFactory
from tests.factories.contracts import (
    Cast,
    CertificateFactory,
    ContractFactory,
    RegistrationFactory,
    checked_contract,
    prototype_costs,
    recommended_contract,
    registered_contract,
)
from tests.factories.institutions import AgencyFactory
from tte.common.clock import now, today
from tte.common.errors import PermissionRefused
from tte.feed.models import Outbox
from tte.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast(prototype_costs(ContractFactory(), sets=2))


@pytest.fixture
def celery_asked(monkeypatch, django_capture_on_commit_callbacks):
    """What a sweep asks the workers to do, once it has committed."""

    def ask(sweep):
        asked = []
        monkeypatch.setattr(current_app, "send_task", lambda name, kwargs, retry: asked.append((name, kwargs)))
        with django_capture_on_commit_callbacks(execute=True):
            sweep()
        return asked

    return ask


@pytest.mark.rule("R1-34", "R1-31")
def test_register_contract_gives_number_amounts_and_fact(cast):
    contract = checked_contract(cast)

    registration = register_contract(contract=contract, by=cast.reviewer)

    assert registration.number == f"{today().year}330001000001"
    assert (registration.total_amount, registration.technology_amount) == (10_000_000, 6_500_000)
    assert registration.registered_on == today()
    assert registration.recommended_by == cast.registrar.user
    contract.refresh_from_db()
    assert contract.state == ContractState.REGISTERED
    fact = ContractFact.objects.get()
    assert (fact.total_fen, fact.technology_fen) == (1_000_000_000, 650_000_000)
    assert (fact.seller_region, fact.contract_type, fact.licence_mode) == ("3300", "31", "E")
    assert fact.month == today().replace(day=1)
    assert Notice.objects.filter(person=cast.officer.user, kind="contracts.registered").count() == 1


def test_the_listing_of_a_deal_reaches_the_last_station_when_its_contract_is_registered(cast):
    contract = checked_contract(cast)
    deal = DealFactory()
    Listing.objects.filter(pk=deal.listing_id).update(state="sold")
    DisclosureFactory(deal=deal, state="published", published_at=now(), period_ends_at=now())
    Contract.objects.filter(pk=contract.pk).update(deal=deal)
    listing = Listing.objects.get(pk=deal.listing_id)
    assert [station.form for station in listing_stations(listing)][-2:] == ["done", "now"]

    register_contract(contract=contract, by=cast.reviewer)

    assert listing_stations(listing)[-1].form == "done"


@pytest.mark.rule("R1-34")
def test_numbers_run_per_agency():
    first, second = registered_contract(), registered_contract()
    other = registered_contract(agency=AgencyFactory(region_code="1100"), seller__region_code="1100")

    assert [each.number[-6:] for each in (first, second, other)] == ["000001", "000002", "000001"]
    assert other.number[4:10] == "110001"


def test_register_contract_twice_is_refused(cast):
    contract = checked_contract(cast)
    register_contract(contract=contract, by=cast.reviewer)

    with pytest.raises(PermissionRefused):
        register_contract(contract=contract, by=cast.reviewer)

    assert Registration.objects.count() == 1


def test_every_change_of_a_fact_writes_signed_rows(cast):
    registered_contract(cast)
    ContractFact.objects.update(technology_fen=1)
    ContractFact.objects.all().delete()

    rows = list(Outbox.objects.filter(topic="contract_fact").order_by("pk").values_list("payload", flat=True))

    assert [(row["w"], row["technology_fen"]) for row in rows] == [
        (1, 650_000_000),
        (-1, 650_000_000),
        (1, 1),
        (-1, 1),
    ]
    assert sum(row["w"] * row["technology_fen"] for row in rows) == 0
    columns = {field.column for field in ContractFact._meta.concrete_fields}
    assert set(rows[0]) == columns | {"w"}


@pytest.mark.parametrize("table", ["contracts_registration", "contracts_certificate"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_registrations_and_certificates_are_only_ever_added(cast, table, statement):
    issue_certificate(registration_id=registered_contract(cast).pk)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))

    assert Certificate.objects.count() == 1


def test_issue_certificate_is_made_once_and_says_what_was_registered(cast):
    registration = registered_contract(cast)

    first = issue_certificate(registration_id=registration.pk)
    second = issue_certificate(registration_id=registration.pk)

    assert first == second
    assert Certificate.objects.count() == 1
    text = text_of(bytes(first.pdf))
    for said in (registration.number, "¥10,000,000.00", "¥6,500,000.00", "人民币陆佰伍拾万元整", first.check_value):
        assert said in text
    assert str(cast.registrar.user).replace(" ", "") in text


def test_sweep_finds_registrations_that_have_been_owed_a_certificate_for_a_while(celery_asked):
    owed = RegistrationFactory(registered_at=now() - timedelta(minutes=1))
    CertificateFactory(registration=RegistrationFactory(registered_at=now() - timedelta(minutes=1)))
    RegistrationFactory()

    assert celery_asked(sweep_owed_certificates) == [("contracts.issue_certificate", {"registration_id": owed.pk})]


def test_register_contract_at_the_amount_that_was_proposed(cast):
    contract = claim_contract(contract=recommended_contract(cast, amount=Decimal(6_000_000)), by=cast.reviewer)

    registration = register_contract(contract=contract, by=cast.reviewer)

    assert registration.technology_amount == Decimal(6_000_000)
