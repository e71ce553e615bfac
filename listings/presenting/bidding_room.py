"""The bidding room as its page shows it: how it stands, where the reader stands, and what may be done next."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.enums import AuctionState
from listings.models import Auction, BidIntake
from listings.selectors.auction import ENDED, admission_of, auctions, bidder_codes, public_state
from listings.selectors.bid import BidOutcome, accepted_bids, clock_stamp, decided_bids, last_outcome
from listings.selectors.course import SHOWN, Picture, Point, draw
from tte.accounts.actor import Actor
from tte.common import formats
from tte.common.clock import now, official_date
from tte.common.languages import spoken_language
from tte.common.presence import present

STEPS = (1, 2, 5)
STANDINGS: dict[str, str | Promise] = {
    "": "",
    "leading": gettext_lazy("You lead"),
    "outbid": gettext_lazy("Outbid: you no longer lead"),
    "none": gettext_lazy("No bid from you yet"),
}
RESULTS: dict[str, str | Promise] = {
    "": "",
    "leading": gettext_lazy("You take it"),
    "outbid": gettext_lazy("Another bidder takes it"),
    "none": gettext_lazy("You did not bid"),
}
PUBLISHED_LINES = 300


@dataclass(frozen=True)
class LogLine:
    """A line of the log: accepted bids while the bidding runs, afterwards every bid with its verdict."""

    number: int | None
    code: str
    amount: str
    arrived: str
    ends: str
    mine: bool
    refusal: str = ""


@dataclass(frozen=True)
class Step:
    steps: int
    amount: str


@dataclass(frozen=True)
class Room:
    auction: Auction
    state: dict
    highest: Decimal | None
    leader: str
    leader_at: str
    my_code: str
    my_label: str
    standing: str
    standing_words: str
    last: BidOutcome | None
    least: Decimal
    steps: list[Step]
    log: list[LogLine]
    has_ended: bool
    is_open: bool
    is_suspended: bool
    closes_at: datetime
    now: datetime
    zone: str
    wide: Picture
    narrow: Picture
    bidders: int


def auction_of(code: str) -> QuerySet[Auction]:
    return auctions().filter(listing__code=code)


def room_of(auction: Auction, actor: Actor | None) -> Room:
    organisation = actor.organisation if actor else None
    admission = admission_of(auction, organisation)
    state, moment = present(public_state(auction.pk)), now()
    mine = admission.bidder_code if admission else ""
    has_ended = auction.state in ENDED
    last = last_outcome(auction, organisation) if admission else None
    least, step = Decimal(state["least"]), auction.increment
    standing = _standing(mine, state["leader"], last)
    wide, narrow = pictures(auction, mine, moment)
    codes = bidder_codes(auction)
    return Room(
        auction=auction,
        state=state,
        highest=Decimal(state["highest"]) if state["highest"] else None,
        leader=code_label(state["leader"]),
        leader_at=clock_stamp(datetime.fromisoformat(state["log"][0]["at"])) if state["log"] else "",
        my_code=mine,
        my_label=code_label(mine),
        standing=standing,
        standing_words=str((RESULTS if has_ended else STANDINGS)[standing]),
        last=last,
        least=least,
        steps=[Step(count, formats.trimmed(least + (count - 1) * step, 2)) for count in STEPS],
        log=published_log(auction, mine) if has_ended else _live_log(auction, codes, mine),
        has_ended=has_ended,
        is_open=auction.state not in (*ENDED, AuctionState.SUSPENDED)
        and auction.opens_at <= moment < datetime.fromisoformat(state["closes_at"]),
        is_suspended=auction.state == AuctionState.SUSPENDED,
        closes_at=datetime.fromisoformat(state["closes_at"]),
        now=moment,
        zone=formats.zone_name(settings.TTE_TIME_ZONE, spoken_language(), moment),
        wide=wide,
        narrow=narrow,
        bidders=len(codes),
    )


def _standing(mine: str, leader: str | None, last: BidOutcome | None) -> str:
    """Where the bidder stands: a key of the state vocabulary, empty for a spectator."""
    if not mine:
        return ""
    if leader == mine:
        return "leading"
    return "outbid" if last else "none"


def code_label(code: str | None) -> str:
    """B-07 is 竞-07 on Chinese pages."""
    if not code:
        return ""
    return code.replace("B-", _("B-"), 1)


def _live_log(auction: Auction, codes: dict[int, str], mine: str) -> list[LogLine]:
    """While it runs: every bid that was accepted, the newest first."""
    return [
        LogLine(
            number=sequence,
            code=code_label(codes[bidder]),
            amount=formats.trimmed(amount, 2),
            arrived=clock_stamp(at),
            ends=clock_stamp(closes_at)[:8],
            mine=codes[bidder] == mine,
        )
        for sequence, at, amount, bidder, closes_at in accepted_bids(auction)[:PUBLISHED_LINES]
    ]


def published_log(auction: Auction, mine: str = "") -> list[LogLine]:
    """After the end: every bid in the order of its decision, refused ones too (the last lines; the file holds all)."""
    codes = bidder_codes(auction)
    rows = list(decided_bids(auction).reverse()[:PUBLISHED_LINES])
    return [_published(row, codes[row.bidder_id], mine) for row in rows]


def _published(row: BidIntake, code: str, mine: str) -> LogLine:
    decision = row.decision
    return LogLine(
        number=decision.sequence,
        code=code_label(code),
        amount=formats.trimmed(row.amount, 2),
        arrived=clock_stamp(row.arrived_at),
        ends=clock_stamp(decision.closes_at)[:8],
        mine=code == mine,
        refusal=refusal_word(decision.refusal),
    )


def refusal_word(refusal: str) -> str:
    return {
        "": "",
        "not_open": _("before the opening"),
        "closed": _("after the end"),
        "too_low": _("below the next bid"),
        "steps": _("not whole steps"),
        "suspended": _("while suspended"),
    }[refusal]


def pictures(auction: Auction, mine: str, at: datetime) -> tuple[Picture, Picture]:
    """The course of the bids, drawn for wide and for narrow pages."""
    codes = bidder_codes(auction)
    rows = accepted_bids(auction)[: SHOWN + 1]
    points = [_point(*row, codes=codes, mine=mine) for _number, *row in rows][::-1]
    given: dict[str, Any] = {
        "start_price": auction.start_price,
        "increment": auction.increment,
        "opens_at": auction.opens_at,
        "closes_at": auction.closes_at,
        "at": at,
        "language": spoken_language(),
    }
    return draw(points, **given), draw(points, **given, narrow=True)


def _point(at: datetime, amount: Decimal, bidder: int, closes_at: datetime, *, codes: dict, mine: str) -> Point:
    label = code_label(codes[bidder])
    is_mine = codes[bidder] == mine
    return Point(at, amount, _("%(code)s you") % {"code": label} if is_mine else label, closes_at, is_mine)


@dataclass(frozen=True)
class RoomClock:
    """The times of a room in words, with the moment its countdown runs to and the sentences its script speaks."""

    target: datetime
    left: str
    bar: int
    window_ms: str
    sentence: str
    ends: str
    ends_day: str
    suspended_day: str
    window: str
    extension: str
    words: dict[str, str]


def clock_of(room: Room) -> RoomClock:
    auction, language = room.auction, spoken_language()
    target = room.closes_at if room.is_open else auction.opens_at
    left = max((target - room.now).total_seconds(), 0.0)
    whole = auction.extension_window_seconds if room.is_open else max(left, 1)
    extension = formats.duration(auction.extension_seconds, language)
    return RoomClock(
        target=target,
        left=formats.duration(left, language),
        bar=round(min(left / max(whole, 1), 1) * 300),
        window_ms=str(auction.extension_window_seconds * 1000),
        sentence=end_sentence(room, extension),
        ends=clock_stamp(room.closes_at)[:8],
        ends_day=formats.long_date(official_date(room.closes_at), language),
        suspended_day=formats.long_date(official_date(auction.suspended_at), language) if auction.suspended_at else "",
        window=formats.duration(auction.extension_window_seconds, language),
        extension=extension,
        words=script_words(extension),
    )


def end_sentence(room: Room, extension: str) -> str:
    if not room.is_open:
        return _("opens at %(at)s") % {"at": clock_stamp(room.auction.opens_at)[:8]}
    return script_words(extension)["ends"].replace("{at}", clock_stamp(room.closes_at)[:8])


def script_words(extension: str) -> dict[str, str]:
    """What the script of the room says, in the language of the page; {places} are filled by the script."""
    return {
        "ends": _("ends {at}; a late bid adds %(extension)s from its own time") % {"extension": extension},
        "by": _("by {code}, {at}"),
        "go": _("Bid {amount}"),
        "you": _("you"),
        "prefix": _("B-"),
        **{standing: str(words) for standing, words in STANDINGS.items() if standing},
        "highest": _("Highest bid"),
        "closes": _("Closes in"),
        "spoken": _("{code} bids {amount}"),
        "lost": _("You no longer lead. The next bid is {amount}"),
        "minute": _("Less than one minute left"),
        "moved": _("The end moved to {at}"),
        "live": _("Connected"),
        "polling": _("Renewed every two seconds"),
        "broken": _("No connection: what you see may be old"),
        "drift": _("your clock differs by {seconds} s"),
        "confirm": _("You bid {amount}"),
        "zone": settings.TTE_TIME_ZONE,
    }
