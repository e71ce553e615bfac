from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from listings.checks.attachments import attachments_are_of_a_known_type, maturity_has_papers
from listings.checks.completeness import everything_required_is_given
from listings.checks.duplicates import title_is_not_listed_already
from listings.checks.rights import no_right_has_expired, patent_numbers_have_their_check_character
from listings.checks.terms import (
    price_is_positive_and_has_a_basis,
    regime_is_open_to_the_holder,
    start_price_is_a_multiple_of_the_increment,
)
from listings.checks.text import public_text_holds_no_personal_data, public_text_holds_no_word_of_secrecy
from listings.enums import LISTING_AUDIT
from listings.presenting import checks_words
from listings.selectors.public_text import public_parts
from tests.factories.files import StoredFileFactory
from tests.factories.listings import (
    AchievementFactory,
    AttachmentFactory,
    ExistingLicenceFactory,
    IPRightFactory,
    ListingFactory,
    NoticePlanFactory,
    audited_achievement,
    finish_checks,
)
from tte.casework.checks import checks_of
from tte.casework.selectors import newest_results
from tte.feed.relay import relay_all
from tte.search.follower import catch_up, rebuild

pytestmark = pytest.mark.django_db


def test_every_check_runs_over_a_sound_achievement_and_passes_but_for_the_missing_papers(search_index):
    rebuild()
    achievement = audited_achievement(checked=False)
    relay_all()
    catch_up()
    finish_checks(achievement.case)

    results = newest_results(achievement.case)

    assert {row.name: row.unchecked for row in results if not row.passed} == {
        "maturity_has_papers": "",
        "files_hold_no_virus": "no_scanner",
        "export_list_names_nothing_like_it": "no_list",
        "price_is_of_the_market": "no_market",
    }
    assert len(results) == len(checks_of(LISTING_AUDIT)) == 28
    assert not [row.name for row in results if not row.rule]


@pytest.mark.rule("R3-33")
def test_everything_required_is_given_names_what_is_not():
    finding = everything_required_is_given(AchievementFactory(price=None, field=""))

    assert (finding.passed, finding.evidence) == (False, {"fields": ["field", "price"]})


@pytest.mark.rule("R4-20")
@pytest.mark.parametrize(
    ("ip_type", "number", "passed"),
    [
        ("11", "202310123456.6", True),
        ("11", "ZL 202310123456.6", True),
        ("11", "202310123456.7", False),
        ("11", "", False),
        ("12", "US 10,123,456 B2", True),
        ("20", "固化制度曲线", True),
        ("30", "", True),
    ],
)
def test_patent_numbers_have_their_check_character(ip_type, number, passed):
    achievement = AchievementFactory(rights=False)
    IPRightFactory(achievement=achievement, ip_type=ip_type, number=number)

    assert patent_numbers_have_their_check_character(achievement).passed is passed


def test_no_right_has_expired_names_the_one_that_has():
    achievement = AchievementFactory()
    IPRightFactory(achievement=achievement, number="202110906214.5", expires_on=date(2020, 1, 1))

    finding = no_right_has_expired(achievement)

    assert (finding.passed, finding.evidence) == (False, {"numbers": ["202110906214.5"], "unknown": []})


@pytest.mark.parametrize(("price", "basis", "passed"), [(1, "评估", True), (None, "评估", False), (1, "  ", False)])
def test_price_is_positive_and_has_a_basis(price, basis, passed):
    assert price_is_positive_and_has_a_basis(AchievementFactory(price=price, price_basis=basis)) is passed


@pytest.mark.rule("R3-33")
@pytest.mark.parametrize(
    ("price", "step", "passed"),
    [("3200000", "20000", True), ("3200000", "30000", False), ("0.3", "0.1", True), ("1", None, False)],
)
def test_start_price_is_a_multiple_of_the_increment(price, step, passed):
    achievement = AchievementFactory(price=Decimal(price), increment=Decimal(step) if step else None)

    assert start_price_is_a_multiple_of_the_increment(achievement).passed is passed


