from datetime import timedelta
from decimal import Decimal

import pytest

from listings.enums import DisclosureState
from listings.models import Disclosure
from listings.selectors.disclosure import check_value, disclosure_rows, due_disclosures, public_name
from listings.services.deal import confirm_deal
from listings.services.disclosure import publish_disclosure
from listings.services.negotiation import accept_offer, make_offer
from tests.factories.accounts import OrganisationFactory
from tests.factories.bidding import auditor_of, make_agent, negotiated_listing, officer_of
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return make_agent()


@pytest.fixture
def deal(agent):
    listing = negotiated_listing(agent)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)
    return accept_offer(offer=offer, by=officer_of(listing))


def make_due(deal):
    Disclosure.objects.update(due_at=now() - timedelta(seconds=1))
    return Disclosure.objects.get(deal=deal)


def test_codes_are_dense(deal):
    assert deal.code.startswith("D26-")
    assert deal.disclosure.code == deal.code.replace("D26", "GS26")


def test_confirmation_happens_once(deal):
    auditor = auditor_of(deal.listing)
    confirmed = confirm_deal(deal=deal, by=auditor)
    assert (confirmed.confirmed_by, confirmed.confirmed_at is not None) == (auditor.user, True)
    again = confirm_deal(deal=deal, by=auditor_of(deal.listing))
    assert (again.confirmed_by, again.confirmed_at) == (auditor.user, confirmed.confirmed_at)
    assert Event.objects.filter(kind="deal.confirm").count() == 1


@pytest.mark.rule("R3-29")
def test_a_result_is_disclosed_only_once_the_deal_is_confirmed(deal):
    disclosure = make_due(deal)
    assert list(due_disclosures()) == []
    assert publish_disclosure(disclosure_id=disclosure.pk) is False
    disclosure.refresh_from_db()
    assert (disclosure.state, disclosure.content) == (DisclosureState.OWED, {})


def test_before_its_hour_nothing_is_published(deal):
    confirm_deal(deal=deal, by=auditor_of(deal.listing))
    assert publish_disclosure(disclosure_id=deal.disclosure.pk) is False


@pytest.mark.rule("R3-60")
def test_the_notice_says_what_the_rules_ask(deal, agent):
    confirm_deal(deal=deal, by=auditor_of(deal.listing))
    disclosure = make_due(deal)
    assert list(due_disclosures()) == [disclosure]
    assert publish_disclosure(disclosure_id=disclosure.pk) is True
    assert publish_disclosure(disclosure_id=disclosure.pk) is False
    disclosure.refresh_from_db()
    assert disclosure.state == DisclosureState.PUBLISHED
    assert disclosure.period_ends_at - disclosure.published_at < rule(RuleKey.DISCLOSURE_PERIOD).period + timedelta(
        seconds=1
    )
    content = disclosure.content
    assert content["listing"] == deal.listing.code
    assert content["buyer"] == {"zh": agent.organisation.name_zh, "en": agent.organisation.name_en}
    assert content["seller"]["zh"] == deal.seller.name_zh
    assert (Decimal(content["base_price"]), Decimal(content["deal_price"])) == (deal.listing.price, deal.price)
    assert (content["qualified_bidders"], content["related_party"], content["contract_number"]) == (1, False, None)
    assert set(content["mode"]) == set(content["right"]) == set(content["period"]) == {"zh", "en"}
    assert Event.objects.filter(kind="disclosure.publish").count() == 1
    assert Notice.objects.filter(kind="listings.result_disclosed", person=agent.user).count() == 1
    row = disclosure_rows([disclosure])[0]
    assert (row.code, row.price) == (disclosure.code, deal.price)
    assert len(check_value(disclosure).replace(" ", "")) == 16


def test_a_natural_person_is_masked():
    person = OrganisationFactory.build(name_zh="张若琳", name_en="Zhang Ruolin", party_type="401")
    assert public_name(person) == {"zh": "张×", "en": "Zhang ×"}
