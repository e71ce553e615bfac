"""Seeded faults of the bidding engine, put into a battery's own database. The product has no switch for any of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from listings.migrations import _bidding_sql

STAMP = """
CREATE OR REPLACE FUNCTION listings_stamp_arrival() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {before}
    NEW.id := nextval('listings_bidintake_id_seq');
    NEW.arrived_at := {stamp};
    RETURN NEW;
END $$;
"""
TURN = """
CREATE OR REPLACE FUNCTION listings_take_turn(
    lot bigint, own bigint, OUT decided boolean, OUT cut bigint, OUT at timestamptz
) LANGUAGE plpgsql AS $$
BEGIN
    {turn}
    decided := EXISTS (SELECT FROM listings_biddecision WHERE intake_id = own);
    IF decided THEN
        RETURN;
    END IF;
    cut := nextval('listings_bidintake_id_seq');
    at := clock_timestamp();
END $$;
"""
TAKE = "PERFORM pg_advisory_xact_lock(7401, lot::integer);"

# A pointer that only goes forward, without the barrier: what commits late lies behind it for ever.
NO_BARRIER = STAMP.format(before="", stamp="clock_timestamp()") + TURN.format(turn=TAKE)
# The stamp is drawn after waiting for the turn: whoever queues is late.
STAMP_AFTER_LOCK = STAMP.format(
    before="PERFORM pg_advisory_xact_lock(7401, NEW.auction_id::integer);"
    " PERFORM pg_advisory_xact_lock_shared(7402, NEW.auction_id::integer);",
    stamp="clock_timestamp()",
)
# Each application server stamps by its own clock: here they differ by up to 300 ms.
APPLICATION_CLOCK = STAMP.format(
    before="PERFORM pg_advisory_xact_lock_shared(7402, NEW.auction_id::integer);",
    stamp="clock_timestamp() + (pg_backend_pid() % 7 - 3) * interval '100 milliseconds'",
)
# Nobody waits for a turn.
NO_TURN = TURN.format(turn="")

# One arrival in five is slow between its stamp and its commit, by up to 50 ms.
SLOW_COMMITS = """
CREATE OR REPLACE FUNCTION battery_pause() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF random() < 0.2 THEN
        PERFORM pg_sleep(random() * 0.05);
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER battery_pause AFTER INSERT ON listings_bidintake
    FOR EACH ROW EXECUTE FUNCTION battery_pause();
"""


def execute(statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements)


@contextmanager
def fault(statements: str) -> Iterator[None]:
    """The engine with this fault, and afterwards again as the migration made it."""
    execute(statements)
    try:
        yield
    finally:
        execute(_bidding_sql.FUNCTIONS)
