"""From the declaration of secrecy to the listing: each state of an achievement."""

import time
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from listings.enums import AttachmentAudience, Evidence
from listings.models import Achievement, Listing
from listings.patent_numbers import check_character
from listings.services.achievement import (
    forward_achievement,
    return_achievement,
    save_answered_draft,
    submit_achievement,
    withdraw_achievement,
)
from listings.services.attachment import attach_file
from listings.services.audit import approve_achievement, ask_correction, refuse_achievement
from listings.services.draft import declare_secrecy, save_draft
from listings.services.picture import add_picture
from listings.services.right import name_right
from listings.services.secrecy import keep_secrecy_paper
from listings.undertakings import CURRENT
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.casework.models import Case, CheckRun
from tte.casework.running import run_checks
from tte.casework.services import claim_case
from tte.casework.services.correction import mark_field
from tte.casework.services.note import write_note
from tte.common.clock import today
from tte.ops.demo.checklists import answers_of_unit, answers_to
from tte.ops.demo.fuller import batches, curve, described, right_facts, rows
from tte.ops.demo.market import Market
from tte.ops.demo.papers import evidence_paper, trial_record
from tte.ops.demo.plans import REGIMES, plan_notice

SHOWS_PAPERS = ("bidding_open", "bidding_scheduled", "claimed", "in_audit", "in_notice", "negotiating", "spare")
AUDITORS, CONFIDENTIAL = AttachmentAudience.AUDITORS, AttachmentAudience.CONFIDENTIAL
BEARS_ON_SECURITY = ("detector",)
ROOMS = ("graphene", "perovskite", "medical")  # what is shown in data rooms
BASES = {
    "LIST-PUB": "资产评估报告与校长（院长）办公会纪要",
    "LIST-SOE": "资产评估备案表与董事会决议",
    "LIST-PRIV": "总经理办公会纪要",
}


def regime_of(holder: str) -> str:
    if holder == "jingwei":
        return "LIST-SOE"
    return "LIST-PRIV" if holder in ("mingze", "chenghai") else "LIST-PUB"


def officer_of(market: Market, item: dict) -> Actor:
    return market.of(item["holder"], Role.OFFICER)


def auditor_of(market: Market, item: dict) -> Actor:
    """Two auditors share the work."""
    return market.actor("xu" if len(item["key"]) % 3 else "wang")


def colleague_of(market: Market, auditor: Actor) -> Actor:
    return market.actor("xu" if auditor.user == market.actor("wang").user else "wang")


def review_paper(by: Actor) -> SimpleUploadedFile:
    """The conclusion of the secrecy review as the unit's office writes it."""
    concluded = "经审查，该成果不涉及国家秘密和工作秘密，可以公开。"
    lines = ["保密审查意见", concluded, by.organisation.name_zh, f"审查人：{by.user.name}"]
    return SimpleUploadedFile("保密审查意见.txt", "\n".join(lines).encode())


def draft(market: Market, item: dict) -> Achievement:
    by = market.poster(item["by"])
    achievement = declare_secrecy(level="public", reviewer_name=by.user.name, reviewed_on=today(), by=by)
    keep_secrecy_paper(achievement=achievement, upload=review_paper(by), by=by)
    regime = REGIMES.get(item["stage"]) or regime_of(item["holder"])
    achievement = save_draft(
        achievement=achievement,
        by=by,
        **{name: item[name] for name in ("title_zh", "title_en", "abstract_zh", "abstract_en", "field", "maturity")},
        regime=regime,
        right_offered=item["right"],
        price=Decimal(item["price"]),
        price_basis=BASES[regime_of(item["holder"])],
        increment=Decimal(item["increment"]),
        rows=rows(item, by.organisation.name_zh),
        **described(item, by.organisation.region_code),
    )
    if item["stage"] in SHOWS_PAPERS:
        paper, audience = evidence_paper(item, holder=by.organisation.name_zh), AttachmentAudience.PUBLIC
        attach_file(achievement=achievement, upload=paper, audience=audience, evidence=Evidence.MATURITY, by=by)
        if item["key"] in ROOMS:
            attach_file(achievement=achievement, upload=trial_record(item), audience=CONFIDENTIAL, by=by)
        alt = {"alt_zh": "试验曲线：样机与对照", "alt_en": "Curve of a trial: prototype and reference"}
        add_picture(achievement=achievement, upload=curve(item), by=by, **alt)
        if item["key"] in ROOMS:
            alt = {"alt_zh": "十个批次的实测值与限值", "alt_en": "Ten batches as measured, and the limit"}
            add_picture(achievement=achievement, upload=batches(item), by=by, **alt)
    for ip_type, number in item["ip"]:
        facts = right_facts(item, ip_type, number)
        name_right(achievement=achievement, ip_type=ip_type, number=numbered(ip_type, number), by=by, **facts)
    if item["key"] in BEARS_ON_SECURITY:
        approve_trade(achievement, by)
    plan_notice(achievement, item["stage"], by)
    return achievement


def approve_trade(achievement: Achievement, by: Actor) -> None:
    """What bears on security has the approval of the department in charge, and is to be filed (R3-07)."""
    said = {"bears_on_security": True, "is_central_unit": True, "approved_on": today()}
    named = {"approval_department": "教育主管部门科技司", "approval_number": "教科审〔2026〕18 号"}
    save_draft(achievement=achievement, by=by, **said, **named)
    words = "经审查，同意该成果对外许可。".encode()
    paper = SimpleUploadedFile("主管部门批准文件.txt", words)
    attach_file(achievement=achievement, upload=paper, audience=AUDITORS, evidence=Evidence.APPROVAL, by=by)


