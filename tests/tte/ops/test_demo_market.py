"""The data of the demonstration market: whole, in both languages, without a pair, and shaped like the real market."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from contracts.models import ContractFact, Registration
from contracts.numbers import parts_of
from listings.checks.duplicates import title_is_not_listed_already
from listings.models import Achievement, Listing
from listings.patent_numbers import check_patent_number
from listings.plates import plate
from listings.selectors.personal_data import personal_data
from listings.selectors.record_stock import Asked, twins_in_stock
from tests.factories.listings import AchievementFactory
from tte.accounts.enums import OrganisationKind, Role
from tte.accounts.models import Organisation
from tte.accounts.roles import ROLES_BY_KIND
from tte.codelists.enums import CodeList
from tte.codelists.loader import load_codelists
from tte.codelists.selectors.codes import codes
from tte.common.clock import now, today
from tte.common.languages import HAN
from tte.imports.models import Batch
from tte.ops.demo import figures
from tte.ops.demo.clock import moved_clock
from tte.ops.demo.market import make_market
from tte.ops.demo.oldcontracts import OldContract, old_contracts
from tte.ops.demo.people import BODIES, PEOPLE, fresh_passwords, read
from tte.ops.demo.stories import STAGES
from tte.ops.demo.supply import numbered
from tte.ops.demo.takeover import take_over_registers

ITEMS = read("achievements")
SHOWN = [item for item in ITEMS if item["stage"] != "spare"]
UNTIL = date(2026, 11, 25)


def test_there_are_eighty_achievements_in_every_stage_with_both_languages():
    assert len(SHOWN) == 80
    assert {item["stage"] for item in SHOWN} == set(STAGES)
    assert {item["field"] for item in SHOWN} == {f"{number:02d}" for number in range(1, 12)}
    assert [item["key"] for item in ITEMS for part in ("title", "abstract") if not item[f"{part}_zh"]] == []
    assert [item["key"] for item in ITEMS for part in ("title", "abstract") if HAN.search(item[f"{part}_en"])] == []
    assert [item["key"] for item in ITEMS for part in ("title", "abstract") if not item[f"{part}_en"]] == []
    assert [item["key"] for item in ITEMS if Decimal(item["price"]) % Decimal(item["increment"])] == []


@pytest.mark.rule("R4-20")
def test_numbers_pass_their_check_and_lie_where_none_are_given():
    """The serial of an application never begins with 99."""
    patents = [(kind, number) for item in ITEMS for kind, number in item["ip"] if kind.startswith("1")]
    read_numbers = [(kind, check_patent_number(numbered(kind, number))) for kind, number in patents]
    assert [kind for kind, _number in read_numbers] == [number.ip_type for _kind, number in read_numbers]
    assert {number.digits[5:7] for _kind, number in read_numbers} == {"99"}
    given = [number for item in ITEMS for _kind, number in item["ip"] if number]
    assert [number for number, times in Counter(given).items() if times > 1] == []


def test_every_achievement_has_a_plate_of_its_own():
    drawn = [plate(item["field"], item["title_zh"]) for item in SHOWN]
    assert len(set(drawn)) == 80


def test_texts_hold_no_personal_data():
    texts = [item[name] for item in ITEMS for name in ("title_zh", "title_en", "abstract_zh", "abstract_en")]
    assert [text for text in texts if personal_data(text)] == []


@pytest.mark.django_db
@pytest.mark.rule("R3-33")
def test_the_duplicate_checks_of_the_product_find_no_pair():
    twins = []
    for item in SHOWN:
        holder = _holder(item["holder"])
        asked = Asked(
            line=1,
            number_key="",
            source_key="",
            twin_key=None,
            number=next((numbered(kind, number) for kind, number in item["ip"] if number), ""),
            title_zh=item["title_zh"],
            title_en=item["title_en"],
            holder="",
        )
        twins += twins_in_stock([asked], seen_by=holder.pk)
        achievement = _entered(item, holder)
        if not title_is_not_listed_already(achievement).passed:
            twins.append(achievement)
    assert twins == []
    again = _entered(SHOWN[0] | {"title_zh": f"{SHOWN[0]['title_zh']}。"}, _holder("jiangzhou"))
    assert not title_is_not_listed_already(again).passed


def _entered(item: dict, holder: Organisation) -> Achievement:
    """The achievement as it stands in the stock and is listed."""
    texts = {"title_zh": item["title_zh"], "title_en": item["title_en"]}
    achievement = AchievementFactory(holder=holder, rights=False, **texts)
    for kind, number in item["ip"]:
        achievement.ip_rights.create(ip_type=kind, number=numbered(kind, number))
    began = now()
    Listing.objects.create(
        achievement=achievement, code=f"TX26-{achievement.pk}", holder=holder, exchange=holder, price=1, increment=1,
        deposit=0, rule_set="R2026", listed_at=began, notice_ends_at=began + timedelta(days=1),
        base_price=1, notice_unit="days", notice_minimum=1, notice_length=1,
        counted_from=began, counted_length=1, counted_unit="days",
    )  # fmt: skip
    return Achievement.objects.get(pk=achievement.pk)


def _holder(code: str) -> Organisation:
    body = next(body for body in BODIES if body.code == code)
    facts = {"kind": body.kind, "name_zh": body.name_zh, "party_type": body.party_type}
    return Organisation.objects.get_or_create(code=code, defaults=facts | {"region_code": body.region_code})[0]


# --- bodies and people -----------------------------------------------------------------------------------------------


def test_people_act_in_institutions_and_agencies_of_six_provinces():
    counted = [body for body in BODIES if body.kind in (OrganisationKind.HOLDER, OrganisationKind.AGENCY)]
    assert (len(counted), len({body.region_code[:2] for body in counted})) == (12, 6)
    assert len(PEOPLE) == len({person.email for person in PEOPLE}) == 42
    kinds = {body.code: body.kind for body in BODIES}
    posts = [(body, role) for person in PEOPLE for body, role in person.posts]
    assert [(body, role) for body, role in posts if role not in ROLES_BY_KIND[kinds[body]]] == []


def test_each_role_has_one_button_and_each_agency_two_persons():
    assert sorted(person.button for person in PEOPLE if person.button) == sorted([*Role.values, "agent2"])
    for body in BODIES:
        if body.kind == OrganisationKind.AGENCY:
            people = {role: person.key for person in PEOPLE for code, role in person.posts if code == body.code}
            assert set(people) == {Role.REGISTRAR, Role.REVIEWER}
            assert len(set(people.values())) == 2


# --- the clock -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_services_stamp_by_the_moved_clock_and_the_true_one_comes_back():
    true = now()
    with moved_clock() as clock:
        clock.to(true - timedelta(days=30))
        moved = now()
        made = AchievementFactory()
        clock.to(true + timedelta(days=1))
        ahead = now()
    made.refresh_from_db()
    assert timedelta(0) <= moved - (true - timedelta(days=30)) < timedelta(seconds=30)
    assert timedelta(0) <= made.posted_at - moved < timedelta(seconds=30)
    assert timedelta(0) <= ahead - true < timedelta(seconds=30)
    assert timedelta(0) <= AchievementFactory.create().posted_at - true < timedelta(seconds=30)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'demo_clock'")
        assert cursor.fetchone() == (0,)


# --- the years before ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def olds() -> list[OldContract]:
    return old_contracts(3000, until=UNTIL)


def test_the_years_before_are_the_same_on_every_machine(olds):
    assert old_contracts(3000, until=UNTIL) == olds
    assert len(olds) == 3000
    assert {each.registered_on.year for each in olds} == {2022, 2023, 2024, 2025, 2026}
    assert max(each.registered_on for each in olds) <= UNTIL


@pytest.mark.parametrize("until", ["2027-01-01", "2027-01-20", "2028-02-29", "2028-07-01"])
def test_whatever_the_day_there_are_as_many(until):
    drawn = old_contracts(600, until=date.fromisoformat(until))
    assert len(drawn) == 600
    assert len({each.registered_on.year for each in drawn}) in (5, 6)
    assert all(Decimal(0) < each.technology <= each.total for each in drawn)


@pytest.mark.rule("R1-32", "R1-33", "R1-34")
def test_numbers_change_their_form_after_the_first_year(olds):
    assert {(len(each.number), each.registered_on.year == 2022) for each in olds} == {(14, True), (16, False)}
    assert len({each.number for each in olds}) == 3000
    parts = [parts_of(each.number) for each in olds]
    assert [part.year for part in parts] == [each.registered_on.year for each in olds]
    assert {part.region_code for part in parts} == {"1100", "3200", "3700", "4100", "4300", "4400"}
    highest = Counter((part.year, part.region_code) for part in parts)
    assert {key: max(p.serial for p in parts if (p.year, p.region_code) == key) for key in highest} == highest


@pytest.mark.rule("R2-32")
def test_the_years_before_have_the_shape_of_the_market(olds):
    large = [each.total for each in olds if each.total >= 10_000_000]
    whole = sum(each.total for each in olds)
    assert 0.03 < len(large) / 3000 < 0.08
    assert 0.7 < sum(large) / whole < 0.9
    services = sum(each.total for each in olds if each.contract_type.startswith("5"))
    assert 0.45 < services / whole < 0.72
    enterprises = [each for each in olds if each.seller.kind == "enterprise"]
    assert 0.66 < len(enterprises) / 3000 < 0.73
    assert sum(each.total for each in enterprises) / whole > 0.8
    years = Counter(each.registered_on.year for each in olds)
    assert years[2022] < years[2023] < years[2024] < years[2025]
    months = Counter(each.registered_on.month for each in olds if each.registered_on.year < 2026)
    assert max(months, key=months.__getitem__) == 12
    home = sum(each.seller.region[:2] == each.buyer.region[:2] for each in olds)
    assert 0.38 < home / 3000 < 0.55
    assert {each.field for each in olds} == set(figures.FIELDS)


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("R1-35", "R2-01")
def test_the_years_before_enter_by_the_take_over_and_their_totals_agree():
    load_codelists()
    with moved_clock() as clock:
        market = make_market(clock, fresh_passwords())
        clock.to(now() + timedelta(days=100))
        take_over_registers(market, contracts=240)
    batches = Batch.objects.filter(kind="register")
    assert Counter(batches.values_list("state", flat=True)) == {"entered": batches.count() - 1, "checked": 1}
    assert [batch.refused_count for batch in batches.filter(state="entered")] == [0] * (batches.count() - 1)
    assert batches.get(state="checked").refused_count == 4
    assert Registration.objects.count() == ContractFact.objects.count() == 240
    said = [line for batch in batches.filter(state="entered") for line in batch.after]
    compared = [value for label, value in said if "difference" in label["en"]]
    assert compared
    assert [value["en"] for value in compared] == ["none: it agrees"] * len(compared)
    assert today() >= Registration.objects.latest("registered_on").registered_on


@pytest.mark.django_db
def test_every_code_of_the_years_before_is_in_its_list(olds):
    load_codelists()
    for name, code_list in (
        ("contract_type", CodeList.CONTRACT_TYPE),
        ("field", CodeList.TECHNOLOGY_FIELD),
        ("ip_type", CodeList.IP_TYPE),
        ("plan_source", CodeList.PLAN_SOURCE),
    ):
        known = {entry.code for entry in codes(code_list)}
        assert {getattr(each, name) for each in olds} <= known
    regions = {entry.code for entry in codes(CodeList.REGION)}
    assert {party.region for each in olds for party in (each.seller, each.buyer)} <= regions
