"""What some notices of the demonstration say beyond their terms: a buyer in publicity, an auctioneer, an extension."""

from datetime import datetime, timedelta

from listings.models import Achievement
from listings.selectors.notice_plan import PLAN_FIELDS
from listings.services.notice_plan import save_notice_plan
from tte.accounts.actor import Actor
from tte.common.clock import now

OUTSIDE = (
    *("outside_sale", "outside_sale_over", "outside_sale_waiting"),
    *("outside_sale_unsold", "outside_sale_suspended"),
)
SHARED_NAME = "屿海能源装备有限公司"
REGIMES = {"publicity": "NEG", "publicity_shared": "NEG"} | dict.fromkeys(OUTSIDE, "AUCTION")
EMPTY = dict.fromkeys(PLAN_FIELDS, "") | dict.fromkeys(
    ("notice_length", "related_party", "viewing_from", "viewing_until", "sale_at")
)


def plan_notice(achievement: Achievement, stage: str, by: Actor) -> None:
    """The plan of this stage, if it has one."""
    if stage == "publicity":
        _save(
            achievement,
            by,
            intended_buyer_name="粤芯屿电子有限公司",
            related_party=True,
            relation="成果完成人之一持有受让方百分之三的股份",
        )
    elif stage == "publicity_shared":
        _save(achievement, by, intended_buyer_name=SHARED_NAME, related_party=False)
    elif stage == "objection_decided":
        _save(achievement, by, notice_length=15)
    elif stage == "relisted":
        _save(achievement, by, extensions_allowed=1, extension_length=5)
    elif stage in REGIMES:
        _save(achievement, by, **sale_of(now()))


def sale_of(moment: datetime) -> dict[str, object]:
    """A viewing and a sale in the weeks after this moment; over a weekend the audit before them takes a week."""
    return {
        "auctioneer": "恒信拍卖有限公司（演示）",
        "licence_number": "示拍字第 0417 号",
        "viewing_place": "单位科研楼一层展厅",
        "viewing_from": moment + timedelta(days=9),
        "viewing_until": moment + timedelta(days=12),
        "sale_place": "恒信拍卖厅",
        "sale_at": moment + timedelta(days=16),
    }


def _save(achievement: Achievement, by: Actor, **fields: object) -> None:
    given = EMPTY | {"extension_length": 0, "extensions_allowed": 0} | fields
    save_notice_plan(achievement=achievement, by=by, **given)
