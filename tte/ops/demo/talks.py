"""Conversations of the demonstration: answered, between the two sides, declined, hidden, reported, still waiting."""

from listings.models import Listing, Question
from listings.services.follow import follow_listing
from listings.services.question import ask_question, decline_question, write_message
from listings.services.question_oversight import report_question, stop_question
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.ops.demo.market import Market
from tte.ops.demo.supply import auditor_of, officer_of

PUBLIC = (
    ("meng", "试验数据是在什么规模的设备上取得的？", "中试设备，连续运行四个月，逐月记录见附件中的试验报告。"),
    (
        "carter",
        "Is know-how for the process part of the licence, or the patents alone?",
        "Both: the process sheets go with the licence, and two days of training at the works.",
    ),
)
PRIVATE = (
    "拟改造一条旧产线，设备利旧的比例大约多少？",
    "视干燥段而定，一般可以利用七成。",
    "干燥段为链板式，能否到现场看一下？",
)


def converse(market: Market, item: dict, listing: Listing) -> None:
    """What is asked about one listing; the first of the demonstration's agents follows it."""
    officer = officer_of(market, item)
    agent, foreigner = market.actor("meng", Role.AGENT), market.actor("carter", Role.AGENT)
    follow_listing(listing=listing, by=agent)
    follow_listing(listing=listing, by=foreigner)
    for key, question, answer in PUBLIC:
        _answered(market, listing, market.actor(key, Role.AGENT), officer, (question, answer))
    talk = _answered(market, listing, agent, officer, PRIVATE[:2], audience="private")
    market.clock.work(hours=1)
    _write(talk, PRIVATE[2], agent)
    declined = ask_question(listing=listing, audience="public", text="能否公开配方的具体比例？", by=foreigner)
    market.clock.work(hours=1)
    decline_question(question=declined, reason_code="Q1", text="签署保密协议后在资料室查阅。", by=officer)
    ask_question(listing=listing, audience="public", text="许可是否可以限定在西南地区？", by=agent)
    _stopped(market, item, listing, officer)
    _reported(market, listing, officer)


def _stopped(market: Market, item: dict, listing: Listing, officer: Actor) -> None:
    """Answered, then taken from the page by the exchange: it advertised something else."""
    question, answer = "我司另有同类产品低价出售，有意者请看我司主页。是否可以置换？", "不接受置换。"
    asker = market.actor("li", Role.AGENT)
    asked = _answered(market, listing, asker, officer, (question, answer))
    market.clock.work(hours=1)
    stop_question(question=asked, reason_code="M4", text="与挂牌无关的推销。", by=auditor_of(market, item))


def _reported(market: Market, listing: Listing, officer: Actor) -> None:
    """The seller asks the exchange to look at a message; nobody has looked yet."""
    text = "贵方的试验结论明显不实，请立即更正，否则我司将向各方说明。"
    asked = ask_question(listing=listing, audience="private", text=text, by=market.actor("yan", Role.AGENT))
    market.clock.work(hours=1)
    report_question(question=asked, reason_code="M3", text="语带威胁，请平台查看。", by=officer)


def _answered(
    market: Market, listing: Listing, agent: Actor, officer: Actor, words: tuple[str, ...], audience: str = "public"
) -> Question:
    question = ask_question(listing=listing, audience=audience, text=words[0], by=agent)
    market.clock.work(hours=1)
    _write(question, words[1], officer)
    return Question.objects.select_related("listing__holder").get(pk=question.pk)


def _write(question: Question, text: str, by: Actor) -> None:
    last = question.messages.order_by("pk").last()
    write_message(question=question, text=text, upon=last.pk if last else 0, by=by)
