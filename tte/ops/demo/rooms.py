"""Data rooms of the demonstration: one that is read, one that is asked for, one that was withdrawn."""

from listings.models import Listing, RoomAccess
from listings.selectors.data_room import accesses, agreement
from listings.services.data_room import ask_access, grant_access, open_room, sign_agreement, withdraw_access
from listings.services.room_entry import take_file, view_room
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.ops.demo.market import Market
from tte.ops.demo.supply import officer_of

NETWORK = "192.0.2.0/24"
QUESTION = "拟建一条中试线，希望查看逐次试验数据和失效样品的分析。"


def show_in_confidence(market: Market, item: dict, listing: Listing) -> None:
    """Every story begins alike: the unit offers the room, an enterprise asks."""
    officer, agent = officer_of(market, item), market.actor("meng", Role.AGENT)
    room = open_room(listing=listing, opening="decision", offers_unmarked=False, by=officer)
    access = ask_access(room=room, reason=QUESTION, by=agent)
    if item["key"] == "perovskite":
        return
    text = agreement()
    if text is None:
        return
    market.clock.work(hours=1)
    sign_agreement(access=access, version=text.key, agrees=True, by=agent)
    market.clock.work(hours=2)
    grant_access(access=access, ends_on=None, reason="", by=officer)
    market.clock.work(hours=1)
    _read(accesses().get(pk=access.pk), listing, agent)
    if item["key"] == "medical":
        withdraw_access(access=access, reason="试验数据更新，暂停查阅。", by=officer)


def _read(access: RoomAccess, listing: Listing, agent: Actor) -> None:
    view_room(access=access, address=NETWORK, by=agent)
    for attachment in listing.achievement.attachments.filter(audience="confidential"):
        take_file(access=access, attachment=attachment, address=NETWORK, by=agent)