@pytest.mark.rule("R3-30")
@pytest.mark.parametrize(
    ("party_type", "allowed"),
    [
        ("0221", {"NEG", "LIST-PUB"}),
        ("0121", {"NEG", "LIST-PUB"}),
        ("110", {"LIST-SOE"}),
        ("160", {"LIST-PRIV"}),
        ("170", {"LIST-PRIV"}),
        ("300", {"LIST-PRIV"}),
        ("400", {"LIST-PRIV"}),
    ],
)
def test_regime_is_open_to_the_holder(party_type, allowed):
    regimes = ("NEG", "LIST-PUB", "LIST-SOE", "LIST-PRIV")
    passed = {
        regime
        for regime in regimes
        if regime_is_open_to_the_holder(
            AchievementFactory(regime=regime, secrecy__organisation__party_type=party_type)
        ).passed
    }

    assert passed == allowed


@pytest.mark.parametrize(
    ("title_zh", "title_en"),
    [
        ("耐腐蚀 石墨烯（涂层）", ""),
        ("耐腐蚀石墨烯涂层", "Another"),
        ("", "graphene-COATING  film"),
    ],
)
def test_title_is_not_listed_already_sees_through_spaces_signs_and_case(title_zh, title_en):
    listed = ListingFactory(title_zh="耐腐蚀石墨烯涂层", title_en="Graphene coating film")

    finding = title_is_not_listed_already(AchievementFactory(title_zh=title_zh, title_en=title_en))

    assert (finding.passed, finding.evidence) == (False, {"listings": [listed.code]})


def test_title_is_not_listed_already_lets_other_titles_pass():
    ListingFactory(title_zh="耐腐蚀石墨烯涂层", title_en="")

    assert title_is_not_listed_already(AchievementFactory(title_zh="耐腐蚀涂层", title_en="")).passed


@pytest.mark.rule("R8-20")
@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("联系人电话 138 0013 8000", ["telephone"]),
        ("tel. +86-13800138000", ["telephone"]),
        ("电话 0571-88888888", ["telephone"]),
        ("身份证 11010519491231002X", ["identity_number"]),
        ("账号 6222020200112230000", []),
        ("卡号 6222021234567890128", ["bank_card"]),
        ("write to wang@example.org", ["email"]),
        ("申请号 202310123456.6，厚度 12 μm，3000 小时，2026-11-20", []),
        ("扩散系数 13800138", []),
        ("寄往云麓市桃源路 12 号 3 幢 2 单元", ["address"]),
        ("样品存于材料楼 301室", []),
        ("联系人电话 138**0013**8000", ["telephone"]),
        ("联系人电话 １３８００１３８０００", ["telephone"]),
        ("电话 138\u200b0013\u200b8000", ["telephone"]),
        ("电话 138\n0013\n8000", ["telephone"]),
        ("电话 (010)82345678", ["telephone"]),
        ("电话（0571）8888 8888", ["telephone"]),
        ("电话 010－82345678，或 010—8234 5678", ["telephone"]),
        ("tel. +86 (10) 8234-5678", ["telephone"]),
        ("wang\\@example＠org or wang\\@example.org", ["email"]),
        ("身份证 1101051949**1231002X**", ["identity_number"]),
        ("[link](https://x.example/13800138000)", ["telephone"]),
        ("压力 10²–10³ Pa，牌号 0Cr18Ni9，(0.5) 12345678 次", []),
        ("电话 138.0013.8000", ["telephone"]),
        ("电话 138·0013·8000", ["telephone"]),
        ("电话 138/0013/8000", ["telephone"]),
        ("电话 138_0013_8000", ["telephone"]),
        ("电话 138 - 0013 - 8000", ["telephone"]),
        ("电话 1 3 8 0 0 1 3 8 0 0 0", ["telephone"]),
        ("电话 1.3.8.0.0.1.3.8.0.0.0", ["telephone"]),
        ("服务器 192.168.100.25，东经 131.15932100，1998.12.31–2005", []),
        ("取 1, 3, 5, 7, 9, 11, 13, 15 与 13,800,138,000 元", []),
        ("外形尺寸 150×1200×1800 mm 或 180 × 1600 × 2000 mm，量程 130～1500～2000", []),
        ("外形尺寸 150*1200*1800 mm 或 180 * 1600 * 2000 mm 或 150＊1200＊1800", []),
        ("*150*1200*1800* mm，150\\*1200\\*1800 mm，**150*1200*1800** mm", []),
        ("见第 135、2019、2021 条；档位 150, 1200, 1800；分辨率 180 (1920×1080)", []),
        ("取 1,3,8,0,0,1,3,8,0,0,0 与 1、3、8、0、0、1、3、8、0、0、0 各级", []),
        ("zhang (at) x.com", ["email"]),
        ("zhang [at] x [dot] com", ["email"]),
        ("微信：zhang_san", ["account"]),
        ("加微信号 zhangsan88", ["account"]),
        ("WeChat ID: zhangsan", ["account"]),
        ("微信小程序 OpenPlatform，WeChat payment，支持微信号登录", []),
    ],
)
def test_public_text_holds_no_personal_data(text, kinds):
    finding = public_text_holds_no_personal_data(AchievementFactory(abstract_zh=text))

    assert (finding.passed, finding.evidence) == (
        not kinds,
        {"kinds": kinds, "fields": ["abstract_zh"] if kinds else []},
    )


