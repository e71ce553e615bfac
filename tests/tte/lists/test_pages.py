"""The page of a list, tried on the register of contracts and the queues: what it asks, shows, keeps and hides."""

import re

import pytest
from django.urls import reverse

from contracts.models import Contract, Registration
from tests.factories.accounts import make_actor, sign_in
from tests.factories.contracts import Cast, ContractFactory, filed_contract, registered_contract
from tests.factories.institutions import AgencyFactory
from tests.factories.lists import kept_view
from tte.accounts.enums import Role
from tte.common.languages import HAN
from tte.common.paging import CURSOR
from tte.lists.kinds import LISTS
from tte.lists.models import ColumnChoice, SavedView

pytestmark = pytest.mark.django_db
REGISTER = "/registry/register/"
VIEWS = "/lists/contracts.register/views/"


@pytest.fixture
def cast():
    return Cast(ContractFactory())


@pytest.fixture
def registrar(client, cast):
    sign_in(client, cast.registrar)
    return cast.registrar


def registered(registrar, count=1, **fields):
    return [registered_contract(agency=registrar.organisation.agency, **fields) for _ in range(count)]


def registered_elsewhere():
    """A registration of another agency."""
    row, agency = registered_contract(), AgencyFactory(point="02")
    Contract.objects.filter(pk=row.contract_id).update(agency=agency)
    return Registration.objects.select_related("contract__agency__organisation").get(pk=row.pk)


def shown(answer):
    return [line.pk for line in answer.context["list"].objects]


@pytest.mark.parametrize("count", [1, 3, 20])
def test_the_register_asks_the_database_as_often_for_one_row_as_for_twenty(
    client, registrar, django_assert_num_queries, count
):
    registered(registrar, count)
    client.get(REGISTER)

    with django_assert_num_queries(10):
        answer = client.get(REGISTER)

    assert len(answer.context["list"].rows) == count


def test_conditions_are_chips_that_can_be_taken_away_one_by_one(client, registrar):
    rows = registered(registrar, 2)
    kind = rows[0].contract.contract_type

    answer = client.get(REGISTER, {"q": rows[0].number, "contract_type": kind, "sort": "amount"})

    page = answer.context["list"]
    assert shown(answer) == [rows[0].pk]
    assert [chip.url for chip in page.chips] == [
        f"?contract_type={kind}&sort=amount",
        f"?q={rows[0].number}&sort=amount",
    ]
    assert page.clear_url == "?sort=amount"
    assert shown(client.get(REGISTER + page.clear_url)) == sorted(row.pk for row in rows)


def test_every_condition_has_its_field(client, registrar):
    page = client.get(REGISTER, {"least": "1"})

    names = [field.name for field in page.context["list"].fields]
    assert names == ["contract_type", "field", "since", "until", "least", "most"]
    assert all(f'name="{name}"' in page.content.decode() for name in [*names, "q", "sort"])


def test_one_of_several_values_of_a_condition_goes_alone(client, registrar, cast):
    filed_contract(cast)

    answer = client.get("/registry/", {"state": ["submitted", "accepted"]})

    assert [chip.url for chip in answer.context["list"].chips] == ["?state=accepted", "?state=submitted"]


def test_orders_run_both_ways_and_an_unknown_one_is_the_usual(client, registrar):
    first, second, third = registered(registrar, 3)
    up = shown(client.get(REGISTER, {"sort": "number"}))

    assert up == sorted(up, key=lambda pk: {row.pk: row.number for row in (first, second, third)}[pk])
    assert shown(client.get(REGISTER, {"sort": "-number"})) == up[::-1]
    assert shown(client.get(REGISTER, {"sort": "evil"})) == [third.pk, second.pk, first.pk]


def test_the_head_of_a_column_says_its_order_and_leads_to_the_other(client, registrar):
    registered(registrar)

    heads = {head.name: head for head in client.get(REGISTER, {"sort": "number", "q": ""}).context["list"].heads}

    directions = {head.direction for head in heads.values()}
    assert directions == {"", "none", "ascending"}
    assert [head.url for head in heads.values() if head.direction == "ascending"] == ["?sort=-number&q="]


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday", "least": "many", "contract_type": "nonsense"},
        {"q": "\x00", "least": "1e999", "until": "2026-02-31"},
        {"q": "x" * 5000, "sort": "-", "col": "<script>", "saved": "x", "at": "y"},
    ],
)
def test_whatever_stands_in_the_address_there_is_a_page(client, registrar, query):
    registered(registrar)
    assert client.get(REGISTER, query).status_code == 200


