"""What becomes of listings in their notice: at rest, resumed, ended, changed, listed again, objected to."""

from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from listings.enums import ProposalState
from listings.models import Listing, Objection, Proposal
from listings.services.ending import terminate_listing, withdraw_listing
from listings.services.objection import admit_objection, dismiss_objection, turn_away_objection
from listings.services.objection_lodging import confirm_objection, lodge_objection
from listings.services.objection_paper import ask_papers
from listings.services.proposal import grant_proposal, propose
from listings.services.suspension import resume_listing, suspend_listing
from listings.services.takedown import take_down
from listings.services.takedown_word import answer_about_takedown, write_about_takedown
from listings.undertakings import CURRENT
from tte.accounts.enums import Role
from tte.casework.services import claim_case
from tte.ops.demo.checklists import answers_to
from tte.ops.demo.market import Market, admit_namesakes
from tte.ops.demo.plans import SHARED_NAME
from tte.ops.demo.supply import auditor_of, check, colleague_of, listed, officer_of
from tte.ops.demo.trade import in_notice, intend

CLAIM = "该成果系我单位 2023 年委托开发，合同约定知识产权归双方共有，挂牌公告未列明共有人。"


def suspended(market: Market, item: dict) -> Listing:
    """At rest for a dispute over the ownership; its seller had asked for it."""
    listing = in_notice(market, item)
    market.clock.work(hours=9)
    officer = officer_of(market, item)
    words = "一名参与人对共有份额提出疑问，申请中止以便核实。"
    asked = propose(listing=listing, kind="suspension", reason_code="G2", text=words, by=officer)
    market.clock.work(hours=3)
    grant_proposal(proposal=asked, answer="同意。", by=auditor_of(market, item))
    return listing


def taken_down(market: Market, item: dict) -> Listing:
    """Taken down by the head of the exchange after a report, under examination now."""
    listing = in_notice(market, item)
    market.clock.work(hours=10)
    basis = "来电反映说明书附图含有尚未公开的工艺参数，先行下架，待与持有单位核实。"
    head = market.actor("ji", Role.HEAD)
    takedown = take_down(achievement=listing.achievement, reason_code="D4", basis=basis, by=head)
    market.clock.work(hours=3)
    offer = "附图 3 的参数确属未公开内容，我们将删去该图并更换附件，请告知如何提交。"
    write_about_takedown(takedown=takedown, kind="mend", text=offer, by=officer_of(market, item))
    market.clock.work(hours=2)
    answer = "已收悉。请将更换后的附件交平台查验，核实无误后恢复展示。"
    answer_about_takedown(takedown=takedown, text=answer, by=head)
    return listing


def publicity_shared(market: Market, item: dict) -> Listing:
    """The buyer is named only by its name; two enterprises of that name are admitted later."""
    listing = listed(market, item)
    market.clock.work(hours=20)
    admit_namesakes(market, SHARED_NAME, "Yuhai Energy Equipment Ltd")
    return listing


def resumed(market: Market, item: dict) -> Listing:
    listing = in_notice(market, item)
    market.clock.work(hours=8)
    by = auditor_of(market, item)
    text = "专利法律状态待核实。"
    listing = suspend_listing(listing=listing, reason_code="G4", text=text, by=by)
    market.clock.work(hours=26)
    return resume_listing(listing=listing, text="专利年费已补缴，权利有效。", by=by)


def terminated(market: Market, item: dict) -> Listing:
    listing = listed(market, item)
    market.clock.work(hours=20)
    by = auditor_of(market, item)
    listing = suspend_listing(listing=listing, reason_code="G3", text="", by=by)
    market.clock.work(hours=18)
    return terminate_listing(listing=listing, reason_code="Z1", text="权属诉讼短期内无法终结。", by=by)


def taken_back(market: Market, item: dict) -> Listing:
    """Withdrawn after a deposit for a reason of the holder's own, which bears the cost; it is not received yet."""
    listing = listed(market, item)
    market.clock.work(hours=10)
    intend(market, listing, "meng" if item["holder"] != market.actor("meng").organisation.code else "carter")
    market.clock.work(hours=6)
    words = {"reason_code": "W1", "text": "拟先完成中试再行转化。"}
    asked = propose(listing=listing, kind="withdrawal", by=officer_of(market, item), **words)
    market.clock.work(hours=3)
    cost = "公告发布、意向登记核验和保证金划转的费用，按收费公示表第 6 项计收。"
    granted(market, item, asked, charge=Decimal(8600), charge_basis=cost)
    return listing