def numbered(ip_type: str, number: str) -> str:
    """A patent number with its check character (R4-20); other rights carry their number as it is."""
    return f"{number}.{check_character(number)}" if ip_type.startswith("1") else number


def submitted(market: Market, item: dict) -> Achievement:
    achievement = draft(market, item)
    market.clock.work(hours=5)
    achievement = submit_achievement(achievement=achievement, by=market.poster(item["by"]))
    return handed_in_again(market, item, achievement) if item["stage"] == "claimed" else achievement


def handed_in_again(market: Market, item: dict, achievement: Achievement) -> Achievement:
    """The unit had a question; the second version answers it."""
    by = market.poster(item["by"])
    market.clock.work(hours=6)
    return_achievement(
        achievement=achievement, reason="请写明试验次数，并补充英文风险说明。", by=officer_of(market, item)
    )
    market.clock.work(hours=3)
    text = f"{item['abstract_zh']}试验由本单位完成，重复三次。"
    achievement = save_draft(
        achievement=achievement, by=by, abstract_zh=text, keywords_zh=f"{item['title_zh'][:6]}；样机"
    )
    market.clock.work(hours=1)
    return submit_achievement(achievement=achievement, by=by)


def returned(market: Market, item: dict) -> None:
    achievement = submitted(market, item)
    market.clock.work(hours=20)
    reason = "请补充试验的年份、地点与测试单位。"
    return_achievement(achievement=achievement, reason=reason, by=officer_of(market, item))


def withdrawn(market: Market, item: dict) -> None:
    achievement = submitted(market, item)
    market.clock.work(hours=26)
    withdraw_achievement(achievement=achievement, by=market.poster(item["by"]))


def in_audit(market: Market, item: dict) -> Achievement:
    achievement = submitted(market, item)
    market.clock.work(hours=18)
    answers = answers_of_unit(achievement)
    forward_achievement(achievement=achievement, undertakings=CURRENT, answers=answers, by=officer_of(market, item))
    achievement.refresh_from_db()
    market.clock.on(seconds=4)
    check(achievement.case)
    return achievement


def check(case: Case) -> None:
    """Every run it is owed; the index follows meanwhile."""
    while run := CheckRun.objects.filter(case=case, finished_at=None).order_by("pk").first():
        if not run_checks(run_id=run.pk):
            time.sleep(0.1)


def claimed(market: Market, item: dict) -> Achievement:
    achievement = in_audit(market, item)
    market.clock.work(hours=17)
    claim_case(case=achievement.case, by=auditor_of(market, item))
    market.clock.work(hours=1.4)
    return achievement


def in_hand(market: Market, item: dict) -> None:
    """An auditor is at it: a note for the colleagues, a field marked and not yet asked."""
    achievement, auditor = claimed(market, item), auditor_of(market, item)
    write_note(case=achievement.case, text="已电话核实测试机构，报告编号与登记一致。", by=auditor)
    mark_field(case=achievement.case, field="price_basis", text="请写明评估报告的文号和日期。", by=auditor)


def correction(market: Market, item: dict) -> Achievement:
    achievement, auditor = claimed(market, item), auditor_of(market, item)
    mark_field(case=achievement.case, field="price_basis", text="请写明评估报告的文号和日期。", by=auditor)
    mark_field(case=achievement.case, field="maturity", text="附件不足以证明该成熟度，请改或说明理由。", by=auditor)
    text = "请补充权属登记证书扫描件，并写明测试机构。"
    answers = answers_to(achievement.case, R4_20b="登记簿上的权利人尚未变更为贵单位，请说明。")
    return ask_correction(achievement=achievement, reason_code="E11", text=text, answers=answers, by=auditor)


def answered(market: Market, item: dict) -> None:
    """The author mended one field and answered the other; the case is back, its clock goes on."""
    achievement = correction(market, item)
    market.clock.work(hours=30)
    author, basis = market.poster(item["by"]), "资产评估报告 2026-评-0417（2026 年 9 月 8 日）"
    answers = {2: "第三方测试报告已在附件中，测试机构为省级检验中心。"}
    save_answered_draft(achievement=achievement, answers=answers, by=author, price_basis=basis)
    submit_achievement(achievement=achievement, by=author)
    market.clock.work(hours=3)
    answers = answers_of_unit(achievement)
    forward_achievement(achievement=achievement, undertakings=CURRENT, answers=answers, by=officer_of(market, item))
    achievement.refresh_from_db()
    market.clock.on(seconds=4)
    check(achievement.case)


def refused(market: Market, item: dict) -> None:
    text = "权属材料显示该成果属于另一单位的在研项目。"
    refuse_achievement(achievement=claimed(market, item), reason_code="E1", text=text, by=auditor_of(market, item))


def listed(market: Market, item: dict) -> Listing:
    achievement, auditor = claimed(market, item), auditor_of(market, item)
    answers = answers_to(achievement.case)
    listing = approve_achievement(achievement=achievement, answers=answers, by=auditor)
    return listing or approved_by_second(market, achievement, auditor)


def approved_by_second(market: Market, achievement: Achievement, first: Actor) -> Listing:
    """A high price needs two people: a colleague of the first approves some hours later."""
    second = colleague_of(market, first)
    market.clock.work(hours=5)
    achievement.refresh_from_db()
    claim_case(case=achievement.case, by=second)
    answers = answers_to(achievement.case)
    return approve_achievement(achievement=achievement, answers=answers, by=second)
