import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from pypdf import PdfReader

from listings.lists.data_room_log import LogFilters
from listings.models import RoomEntry
from listings.selectors.data_room import accesses, agreement, undecided_gates
from listings.services.data_room import withdraw_access
from listings.services.export_gate import decide_export
from listings.views.data_room import network_of
from tests.factories.accounts import OrganisationFactory, make_actor, sign_in
from tests.factories.bidding import auditor_of, make_agent
from tests.factories.data_room import (
    REASON,
    RoomEntryFactory,
    asked_access,
    confidential_file,
    granted_access,
    offered_room,
    signed_access,
)
from tests.factories.listings import ListingFactory, make_officer
from tte.accounts.enums import OrganisationKind, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["en", "zh-hans"])
def language(request, client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = request.param
    return request.param


@pytest.fixture
def room():
    return offered_room()


def url(name, *args):
    return reverse(f"listings:{name}", args=args)


def page_of(room):
    return url("data_room", room.listing.code)


def file_of(room):
    return url("room_file", room.listing.achievement.attachments.get().pk)


def foreign_agent():
    organisation = OrganisationFactory(kind=OrganisationKind.ENTERPRISE, region_code="8000")
    return make_actor(role=Role.AGENT, organisation=organisation)


@pytest.mark.rule("R8-05")
def test_the_way_by_the_pages(client, language):
    listing = ListingFactory()
    confidential_file(listing)
    officer, agent = make_officer(listing.holder), make_agent()
    sign_in(client, officer)
    assert client.get(url("kept_rooms")).status_code == 200
    assert client.post(url("keep_data_room", listing.code), {"opening": "decision"}).status_code == 302
    sign_in(client, agent)
    page = url("data_room", listing.code)
    assert page in client.get(url("listing", listing.code)).content.decode()
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": REASON}).status_code == 302
    access = accesses().get()
    sign = url("sign_agreement", access.pk)
    assert sign in client.get(page).content.decode()
    assert agreement().sha256 in client.get(sign).content.decode()
    assert client.post(sign, {"version": agreement().key}).status_code == 422
    assert client.post(sign, {"version": agreement().key, "agrees": "on"}).status_code == 302
    assert agreement().sha256 in client.get(sign).content.decode()
    sign_in(client, officer)
    decide = url("room_access", access.pk)
    assert client.get(decide).status_code == 200
    assert client.post(decide, {"act": "grant", "ends_on": "2020-01-01"}).status_code == 422
    assert client.post(decide, {"act": "grant"}).status_code == 302
    sign_in(client, agent)
    attachment = listing.achievement.attachments.get()
    assert url("room_file", attachment.pk) in client.get(page).content.decode()
    assert RoomEntry.objects.filter(act="view").count() == 1
    for seen in ("data_rooms", "data_room_log"):
        assert listing.code in client.get(url(seen)).content.decode()
    sign_in(client, officer)
    for seen in (url("keep_data_room", listing.code), url("data_room_log"), decide):
        assert agent.organisation.name_zh[:4] in client.get(seen).content.decode() or language == "en"
    assert client.post(decide, {"act": "withdraw", "reason": ""}).status_code == 422
    assert client.post(decide, {"act": "withdraw", "reason": "Sold"}).status_code == 302


@pytest.mark.rule("R8-05")
def test_a_download_is_a_marked_attachment_that_nobody_keeps(client, room):
    agent = make_agent()
    granted_access(room, agent)
    sign_in(client, agent)
    answer = client.get(file_of(room), headers={"x-forwarded-for": "203.0.113.77"})
    body = b"".join(answer.streaming_content)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["Cache-Control"], "ETag" in answer) == ("private, no-store", False)
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(body)).pages]
    assert [agent.user.name in text for text in texts] == [True, True]
    assert [entry.address for entry in RoomEntry.objects.all()] == ["203.0.113.0/24"]


def test_a_download_whose_reader_hangs_up_is_logged_once(client, room):
    agent = make_agent()
    granted_access(room, agent)
    sign_in(client, agent)
    client.get(file_of(room))  # not a byte of its body is read
    assert RoomEntry.objects.filter(act="download", person=agent.user).count() == 1
    assert client.head(file_of(room)).status_code == 405
    assert RoomEntry.objects.count() == 1


def test_only_the_people_of_an_admitted_enterprise_take_files(client, room):
    agent = make_agent()
    granted_access(room, agent)
    colleague = make_actor(role=Role.AGENT, organisation=agent.organisation)
    for actor, code in (
        (colleague, 200),
        (make_agent(), 404),
        (make_actor(role=Role.OFFICER, organisation=agent.organisation), 404),
        (make_officer(room.listing.holder), 404),
        (auditor_of(room.listing), 404),
    ):
        sign_in(client, actor)
        assert client.get(file_of(room)).status_code == code
    assert [entry.person for entry in RoomEntry.objects.all()] == [colleague.user]
    client.logout()
    assert client.get(file_of(room)).status_code == 302