def test_a_condition_without_meaning_is_left_out_and_said_to_be(client, registrar):
    row = registered(registrar)[0]

    answer = client.get(REGISTER, {"since": "yesterday", "q": row.number})

    page = answer.context["list"]
    assert (len(page.left_out), len(page.chips), shown(answer)) == (1, 1, [row.pk])


def test_nothing_yet_and_nothing_matches_are_two_things(client, registrar):
    empty = client.get(REGISTER)
    registered(registrar)
    nothing = client.get(REGISTER, {"q": "无此单位"})

    for answer, has_way_out in ((empty, False), (nothing, True)):
        assert shown(answer) == []
        assert 'class="empty"' in answer.content.decode()
        assert (answer.context["list"].clear_url != "") is has_way_out
    assert f'href="{nothing.context["list"].clear_url}"' in nothing.content.decode()


def test_pages_turn_there_and_back_by_their_links(client, registrar, monkeypatch):
    monkeypatch.setattr("tte.common.paging.SIZE", 2)
    keys = [row.pk for row in registered(registrar, 5)][::-1]

    first = client.get(REGISTER)
    second = client.get(REGISTER + first.context["list"].following)
    third = client.get(REGISTER + second.context["list"].following)
    again = client.get(REGISTER + third.context["list"].previous)

    assert [shown(page) for page in (first, second, third, again)] == [keys[:2], keys[2:4], keys[4:], keys[2:4]]
    assert [page.context["list"].says for page in (first, second, third)] == ["1–2 / 5", "3–4 / 5", "5–5 / 5"]
    assert (first.context["list"].previous, third.context["list"].following) == ("", "")


def test_a_cursor_of_another_agency_opens_ones_own_rows_only(client, registrar, monkeypatch):
    monkeypatch.setattr("tte.common.paging.SIZE", 1)
    mine = registered(registrar, 2)
    elsewhere = [registered_elsewhere() for _ in range(2)]
    sign_in(client, make_actor(role=Role.REGISTRAR, organisation=elsewhere[0].contract.agency.organisation))
    token = client.get(REGISTER).context["list"].following.partition(f"{CURSOR}=")[2]
    assert token

    sign_in(client, registrar)
    answer = client.get(f"{REGISTER}?{CURSOR}={token}")

    assert set(shown(answer)) <= {row.pk for row in mine}


def test_columns_are_chosen_once_and_kept_for_the_person_alone(client, cast, registrar):
    registered(registrar)

    answer = client.post(
        "/lists/contracts.register/columns/", {"col": ["number", "amount", "evil"], "query": "q=&sort=number&col=x"}
    )

    assert answer.url == f"{REGISTER}?q=&sort=number"
    assert ColumnChoice.objects.get().columns == ["number", "amount"]
    heads = client.get(REGISTER).context["list"].heads
    assert len(heads) == 3
    assert len(client.get(REGISTER, {"col": "seller"}).context["list"].heads) == 2
    sign_in(client, cast.reviewer)
    assert len(client.get(REGISTER).context["list"].heads) == 8
    sign_in(client, registrar)
    client.post("/lists/contracts.register/columns/", {"usual": "1"})
    assert len(client.get(REGISTER).context["list"].heads) == 8


