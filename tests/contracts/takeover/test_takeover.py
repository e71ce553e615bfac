"""R1-32..R1-35: an older register comes in with its numbers, its parties and its totals."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation
from stdnum.cn.uscc import calc_check_digit

from contracts.models import Certificate, Contract, ContractFact, Registration
from contracts.numbers import grouped, parts_of, series_of
from contracts.selectors.certificate import owed_certificates
from contracts.services.certificate import ask_certificate, issue_certificate
from institutions.services.organisation import register_organisation
from tests.factories.accounts import OrganisationFactory, UserFactory, make_actor
from tests.factories.imports import make_batch_of
from tests.factories.institutions import AgencyFactory
from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationState, Role
from tte.accounts.models import Organisation, OrganisationIdentifier
from tte.common.errors import PermissionRefused
from tte.common.numbering import next_number
from tte.imports.kinds import KINDS
from tte.imports.running import check_now, enter_now
from tte.trail.models import Event

pytestmark = pytest.mark.django_db

HEAD = (
    "登记编号,登记日期,合同名称,合同类型,卖方,卖方统一社会信用代码,卖方性质,卖方地区,"
    "买方,买方性质,买方地区,技术领域,合同成交额,技术交易额,状态\n"
)
CODE = "91430000MA0DEM001X"


@pytest.fixture
def agency(db):
    return AgencyFactory(region_code="4300", point="01")


@pytest.fixture(autouse=True)
def in_chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def administrator():
    return make_actor(role=Role.ADMINISTRATOR)


def line(number="2019430001000127", day="2019-03-05", kind="委托开发", seller="云麓理工大学", **more) -> str:
    cells = {
        "code": "",
        "seller_type": "0221",
        "buyer": "明泽新材料有限公司",
        "total": "1200000",
        "technology": "1000000",
        "status": "有效",
    } | more
    return (
        f"{number},{day},涂层工艺{number[-4:]},{kind},{seller},{cells['code']},{cells['seller_type']},湖南省,"
        f"{cells['buyer']},150,3200,05,{cells['total']},{cells['technology']},{cells['status']}\n"
    )


def taken_over(agency, by, *lines, **options):
    chosen = {"agency": str(agency.pk), "unit": "yuan", "rule_set": "R2000", "stated": ""} | options
    batch = make_batch_of(HEAD + "".join(lines), by=by, kind="register", options=chosen)
    return enter_now(batch=check_now(batch=batch, by=by), mode="good", by=by)


def faults_of(batch) -> list[tuple[int, str]]:
    return list(batch.faults.order_by("line", "pk").values_list("line", "field"))


@pytest.mark.rule("R1-32", "R1-33", "R2-02")
def test_numbers_of_both_forms_stay_as_they_are(agency, administrator):
    batch = taken_over(agency, administrator, line(), line("08430001000012", "2008-06-30"))
    assert faults_of(batch) == []
    assert sorted(Registration.objects.values_list("number", flat=True)) == ["08430001000012", "2019430001000127"]
    fact = ContractFact.objects.get(number="08430001000012")
    assert (fact.month, fact.total_fen, fact.seller_region) == (date(2008, 6, 1), 120_000_000, "4300")
    assert grouped("08430001000012") == ["08", "43", "00", "01", "000012"]
    assert parts_of("99430001000012").year == 1999


def test_a_code_of_any_level_of_its_list_comes_in(agency, administrator):
    """2.5 has children of the national plans (P11 to P15), 2.3 those of the fields (four digits)."""
    head = HEAD.replace("合同类型", "合同类型,计划来源")
    rows = [
        line(f"201943000100012{n}").replace("委托开发", f"委托开发,{plan}").replace(",05,", f",{field},")
        for n, (plan, field) in enumerate([("P11", "05"), ("国家重点研发计划", "0101"), ("P4", "01")])
    ]
    chosen = {"agency": str(agency.pk), "unit": "yuan", "rule_set": "R2000", "stated": ""}
    text = head + "".join(rows)
    batch = make_batch_of(text, by=administrator, kind="register", options=chosen)
    batch = enter_now(batch=check_now(batch=batch, by=administrator), mode="good", by=administrator)
    assert faults_of(batch) == []
    facts = ContractFact.objects.order_by("number").values_list("plan_source", "field")
    assert list(facts) == [("P11", "05"), ("P15", "0101"), ("P4", "01")]


@pytest.mark.rule("R1-35")
def test_our_numbers_go_on_behind_those_taken_over(agency, administrator):
    taken_over(agency, administrator, line("2026430001000040", "2026-02-01"), line("2026430001000007", "2026-02-01"))
    assert next_number(series_of("4300", "01", 2026)) == 41


@pytest.mark.rule("R1-35")
def test_a_number_enters_once(agency, administrator):
    assert faults_of(taken_over(agency, administrator, line(), line())) == [(3, "")]
    assert faults_of(taken_over(agency, administrator, line(), line("2019430001000128"))) == [(2, "number")]
    assert Registration.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (line("12345"), "number"),
        (line("2019110001000127"), "number"),
        (line(day="2018-03-05"), "registered_on"),
        (line(day="2019-13-05"), "registered_on"),
        (line(day="2119-03-05", number="2119430001000127"), "registered_on"),
        (line(kind="买卖"), "contract_type"),
        (line(total="约一百万"), "total"),
        (line(total="0"), "total"),
        (line(total="1.005"), "total"),
        (line(technology="1200000.01"), "technology"),
        (line(status="注销"), "status"),
        (line(code="91430000MA0DEM0011"), "seller_code"),
        (line(seller_type="大学"), "seller_type"),
    ],
)
def test_what_cannot_enter_is_named_by_its_field(agency, administrator, row, field):
    batch = taken_over(agency, administrator, row, line("2019430001000999"))
    assert [(each, name) for each, name in faults_of(batch) if each == 2][:1] == [(2, field)]
    assert batch.entered_count == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("技术转让", "2"),
        ("专利实施许可转让", "31"),
        ("非专利技术转让", "23"),
        ("技术培训", "52"),
        ("12", "12"),
    ],
)
def test_old_names_of_types_are_understood(agency, administrator, given, code):
    batch = taken_over(agency, administrator, line(kind=given))
    assert list(batch.faults.values_list("reason", flat=True)) == []
    assert Contract.objects.get().contract_type == code


@pytest.mark.rule("R1-01")
def test_a_licence_without_a_mode_is_ordinary(agency, administrator):
    taken_over(agency, administrator, line(kind="专利实施许可"))
    assert Contract.objects.get().licence_mode == "O"


def test_parties_are_matched_or_recorded_and_none_comes_twice(agency, administrator):
    known = OrganisationFactory(name_zh="云麓理工大学")
    taken_over(
        agency,
        administrator,
        line(),
        line("2019430001000128", buyer="明泽新材料有限公司"),
        line("2019430001000129", buyer="张三"),
    )
    assert set(Contract.objects.values_list("seller", flat=True)) == {known.pk}
    recorded = Organisation.objects.filter(state=OrganisationState.RECORDED)
    assert sorted(recorded.values_list("name_zh", flat=True)) == ["张三", "明泽新材料有限公司"]
    assert all(each.code.startswith("org-") for each in recorded)


def test_two_of_one_name_with_different_codes_are_two(agency, administrator):
    codes = [body + calc_check_digit(body) for body in ("91430000MA0DEM001", "91430000MA0DEM002")]
    rows = [
        line(f"201943000100013{n}", seller="同名公司", code=code, seller_type="150") for n, code in enumerate(codes)
    ]
    taken_over(agency, administrator, *rows, line("2019430001000139", seller="改了名的公司", code=codes[0]))
    assert OrganisationIdentifier.objects.filter(value__in=codes).count() == 2
    assert Contract.objects.values("seller").distinct().count() == 2


def test_an_organisation_known_from_a_register_is_taken_up_by_its_own_people(agency, administrator):
    code = "91430000MA0DEM001" + calc_check_digit("91430000MA0DEM001")
    taken_over(agency, administrator, line(seller="旧名公司", code=code, seller_type="150"))
    mine = register_organisation(
        name_zh="新名公司",
        kind="enterprise",
        party_type="150",
        region_code="4300",
        scheme="uscc",
        value=code,
        by=Actor(UserFactory()),
    )
    assert (mine.state, mine.name_zh) == (OrganisationState.AWAITING, "新名公司")
    assert Contract.objects.get().seller == mine


@pytest.mark.rule("R2-01")
def test_totals_are_compared_year_by_year(agency, administrator):
    stated = "2019 2 2400000 2000000\n2020\t1\t500000\t400000"
    batch = taken_over(
        agency,
        administrator,
        line(),
        line("2019430001000128"),
        line("2020430001000001", "2020-01-02", total="500000", technology="400000.5"),
        stated=stated,
    )
    lines = dict(KINDS["register"].summary(batch))
    assert lines["2019年，差额"] == "无，一致"
    assert "0.50" in lines["2020年，差额"]
    assert lines["2019年，本登记册现有"].startswith("2 ")
    assert lines["2019 · 技术开发"].startswith("2 ")


def test_amounts_may_be_stated_in_ten_thousands(agency, administrator):
    taken_over(agency, administrator, line(total="120.5", technology="100"), unit="wan")
    registration = Registration.objects.get()
    assert (registration.total_amount, registration.technology_amount) == (Decimal("1205000.00"), Decimal("1000000.00"))


def test_one_line_of_the_trail_tells_of_the_whole_register(agency, administrator):
    taken_over(agency, administrator, line(), line("2019430001000128"))
    assert Event.objects.filter(kind="batch.enter").count() == 1
    assert Event.objects.filter(subject_type="contracts.contract").count() == 0


@pytest.mark.parametrize("rows", [2, 40])
def test_many_contracts_are_as_few_statements(agency, administrator, rows, django_assert_max_num_queries):
    chosen = {"agency": str(agency.pk), "unit": "yuan", "rule_set": "R2000", "stated": ""}
    lines = [line(f"20194300010{n:05}", buyer=f"买方{n}公司") for n in range(rows)]
    batch = make_batch_of(HEAD + "".join(lines), by=administrator, kind="register", options=chosen)
    checked = check_now(batch=batch, by=administrator)
    with django_assert_max_num_queries(75):
        enter_now(batch=checked, mode="good", by=administrator)
    assert ContractFact.objects.count() == rows


@pytest.mark.rule("R1-31")
def test_a_certificate_is_made_when_somebody_asks(agency, administrator, client):
    seller = OrganisationFactory(name_zh="云麓理工大学")
    officer = make_actor(role=Role.OFFICER, organisation=seller)
    taken_over(agency, administrator, line())
    registration = Registration.objects.get()
    assert not owed_certificates().exists()
    client.force_login(officer.user)
    page = reverse("contracts:contract", args=[registration.contract.application_code])
    assert "certificate/request/" in client.get(page).text
    client.post(reverse("contracts:ask_certificate", args=[registration.contract.application_code]))
    ask_certificate(contract=registration.contract, by=officer)
    issue_certificate(registration_id=registration.pk)
    certificate = Certificate.objects.get()
    assert certificate.pdf[:5].tobytes() == b"%PDF-"
    verified = client.get(
        reverse("contracts:verify"), {"number": registration.number, "check": certificate.check_value}
    ).text
    assert "2019" in verified
    assert "云麓理工大学" in verified


def test_only_its_parties_and_the_agency_see_a_contract_taken_over(agency, administrator, client):
    seller = OrganisationFactory(name_zh="云麓理工大学")
    taken_over(agency, administrator, line())
    contract = Contract.objects.get()
    page = reverse("contracts:contract", args=[contract.application_code])
    registrar = make_actor(role=Role.REGISTRAR, organisation=agency.organisation)
    foreign = make_actor(role=Role.REGISTRAR, organisation=AgencyFactory(region_code="1100").organisation)
    stranger = make_actor(role=Role.OFFICER)
    seen = {}
    for name, actor in {
        "seller": make_actor(role=Role.OFFICER, organisation=seller),
        "registrar": registrar,
        "administrator": administrator,
        "foreign": foreign,
        "stranger": stranger,
    }.items():
        client.force_login(actor.user)
        seen[name] = client.get(page).status_code
    assert seen == {"seller": 200, "registrar": 200, "administrator": 200, "foreign": 404, "stranger": 404}
    with pytest.raises(PermissionRefused):
        ask_certificate(contract=contract, by=stranger)


def test_the_command_takes_over_and_compares(agency, administrator, tmp_path):
    file, totals, said = tmp_path / "register.csv", tmp_path / "totals.txt", io.StringIO()
    file.write_text(HEAD + line() + line("2019430001000128"), encoding="utf-8")
    totals.write_text("2019 2 2400000 2000000", encoding="utf-8")
    given = ["--agency", agency.organisation.code, "--by", administrator.user.email, "--totals", str(totals)]
    call_command("import_register", str(file), *given, "--dry-run", stdout=said)
    assert Registration.objects.count() == 0
    call_command("import_register", str(file), *given, stdout=said)
    assert Registration.objects.count() == 2
    assert "差额: 无，一致" in said.getvalue()


def test_the_command_refuses_who_may_not(agency, tmp_path):
    officer = make_actor(role=Role.OFFICER)
    with pytest.raises(CommandError, match="may take over"):
        call_command(
            "import_register", str(tmp_path / "x.csv"), "--agency", agency.organisation.code, "--by", officer.user.email
        )
