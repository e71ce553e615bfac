"""Data rooms of the demonstration: one that is read, one that is asked for, one that was withdrawn.

An enterprise from abroad stands before the export gate of each: undecided, prohibited, free.
"""

from listings.models import DataRoom, Listing, RoomAccess
from listings.selectors.data_room import accesses, agreement
from listings.services.data_room import ask_access, grant_access, open_room, sign_agreement, withdraw_access
from listings.services.data_room_entry import take_file, view_room
from listings.services.export_gate import decide_export
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.ops.demo.market import Market
from tte.ops.demo.supply import auditor_of, officer_of

NETWORK = "192.0.2.0/24"
LIST = "《中国禁止出口限制出口技术目录》（2023 年修订）"
GATES = {
    "perovskite": ("P", "（演示结论，内容为虚构）涉及目录中禁止出口的控制要点。"),
    "medical": ("F", "逐条核对，不涉及目录所列技术。"),
}
FROM_ABROAD = "We intend to build a pilot line in Rotterdam and would like to see the trial data run by run."
QUESTION = "拟建一条中试线，希望查看逐次试验数据和失效样品的分析。"


def show_in_confidence(market: Market, item: dict, listing: Listing) -> None:
    """Every story begins alike: the unit offers the room, an enterprise asks."""
    officer, agent = officer_of(market, item), market.actor("meng", Role.AGENT)
    room = open_room(listing=listing, opening="decision", offers_unmarked=False, by=officer)
    access = ask_access(room=room, reason=QUESTION, by=agent)
    _from_abroad(market, item, room)
    if item["key"] == "perovskite":
        return
    market.clock.work(hours=1)
    _sign(access, agent)
    market.clock.work(hours=2)
    grant_access(access=access, ends_on=None, reason="", by=officer)
    market.clock.work(hours=1)
    _read(accesses().get(pk=access.pk), listing, agent)
    if item["key"] == "medical":
        withdraw_access(access=access, reason="试验数据更新，暂停查阅。", by=officer)


def _from_abroad(market: Market, item: dict, room: DataRoom) -> None:
    """It asks and signs; the exchange has found for two of the three what the list says."""
    agent = market.actor("devries", Role.AGENT)
    market.clock.work(hours=1)
    access = ask_access(room=room, reason=FROM_ABROAD, by=agent)
    market.clock.work(hours=1)
    _sign(access, agent)
    found, note = GATES.get(item["key"], ("", ""))
    if found:
        market.clock.work(hours=3)
        by = auditor_of(market, item)
        decide_export(access=access, trade_class=found, list_version=LIST, reference="", note=note, by=by)


def _sign(access: RoomAccess, agent: Actor) -> None:
    text = agreement()
    if text is not None:
        sign_agreement(access=access, version=text.key, agrees=True, by=agent)


def _read(access: RoomAccess, listing: Listing, agent: Actor) -> None:
    view_room(access=access, address=NETWORK, by=agent)
    for attachment in listing.achievement.attachments.filter(audience="confidential"):
        take_file(access=access, attachment=attachment, address=NETWORK, by=agent)
