"""What programs are told of supply: every move, by its own state, at an address that the reader may open."""

import json

import pytest

from listings import lifecycles
from listings.models import Listing
from listings.services.listing import end_notice
from listings.services.takedown import reinstate
from tests.factories.accounts import OrganisationFactory
from tests.factories.bidding import auditor_of, make_agent
from tests.factories.data_room import asked_access, offered_room
from tests.factories.listings import (
    ListingFactory,
    claimed_achievement,
    make_auditor,
    make_notice_due,
    make_officer,
)
from tests.factories.notice import examined_objection
from tests.factories.takedown import make_head, taken_down
from tests.factories.webhooks import SubscriptionFactory
from tte.feed.relay import relay_all
from tte.webhooks.enums import Sight
from tte.webhooks.fanning import take_batch
from tte.webhooks.kinds import BY_TRAIL
from tte.webhooks.models import Message, Subscription

pytestmark = pytest.mark.django_db

# Records of the catalogue have no events of their own: a batch of them is one line of the trail.
UNTOLD = {"achievement.catalogue", "achievement.turn_away", "achievement.keep_back", "achievement.complete"}
TOLD = ("ACHIEVEMENT", "LISTING", "OBJECTION", "ROOM_ACCESS", "DISCLOSURE")


def hears(organisation) -> Subscription:
    return SubscriptionFactory(organisation=organisation, sight=Sight.PUBLIC)


def fan_out() -> None:
    relay_all()
    while take_batch():
        pass


def heard(subscription: Subscription) -> list[tuple[str, dict]]:
    bodies = subscription.dispatches.order_by("pk").values_list("message__body", flat=True)
    return [(said["type"], said["data"]) for said in map(json.loads, bodies)]


@pytest.mark.parametrize("name", TOLD)
def test_every_move_is_an_event(name):
    verbs = {f"{name.lower().replace('_', '')}.{move.verb}" for move in getattr(lifecycles, name)}
    assert verbs - set(BY_TRAIL) - UNTOLD == set()


@pytest.mark.rule("R3-24")
def test_an_extended_notice_says_no_moment_for_a_state():
    listing = ListingFactory()
    Listing.objects.filter(pk=listing.pk).update(extension_length=5, extensions_allowed=1)
    holder = hears(listing.holder)
    end_notice(listing=make_notice_due(listing))
    fan_out()

    [(kind, data)] = heard(holder)
    assert (kind, "state" in data) == ("listing.extended", False)


@pytest.mark.rule("R8-03")
def test_a_takedown_names_the_act_and_the_addresses_that_are_gone_to_everybody_who_could_see_them(client):
    listing = ListingFactory(title_zh="独一无二的名称")
    mirror, holder = hears(OrganisationFactory()), hears(listing.holder)
    takedown = taken_down(listing.achievement, make_head())
    fan_out()

    [(kind, data)] = heard(mirror)
    assert kind == "takedown.made"
    assert (data["subject"], data["code"], data["listings"]) == ("takedown", takedown.code, [listing.code])
    assert "独一无二的名称" not in Message.objects.get().body
    assert client.get(data["url"]).status_code in (410, 451)
    assert client.get(data["api"]).json()["takedown"] == takedown.code
    assert heard(holder) == heard(mirror)

    reinstate(takedown=takedown, by=make_head(), reason_code="B1", text="nothing to it")
    fan_out()
    assert [kind for kind, _data in heard(mirror)] == ["takedown.made", "listing.resumed", "takedown.undone"]
    assert client.get(data["api"]).status_code == 200


@pytest.mark.rule("R8-03")
def test_a_takedown_of_what_was_never_public_is_told_to_its_two_sides_alone(client):
    head = make_head()
    audited = claimed_achievement(make_auditor())
    mirror, holder, office = (hears(each) for each in (OrganisationFactory(), audited.holder, head.organisation))
    taken_down(audited, head)
    fan_out()

    assert heard(mirror) == []
    [(kind, data)] = heard(holder)
    assert (kind, data["listings"]) == ("takedown.made", [])
    assert heard(office) == heard(holder)
    for user in (make_officer(audited.holder).user, head.user):
        client.force_login(user)
        assert {client.get(data[place]).status_code for place in ("url", "api")} <= {410, 451}
    client.logout()
    assert 410 not in {client.get(data[place]).status_code for place in ("url", "api")}


def test_the_address_of_a_public_objection_is_open_to_everybody(client):
    listing = ListingFactory()
    mirror = hears(OrganisationFactory())
    objection = examined_objection(listing, auditor_of(listing))
    fan_out()

    said = dict(heard(mirror))["objection.admitted"]
    page = client.get(said["url"])
    assert (page.status_code, said["url"].partition("#")[2]) == (200, "objections")
    assert objection.code in page.content.decode() and 'id="objections"' in page.content.decode()


def test_the_address_of_an_access_leads_each_side_to_its_page(client):
    listing, agent = ListingFactory(), make_agent()
    sides = hears(listing.holder), hears(agent.organisation)
    access = asked_access(offered_room(listing), agent)
    fan_out()

    for side, person, place in (
        (sides[0], make_officer(listing.holder), f"/rooms/access/{access.pk}/"),
        (sides[1], agent, f"/rooms/{listing.code}/"),
    ):
        said = dict(heard(side))["room_access.asked"]
        client.force_login(person.user)
        page = client.get(said["url"], follow=True)
        assert (page.status_code, page.request["PATH_INFO"]) == (200, place)
