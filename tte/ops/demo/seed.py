"""Fills an empty database with a small living market, by the same services that people use.

Nothing is written around the services but the first bodies and people. Each story is told on the days on which it is
said to have happened (`clock.py`), and the years before enter as an old register does, by `import_register`.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta

from django.db import connection

from listings.enums import AuctionState
from listings.models import Achievement, Auction
from tte.accounts.models import Organisation
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.ops.demo.biddings import open_now
from tte.ops.demo.catalogue import import_records
from tte.ops.demo.clock import moved_clock, true_now
from tte.ops.demo.looks import check_again_what_waits, look_again
from tte.ops.demo.market import find_market, give_an_auditor_a_side, let_people_come_and_go, make_market
from tte.ops.demo.people import BODIES, PEOPLE, read
from tte.ops.demo.programs import connect_programs
from tte.ops.demo.stories import holidays, tell_stories
from tte.ops.demo.takeover import take_over_registers
from tte.ops.demo.works import ask_for_works

SPARE = "spare"


class NotEmpty(DomainError):
    code = "not_empty"


def seed(*, passwords: Mapping[str, str], contracts: int, say: Callable[[str], None]) -> None:
    """Fill an empty database with the market and so many contracts of five years; refuse any other."""
    if Organisation.objects.exists():
        raise NotEmpty("The database already holds organisations; seeding only fills an empty one")
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")  # a seeding that was interrupted is begun again
    shown = [item for item in read("achievements") if item["stage"] != SPARE]
    with moved_clock() as clock:
        market = make_market(clock, passwords)
        say(f"{len(BODIES)} organisations, {len(PEOPLE)} people")
        clock.to(true_now())
        take_over_registers(market, contracts=contracts)
        say(f"{contracts} contracts of five years, taken over from older registers")
        let_people_come_and_go(market)
        import_records(market)
        connect_programs(market)
        tell_stories(market, shown)
        look_again(market)
        give_an_auditor_a_side(market)
        say(f"{len(shown)} achievements in every state")
        ask_for_works(market)
        clock.to(true_now())
        check_again_what_waits(market)


def open_fresh_bidding() -> Auction | None:
    """Open a bidding, with the spare result posted least often, unless one stays open for a quarter of an hour."""
    if Auction.objects.filter(state=AuctionState.OPEN, closes_at__gt=now() + timedelta(minutes=15)).exists():
        return None
    spares = [item for item in read("achievements") if item["stage"] == SPARE]
    posted = Achievement.objects.filter(title_zh__in=[item["title_zh"] for item in spares])
    times = Counter(posted.values_list("title_zh", flat=True))
    with moved_clock() as clock:
        clock.back(days=29 + holidays())
        return open_now(find_market(clock), min(spares, key=lambda item: times[item["title_zh"]]))
