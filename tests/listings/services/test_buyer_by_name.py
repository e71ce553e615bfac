"""A buyer told by name or number: only an admitted organisation is meant, and only where the name says which one."""

import pytest
from django.utils import translation

from listings.models import Listing, NoticePlan
from listings.presenting.situation import say_next
from listings.selectors.listing import is_intended_buyer
from listings.selectors.notice_plan import buyer_named, plan_faults, plan_of
from listings.selectors.situation import Situation
from listings.services.intent import NotForIntents, register_intent
from listings.services.listing import BuyerShared
from listings.services.outside_sale import BuyerUnknown, name_buyer
from tests.factories.accounts import OrganisationFactory, OrganisationIdentifierFactory, make_actor
from tests.factories.bidding import auditor_of, make_agent
from tests.factories.listings import AchievementFactory, ListingFactory, NoticePlanFactory
from tests.listings.services.test_notice_acts import planned
from tests.listings.services.test_outside_sale import over, recorded
from tte.accounts.enums import Role

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R3-03")]
NAME = "远航装备有限公司"


def enterprise(**fields):
    return OrganisationFactory(name_zh=NAME, kind="enterprise", party_type="160", **fields)


def numbered(value, **fields):
    return OrganisationIdentifierFactory(organisation=enterprise(**fields), value=value).organisation


def test_whoever_is_not_admitted_takes_nobodys_place():
    enterprise(awaiting=True)
    assert buyer_named(NAME) is None
    admitted = enterprise()
    assert buyer_named(NAME) == admitted


def test_a_name_that_several_bear_asks_for_the_number():
    one, _other = numbered("NO-1"), numbered("NO-2")
    achievement = AchievementFactory(regime="NEG", publicity=False)
    NoticePlanFactory(achievement=achievement, intended_buyer_name=NAME, related_party=False)
    assert [name for name, _says in plan_faults(achievement, plan_of(achievement))] == ["intended_buyer_name"]
    NoticePlan.objects.update(intended_buyer_name="no-1", intended_buyer=one)
    assert plan_faults(achievement, plan_of(achievement)) == []


def test_an_auctioneers_sale_is_made_with_nobody_by_a_shared_name():
    numbered("NO-1"), numbered("NO-2")
    with pytest.raises(BuyerShared):
        recorded(over(), buyer_name=NAME)
    listing = recorded(over(), buyer_name="NO-3")
    with pytest.raises(BuyerShared):
        name_buyer(listing=listing, buyer_name=NAME, by=auditor_of(listing))
    numbered("NO-3", awaiting=True)
    with pytest.raises(BuyerUnknown):
        name_buyer(listing=listing, buyer_name="NO-3", by=auditor_of(listing))


def test_who_was_admitted_after_the_plan_was_saved_is_tied_to_the_listing():
    plan = {"intended_buyer_name": "no-1", "related_party": False}
    buyer = numbered("NO-1")
    assert planned(regime="NEG", **plan).intended_buyer == buyer


def test_who_registers_during_the_publicity_is_known_by_number_too():
    listing = ListingFactory()
    Listing.objects.filter(pk=listing.pk).update(intended_buyer=None, intended_buyer_name="no-1")
    listing.refresh_from_db()
    buyer, other = numbered("NO-1"), numbered("NO-2")
    assert is_intended_buyer(listing, buyer)
    assert not is_intended_buyer(listing, other)


def test_who_registers_during_the_publicity_under_a_shared_name_is_told_why_and_whom_to_ask():
    agents = [make_actor(role=Role.AGENT, organisation=numbered(number)) for number in ("NO-1", "NO-2")]
    listing, stranger = ListingFactory(), make_agent()
    Listing.objects.filter(pk=listing.pk).update(intended_buyer=None, intended_buyer_name=NAME)
    listing.refresh_from_db()

    def told(agent):
        with translation.override("en"), pytest.raises(NotForIntents) as refused:
            register_intent(listing=listing, undertakings=True, related_party=False, by=agent)
        return str(refused.value)

    for agent in agents:
        reason = told(agent)
        assert reason.startswith(f"The notice names its buyer only as {NAME}, and several organisations here bear")
        assert f"Ask {listing.holder.name_en} to have the notice published with your identification number" in reason
        with translation.override("en"):
            assert say_next(Situation.PUBLICITY, agent, listing).hint == reason
    assert told(stranger).startswith("This price was negotiated with a named buyer")
    assert listing.intents.count() == 0


def test_who_bears_the_name_but_is_not_meant_is_told_that_a_buyer_is_named():
    """It waits for its admission, or the notice says by the number that another of that name is meant."""
    waiting = make_actor(role=Role.AGENT, organisation=enterprise(awaiting=True))
    listing = ListingFactory()
    Listing.objects.filter(pk=listing.pk).update(intended_buyer=None, intended_buyer_name=NAME)
    with pytest.raises(NotForIntents, match="R3-03") as refused:
        register_intent(listing=Listing.objects.get(), undertakings=True, related_party=False, by=waiting)
    assert NAME not in str(refused.value)

    meant, other = numbered("NO-1"), make_actor(role=Role.AGENT, organisation=numbered("NO-2"))
    Listing.objects.filter(pk=listing.pk).update(intended_buyer=meant)
    with pytest.raises(NotForIntents, match="R3-03") as refused:
        register_intent(listing=Listing.objects.get(), undertakings=True, related_party=False, by=other)
    assert NAME not in str(refused.value)
