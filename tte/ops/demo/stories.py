"""What becomes of each achievement of `data/achievements.json`, and when it began."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta

from listings.selectors.follow import owed_tellings
from listings.services.follow import tell_followers
from tte.codelists.calendar import period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.notices.services import mark_all_read
from tte.ops.demo import biddings, notice, outside, registry, supply, trade
from tte.ops.demo.clock import true_now
from tte.ops.demo.market import Market
from tte.ops.demo.people import PEOPLE

Story = Callable[[Market, dict], object]

# For each stage: how it comes about, and between how many days ago its stories begin.
STAGES: dict[str, tuple[Story, float, float]] = {
    "registered": (registry.registered, 80, 55),
    "contract_refused": (registry.refused, 66, 66),
    "bidding_unsold": (biddings.unsold, 60, 60),
    "disclosed": (trade.disclosed, 58, 22),
    "bidding_sold": (biddings.sold, 27, 24),
    "bidding_suspended": (biddings.suspended, 25, 25),
    "withdrawn": (supply.withdrawn, 48, 40),
    "refused": (supply.refused, 45, 38),
    "contract_second": (registry.recommended, 46, 44),
    "contract_correction": (registry.to_correct, 45, 45),
    "expired": (trade.expired, 43, 43),
    "contract_accepted": (registry.accepted, 40, 40),
    "contract_review": (registry.filed, 37, 37),
    "contract_draft": (registry.drafted, 36, 36),
    "bidding_scheduled": (biddings.scheduled, 30, 30),
    "negotiating": (trade.negotiating, 28, 26),
    "bidding_open": (biddings.open_now, 29, 29),
    "qualifying": (trade.qualifying, 25, 23),
    "correction": (supply.correction, 16, 12),
    "in_notice": (trade.in_notice, 12, 5),
    "outside_sale_over": (outside.sold, 34, 34),
    "outside_sale_unsold": (outside.unsold, 35, 35),
    "outside_sale_waiting": (outside.waiting, 32, 32),
    "outside_sale": (supply.listed, 12, 12),
    "outside_sale_suspended": (outside.suspended, 10, 10),
    "publicity": (supply.listed, 12, 12),
    "publicity_shared": (notice.publicity_shared, 9, 9),
    "terminated": (notice.terminated, 18, 18),
    "taken_back": (notice.taken_back, 15, 15),
    "relisted": (notice.relisted, 15, 15),
    "objection_decided": (notice.objection_decided, 16, 16),
    "resumed": (notice.resumed, 14, 14),
    "repriced": (notice.repriced, 13, 13),
    "suspended": (notice.suspended, 13, 13),
    "taken_down": (notice.taken_down, 11, 11),
    "objection_open": (notice.objection_open, 12, 12),
    "claimed": (supply.in_hand, 9, 9),
    "answered": (supply.answered, 11, 11),
    "returned": (supply.returned, 8, 5),
    "in_audit": (supply.in_audit, 10, 4),
    "submitted": (supply.submitted, 5, 2),
    "draft": (supply.draft, 9, 0.2),
}
PRIVATE_NOTICE = 7
RECENT = 20
LISTED_LATELY = 21
USUAL = timedelta(days=15)


def tell_stories(market: Market, items: list[dict]) -> None:
    """Every story from its beginning, the oldest first, so that numbers follow the days."""
    inboxes_read = False
    for days, item in sorted(_begun(items), key=lambda begun: -begun[0]):
        if days < RECENT and not inboxes_read:
            _read_inboxes(market)
            inboxes_read = True
        market.clock.back(days=days + (holidays() if days > LISTED_LATELY else 0))
        STAGES[item["stage"]][0](market, item)
        tell_owed_followers()


def tell_owed_followers() -> None:
    """What a worker does after each act, on the day of the story."""
    for pk in owed_tellings().values_list("pk", flat=True):
        tell_followers(telling_id=pk)


def holidays() -> int:
    """How many days longer than usual a notice of late has run: one over a week of holidays ends a week later."""
    began = true_now() - timedelta(days=24)
    whole = period_end(began, rule(RuleKey.NOTICE_PUBLIC)).at - began
    return max((whole - USUAL).days + 1, 0)


def _read_inboxes(market: Market) -> None:
    """What is older than the recent stories has been read."""
    market.clock.back(days=RECENT)
    for person in PEOPLE:
        mark_all_read(by=market.actor(person.key))


def _begun(items: list[dict]) -> Iterator[tuple[float, dict]]:
    by_stage = defaultdict(list)
    for item in items:
        by_stage[item["stage"]].append(item)
    for stage, same in by_stage.items():
        _story, first, last = STAGES[stage]
        for place, item in enumerate(same):
            days = first - (first - last) * place / max(len(same) - 1, 1)
            is_short = stage == "in_notice" and supply.regime_of(item["holder"]) == "LIST-PRIV"
            yield min(days, PRIVATE_NOTICE) if is_short else days, item