@pytest.mark.rule("R8-20")
def test_rows_that_the_public_page_shows_are_public_text_too():
    achievement = AchievementFactory(maturity_evaluator="电话 13800138000", rights__holder="电话 13800138001")
    ExistingLicenceFactory(achievement=achievement, note="电话 13800138002")

    finding = public_text_holds_no_personal_data(achievement)

    assert finding.evidence == {"kinds": ["telephone"], "fields": ["maturity_evaluator", "rights", "licences"]}


@pytest.mark.rule("R8-01")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("本成果属国家秘密", ["国家秘密"]),
        ("A TOP SECRET process", ["top secret"]),
        ("技术秘密与保密协议", []),
        ("本成果属国家**秘密**", ["国家秘密"]),
        ("本成果属国 家 秘 密", ["国家秘密"]),
        ("本成果属国家\u2060秘密", ["国家秘密"]),
        ("A ＴＯＰ\u00a0SECRET process", ["top secret"]),
        ("国家\n\n秘密", []),
    ],
)
def test_public_text_holds_no_word_of_secrecy(text, words):
    finding = public_text_holds_no_word_of_secrecy(AchievementFactory(abstract_en=text))

    assert (finding.passed, finding.evidence) == (
        not words,
        {"words": words, "fields": ["abstract_en"] if words else [], "of": 18},
    )


def test_attachments_are_of_a_known_type_names_the_strange_one():
    achievement = AttachmentFactory().achievement
    AttachmentFactory(
        achievement=achievement, file=StoredFileFactory(name="run.exe", content_type="application/x-dosexec")
    )

    finding = attachments_are_of_a_known_type(achievement)

    assert (finding.passed, finding.evidence) == (False, {"files": ["run.exe"]})


@pytest.mark.rule("R4-10")
@pytest.mark.parametrize(
    ("claimed", "evidence", "passed"),
    [
        ({"maturity": 3}, None, True),
        ({"maturity": 4}, None, False),
        ({"maturity": 4}, "", False),
        ({"maturity": 4}, "price", False),
        ({"maturity": 4}, "maturity", True),
        ({"maturity": None, "maturity_13": 3}, None, True),
        ({"maturity": None, "maturity_13": 4}, None, False),
        ({"maturity": None, "maturity_13": 11}, "maturity", True),
        ({"maturity": None}, None, True),
    ],
)
def test_maturity_from_level_four_of_either_scale_has_a_file_marked_as_its_evidence(claimed, evidence, passed):
    achievement = AchievementFactory(**claimed)
    if evidence is not None:
        AttachmentFactory(achievement=achievement, evidence=evidence)

    assert maturity_has_papers(achievement).passed is passed


@pytest.mark.parametrize(
    ("claimed", "words"),
    [
        ({"maturity": 6}, "Level 6 of 9 is claimed"),
        ({"maturity": None, "maturity_13": 11}, "Level 11 of 13 is claimed"),
    ],
)
def test_a_claim_without_its_papers_is_said_in_its_own_scale(claimed, words):
    evidence = maturity_has_papers(AchievementFactory(**claimed)).evidence

    with translation.override("en"):
        assert words in checks_words.maturity(evidence)


@pytest.mark.rule("R8-20")
def test_what_the_notice_will_say_and_the_names_of_files_of_the_data_room_are_public_text():
    planned = AchievementFactory(regime="NEG", publicity=False)
    NoticePlanFactory(achievement=planned, related_party=True, relation="发明人之妻 13800138000")
    assert public_text_holds_no_personal_data(planned).evidence["fields"] == ["notice"]

    filed = AchievementFactory()
    for audience in ("confidential", "auditors"):
        file = StoredFileFactory(name=f"{audience} 13800138000.pdf")
        AttachmentFactory(achievement=filed, audience=audience, file=file, description="13900139000")
    assert public_parts(filed)["attachments"] == "confidential 13800138000.pdf"
