"""The relay: moves what is visible from the outbox into the feed. Any number may run; one at a time is at work."""

from django.db import connection

from tte.feed.standing import Standing

BATCH = 2000
SHORTEST_REST = 0.02
LONGEST_REST = 0.1


def relay_visible(batch: int = BATCH) -> int | None:
    """Number up to `batch` waiting changes and chain the trail; how many there were, None while another relay is at
    work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT feed_relay(%s)", [batch])
        return cursor.fetchone()[0]


def relay_all() -> int:
    """Number everything that is visible now: for commands and tests that cannot wait for the process."""
    total = 0
    while moved := relay_visible():
        total += moved
    return total


class Relay(Standing):
    """Polls, because NOTIFY would make every commit of the exchange queue for one lock. Rests longer while nothing
    comes."""

    rest = SHORTEST_REST

    def run(self) -> None:
        self.repeat(self.step)

    def step(self) -> float:
        moved = relay_visible()
        self.rest = SHORTEST_REST if moved else min(self.rest * 1.3, LONGEST_REST)
        return 0 if moved == BATCH else self.rest