def test_the_address_of_exactly_this_list_shows_the_same_to_a_colleague(client, cast, registrar):
    rows = registered(registrar, 3)
    client.post("/lists/contracts.register/columns/", {"col": ["number"]})
    mine = client.get(REGISTER, {"sort": "amount", "q": rows[1].number})

    sign_in(client, cast.reviewer)
    theirs = client.get(mine.context["list"].tools.link)

    for part in ("heads", "rows", "sorts"):
        ours, others = (getattr(answer.context["list"], part) for answer in (mine, theirs))
        assert [each.name if part == "heads" else each for each in ours] == [
            each.name if part == "heads" else each for each in others
        ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("address", [REGISTER, "/registry/", VIEWS])
def test_lists_speak_one_language(client, cast, registrar, language, address):
    filed_contract(cast)
    kept_view(registrar, name="2026", query="contract_type=nonsense&gone=1")
    client.cookies["django_language"] = language
    main = re.search(r"<main.*?</main>", client.get(address).content.decode(), re.S)[0]
    text = re.sub(r'<(\w+)[^>]* lang="[^"]+"[^>]*>.*?</\1>|<[^>]+>', " ", main)
    if language == "en":
        assert HAN.findall(text) == []
    else:
        assert "Columns" not in text and "Sort" not in text


def test_a_view_is_kept_opened_renamed_and_deleted(client, registrar):
    row, _other = registered(registrar, 2)
    query = f"q={row.number}&sort=-amount&evil=1"

    saved = client.post(VIEWS, {"name": "Mine", "query": query})
    view = SavedView.objects.get()

    assert (view.user, view.membership) == (registrar.user, registrar.membership)
    assert saved.url == f"{REGISTER}?q={row.number}&sort=-amount&saved={view.pk}"
    opened = client.get(saved.url)
    assert shown(opened) == [row.pk]
    assert opened.context["list"].tools.current == "Mine"
    client.post(f"/lists/views/{view.pk}/rename/", {"name": "Ours"})
    assert [link.label for link in client.get(REGISTER).context["list"].tools.views] == ["Ours"]
    client.post(f"/lists/views/{view.pk}/delete/")
    assert SavedView.objects.count() == 0


def test_the_default_view_opens_the_list_and_can_be_left(client, registrar):
    row, other = registered(registrar, 2)
    view = kept_view(registrar, query=f"q={row.number}")
    client.post(f"/lists/views/{view.pk}/default/")

    opened = client.get(REGISTER)
    assert (opened.status_code, opened.url) == (302, f"{REGISTER}?q={row.number}&saved={view.pk}")
    assert sorted(shown(client.get(f"{REGISTER}?saved="))) == [row.pk, other.pk]
    client.post(VIEWS, {"name": "B", "query": "", "is_default": "on"})
    assert list(SavedView.objects.filter(is_default=True).values_list("name", flat=True)) == ["B"]
    client.post(f"/lists/views/{SavedView.objects.get(name='B').pk}/default/")
    assert SavedView.objects.filter(is_default=True).count() == 0


def test_names_are_taken_once_and_views_are_limited(client, registrar, settings):
    settings.TTE_SAVED_VIEWS = 2
    post = {"name": "A", "query": ""}

    answers = [client.post(VIEWS, post | {"name": name}).status_code for name in ("A", "A", "", "B", "C")]

    assert answers == [302, 422, 422, 302, 422]
    assert sorted(SavedView.objects.values_list("name", flat=True)) == ["A", "B"]


def test_a_view_with_a_condition_that_is_no_more_says_so_and_opens(client, registrar):
    row = registered(registrar)[0]
    view = kept_view(registrar, query=f"q={row.number}&turnover=high&sort=weight&col=number&col=smell")

    answer = client.get(f"{REGISTER}?{view.query}&saved={view.pk}")
    managed = client.get(VIEWS)

    assert shown(answer) == [row.pk]
    assert answer.context["list"].tools.lost == ["turnover", "col smell", "sort weight"]
    assert "turnover" in answer.content.decode()
    assert managed.context["rows"][0]["lost"] == ["turnover", "col smell", "sort weight"]


def test_views_of_others_and_of_ones_other_membership_do_not_exist(client, cast, registrar):
    theirs = kept_view(cast.reviewer, name="Theirs", query="q=secret")
    elsewhere = make_actor(role=Role.REGISTRAR, user=registrar.user)
    mine_elsewhere = kept_view(elsewhere, name="Elsewhere")

    for view in (theirs, mine_elsewhere):
        for act in ("rename", "default", "delete"):
            assert client.post(f"/lists/views/{view.pk}/{act}/", {"name": "X"}).status_code == 404
    page = client.get(f"{REGISTER}?saved={theirs.pk}")
    assert (page.context["list"].tools.views, page.context["list"].tools.current) == ([], "")
    assert sorted(SavedView.objects.values_list("name", flat=True)) == ["Elsewhere", "Theirs"]


@pytest.mark.parametrize("code", ["contracts.register", "contracts.queue", "listings.audit", "nonsense"])
def test_a_list_that_is_not_ones_own_to_open_does_not_exist(client, code):
    sign_in(client, make_actor(role=Role.AGENT))
    assert client.get(f"/lists/{code}/views/").status_code == 404
    assert client.get(f"/lists/{code}/file/").status_code == 404
    for door in ("views", "columns", "acts"):
        assert client.post(f"/lists/{code}/{door}/", {"name": "x", "act": "claim"}).status_code == 404
    assert SavedView.objects.count() + ColumnChoice.objects.count() == 0


def test_every_list_has_its_door(client):
    assert {code: reverse(kind.url_name) for code, kind in LISTS.items()} == {
        "listings.mine": "/achievements/",
        "listings.audit": "/audit/",
        "listings.data_room_log": "/rooms/log/",
        "listings.questions": "/questions/",
        "listings.followed": "/followed/",
        "listings.unit": "/unit-review/all/",
        "listings.unit_review": "/unit-review/",
        "contracts.mine": "/contracts/",
        "contracts.register": REGISTER,
        "contracts.queue": "/registry/",
        "listings.search": "/search/",
        "listings.catalogue": "/catalogue/",
        "institutions.organisations": "/people/",
    }
