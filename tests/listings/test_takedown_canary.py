"""Looking for a canary on every surface of the exchange, before a takedown and after it (R8-03)."""

import json
from unittest.mock import patch

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from listings.enums import AchievementState
from listings.models import Achievement, Listing
from tests.battery import r8_world
from tests.factories.listings import ListingFactory, imported
from tests.factories.takedown import taken_down
from tests.listings.canary import EN, FEW, ZH, Walk, addresses, beside, canaries, fill, in_valkey, unpacked
from tte.feed.models import Entry
from tte.feed.relay import relay_all
from tte.search.follower import rebuild as rebuild_search
from tte.search.index import reading as search_reading
from tte.search.queries import search
from tte.statistics.projection import rebuild as rebuild_statistics
from tte.statistics.reader import reading as statistics_reading

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8-03"), pytest.mark.slow]
BEFORE_THE_EXCHANGE = (AchievementState.DRAFT, AchievementState.SUBMITTED)


@pytest.fixture
def world(settings, tmp_path):
    """The world of the permission battery, with the canary in all that has come to the exchange."""
    settings.TTE_PROJECTIONS, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    search_reading.forget()
    statistics_reading.forget()
    made = r8_world.make_world()
    sheet = imported(f"标题,摘要\n{ZH}涂层,一\n{ZH}涂层,二\n", by=made.actors["officer"])
    made.things["canary_sheet"] = sheet.pk
    made.things["canary_copy"] = ListingFactory(copied_from=at_the_exchange(made)[0]).code
    for achievement in at_the_exchange(made):
        material = fill(achievement)
    fill(copy_of(made))
    made.things["canary_twin"] = ListingFactory(copied_from=at_the_exchange(made)[0]).code
    beside(made, material)
    relay_all()
    rebuild_search()
    rebuild_statistics()
    yield made
    search_reading.forget()
    statistics_reading.forget()


def copy_of(world) -> Achievement:
    """A copy that another unit has listed."""
    return Achievement._base_manager.get(listings__code=world.things["canary_copy"])


def at_the_exchange(world) -> list[Achievement]:
    rows = Achievement.objects.filter(holder=world.organisations["seller"])
    return list(rows.exclude(state__in=BEFORE_THE_EXCHANGE).order_by("pk"))


def walked(world, over) -> Walk:
    walk = Walk(world)
    for person, address in over:
        walk.look(person, address)
    return walk


def test_after_a_takedown_a_canary_is_found_on_no_surface(world, record_property):
    everywhere = [*addresses(world), *of_listing(world.things["canary_copy"])]
    sheets = [each for each in everywhere if "/imports/" in each[1]]
    before = walked(world, everywhere[::5] + sheets)  # enough to know that the walk finds it
    first, *others = at_the_exchange(world)
    takedowns = [taken_down(first, world.actors["head"], along=[copy_of(world).code])]
    takedowns += [taken_down(each, world.actors["head"]) for each in others]

    own = [("officer", reverse("listings:own_takedowns")), ("author", reverse("listings:own_takedowns"))]
    for each in takedowns:
        address = reverse("listings:takedown_status", args=[each.code])
        own += [("officer", address), ("author", address), ("rival", address)]
    after = walked(world, everywhere + own)
    record_property("askings", after.asked)
    record_property("found before", len(before.found))
    assert len(before.found) > 50
    assert f"officer {reverse('imports:bad_rows', args=[world.things['canary_sheet']])}" in before.found
    assert "\n".join(after.found) == ""
    twin = world.things["canary_twin"]
    assert [Client(SERVER_NAME="localhost").get(each).status_code for _who, each in of_listing(twin)[:2]] == [200, 200]
    assert in_valkey() == []
    for words in (ZH, EN):
        assert [search(words, kind=kind).total for kind in ("listing", "catalogue")] == [0, 0]
    assert [
        each for each in Entry.objects.values_list("payload", flat=True) if canaries(json.dumps(each).encode())
    ] == []

    relay_all()
    rebuild_search()
    assert [search(ZH, kind=kind).total for kind in ("listing", "catalogue")] == [0, 0]
    assert evidence_readers(world, takedowns[-1]) == {"head"}
    assert caught_faults(world, everywhere)


def of_listing(code: str) -> list[tuple[str, str]]:
    places = [reverse("listings:listing", args=[code]), reverse("api:listing", args=[code])]
    return [(person, place) for person in FEW for place in places]


def evidence_readers(world, takedown) -> set[str]:
    """Who finds it in the evidence."""
    found = set()
    for person, session in world.sessions.items():
        client = Client(SERVER_NAME="localhost")
        client.cookies["sessionid"] = session
        answer = client.get(f"/takedowns/{takedown.code}/evidence/")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if canaries(unpacked(body)):
            found.add(person)
    return found


def caught_faults(world, everywhere) -> bool:
    """The control: a table that forgets to ask, and a search that does, are both found."""
    pages = [each for each in everywhere if each[0] == "visitor" and "/listings/" in each[1]]
    with patch.object(type(Listing.objects), "get_queryset", models.Manager.get_queryset):
        forgetful = walked(world, pages).found
    return bool(forgetful)