def relisted(market: Market, item: dict) -> Listing:
    """Withdrawn for a wrong statement and listed again somewhat lower."""
    listing = listed(market, item)
    market.clock.work(hours=14)
    officer = officer_of(market, item)
    listing = withdraw_listing(listing=listing, reason_code="W2", text="许可年限表述有误。", by=officer)
    market.clock.work(hours=20)
    price = listing.price - 2 * listing.increment
    words = {"text": "更正后再次挂牌。", "evidence": paper(), "undertakings": CURRENT}
    asked = propose(listing=listing, kind="relisting", price=price, by=officer, **words)
    market.clock.on(seconds=4)
    check(listing.achievement.case)
    market.clock.work(hours=4)
    granted(market, item, asked)
    return listing


def granted(market: Market, item: dict, asked: Proposal, **charged: Any) -> None:
    """By one auditor, or by two where fiscal money, a high price or a charge asks for it."""
    first = auditor_of(market, item)
    if grant_proposal(proposal=asked, answer="", by=first, **charged).state == ProposalState.ASKED:
        market.clock.work(hours=2)
        grant_proposal(proposal=asked, answer="", by=colleague_of(market, first))


def repriced(market: Market, item: dict) -> Listing:
    listing = listed(market, item)
    market.clock.work(hours=12)
    price = listing.price + 2 * listing.increment
    words = {"price": price, "text": "补充评估后经校长办公会批准调整。", "evidence": paper()}
    asked = propose(listing=listing, kind="change", by=officer_of(market, item), **words)
    market.clock.work(hours=5)
    granted(market, item, asked)
    market.clock.on(seconds=4)
    check(listing.achievement.case)
    return listing


def objection_open(market: Market, item: dict) -> None:
    """One objection is admitted and examined, another waits for somebody to claim it."""
    listing = in_notice(market, item)
    market.clock.work(hours=6)
    objection = _examined(market, item, listing)
    text = "请补充委托开发合同的签字页，以及研发费用的付款凭证。"
    ask_papers(objection=objection, text=text, by=auditor_of(market, item))
    market.clock.work(hours=2)
    _object(listing, ground="O3", text="公告价格明显高于同类许可。", name="秦川", email="qin@example.org")


def objection_decided(market: Market, item: dict) -> None:
    """Dismissed with its reasons, so that the listing goes on; an earlier one was turned away."""
    listing = listed(market, item)
    market.clock.work(hours=5)
    by = auditor_of(market, item)
    bare = _object(listing, ground="O9", text="反对转让。", name="匿名", email="someone@example.org", papers=0)
    market.clock.work(hours=2)
    claim_case(case=bare.case, by=by)
    turn_away_objection(objection=bare, reason_code="N1", text="未附证据，且不属于异议范围。", by=by)
    objection = _examined(market, item, listing)
    market.clock.work(hours=30)
    text = "经查，委托合同的标的为另一项成果，与本次挂牌的专利无关；登记簿载明权利人为转让方一人。异议不成立。"
    dismiss_objection(objection=objection, text=text, answers=answers_to(objection.case), by=by)


def _examined(market: Market, item: dict, listing: Listing) -> Objection:
    objection = _object(listing, ground="O1", text=CLAIM, name="沈知言", email="shen@example.org")
    market.clock.work(hours=3)
    by = auditor_of(market, item)
    claim_case(case=objection.case, by=by)
    market.clock.work(hours=1)
    return admit_objection(objection=objection, text="", answers=answers_to(objection.case), by=by)


def _object(listing: Listing, *, papers: int = 1, **given: str) -> Objection:
    """By a visitor, who confirms the address at once."""
    evidence = [paper("委托开发合同摘录") for _number in range(papers)]
    objection = lodge_objection(listing=listing, evidence=evidence, sender="", by=None, **given)
    return confirm_objection(objection=objection, by=None)


def paper(name: str = "批准文件") -> SimpleUploadedFile:
    text = f"{name}\n\n演示文件，内容为虚构。\nA paper of the demonstration; its content is invented.\n"
    return SimpleUploadedFile(f"{name}.txt", text.encode())