@pytest.mark.parametrize("state", ["asked", "signed"])
def test_whoever_was_never_let_in_meets_nothing(client, room, state):
    agent = make_agent()
    {"asked": asked_access, "signed": signed_access}[state](room, agent)
    sign_in(client, agent)
    assert client.get(file_of(room)).status_code == 404
    assert file_of(room) not in client.get(page_of(room)).content.decode()
    assert RoomEntry.objects.count() == 0


def test_after_the_withdrawal_the_next_request_is_refused_with_its_reason(client, room, language):
    agent = make_agent()
    access = granted_access(room, agent)
    sign_in(client, agent)
    assert client.get(file_of(room)).status_code == 200
    withdraw_access(access=access, reason="The coating is sold", by=make_officer(room.listing.holder))
    refused = client.get(file_of(room))
    assert (refused.status_code, "The coating is sold" in refused.content.decode()) == (403, True)
    seen = client.get(page_of(room)).content.decode()
    assert (file_of(room) in seen, "The coating is sold" in seen) == (False, True)
    assert RoomEntry.objects.count() == 1


@pytest.mark.rule("R8-16")
def test_a_foreign_account_reads_why_it_waits_until_the_exchange_has_decided(client, room, language):
    agent = foreign_agent()
    access = signed_access(room, agent)
    sign_in(client, agent)
    seen = client.get(page_of(room)).content.decode()
    assert {"en": "outside the country", "zh-hans": "贵单位在境外"}[language] in seen
    assert client.get(file_of(room)).status_code == 404
    sign_in(client, make_officer(room.listing.holder))
    assert list(client.get(url("room_access", access.pk)).context["forms"]) == ["refuse"]
    sign_in(client, auditor_of(room.listing))
    gate = url("export_gate", access.pk)
    assert gate in client.get(url("export_gates")).content.decode()
    assert client.post(gate, {"trade_class": "R", "list_version": "2025-07-15"}).status_code == 422
    assert client.post(gate, {"trade_class": "F", "list_version": "2025-07-15"}).status_code == 302
    assert client.get(gate).status_code == 200
    sign_in(client, make_officer(room.listing.holder))
    assert list(client.get(url("room_access", access.pk)).context["forms"]) == ["grant", "refuse"]


def test_the_gate_shows_every_request_the_undecided_first_and_nobody_at_home(client, room, monkeypatch):
    monkeypatch.setattr("tte.common.paging.SIZE", 2)
    abroad = [signed_access(room, foreign_agent()) for _ in range(3)]
    signed_access(room, make_agent())
    auditor = auditor_of(room.listing)
    words = {"trade_class": "F", "list_version": "2025-07-15", "reference": "", "note": ""}
    decide_export(access=abroad[0], by=auditor, **words)
    sign_in(client, auditor)

    first = client.get(url("export_gates")).context
    second = client.get(f"{url('export_gates')}{first['page'].following}").context

    seen = [access.pk for page in (first, second) for access, _found, _words in page["rows"]]
    assert seen == [abroad[1].pk, abroad[2].pk, abroad[0].pk]
    assert undecided_gates(auditor) == 2


def test_the_log_shows_each_side_its_own_part(client, room):
    agent, rival = make_agent(), make_agent()
    for one in (agent, rival):
        granted_access(room, one)
        sign_in(client, one)
        client.get(page_of(room))
    seen = client.get(url("data_room_log")).content.decode()
    assert (rival.user.name in seen, agent.user.name in seen) == (True, False)
    sign_in(client, make_officer(room.listing.holder))
    seen = client.get(url("data_room_log")).content.decode()
    assert (rival.user.name in seen, agent.user.name in seen) == (True, True)
    sign_in(client, make_officer(OrganisationFactory()))
    assert agent.user.name not in client.get(url("data_room_log")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_as_much_for_one_row_as_for_three(client, count, django_assert_num_queries):
    listing = ListingFactory()
    room = offered_room(listing)
    for _round in range(count):
        granted_access(room, make_agent())
    sign_in(client, make_officer(listing.holder))
    for page, queries in ((url("kept_rooms"), 5), (url("keep_data_room", listing.code), 11)):
        client.get(page)
        with django_assert_num_queries(queries):
            client.get(page)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("10.0.0.1, 203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2::7", "2001:db8:1::/48"),
        ("nonsense", ""),
    ],
)
def test_of_an_address_the_network_is_kept(rf, told, kept):
    assert network_of(rf.get("/", headers={"x-forwarded-for": told})) == kept


def test_a_day_of_the_log_is_a_day_of_the_official_zone(settings):
    settings.TTE_TIME_ZONE = "Asia/Shanghai"
    night = datetime(2026, 11, 25, 18, tzinfo=UTC)  # 26 November, 02:00 in Shanghai
    entry = RoomEntryFactory(happened_at=night)

    def on(day: str) -> list[RoomEntry]:
        return list(LogFilters({"since": day, "until": day}, RoomEntry.objects.all()).qs)

    assert (on("2026-11-25"), on("2026-11-26"), on("2026-11-27")) == ([], [entry], [])
