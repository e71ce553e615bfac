"""The SQL of the bidding engine. The two advisory locks and their order stand in docs/locking.md."""

STAMP_ARRIVAL = """
CREATE OR REPLACE FUNCTION listings_stamp_arrival() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(7402, NEW.auction_id::integer);
    NEW.id := nextval('listings_bidintake_id_seq');
    NEW.arrived_at := clock_timestamp();
    RETURN NEW;
END $$;
"""
STAMP_TRIGGER = """
CREATE TRIGGER listings_bidintake_stamp BEFORE INSERT ON listings_bidintake
    FOR EACH ROW EXECUTE FUNCTION listings_stamp_arrival();
"""

# The exclusive touch of the barrier lives in a subtransaction that is always rolled back: that releases the lock at once
# and in every case, also when the statement is cancelled between the two lines. `cut` and `at` keep their values.
TAKE_TURN = """
CREATE OR REPLACE FUNCTION listings_take_turn(
    lot bigint, own bigint, OUT decided boolean, OUT cut bigint, OUT at timestamptz
) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7401, lot::integer);
    decided := EXISTS (SELECT FROM listings_biddecision WHERE intake_id = own);
    IF decided THEN
        RETURN;
    END IF;
    BEGIN
        PERFORM pg_advisory_xact_lock(7402, lot::integer);
        cut := nextval('listings_bidintake_id_seq');
        at := clock_timestamp();
        RAISE EXCEPTION USING ERRCODE = 'TT001', MESSAGE = 'release the barrier';
    EXCEPTION WHEN SQLSTATE 'TT001' THEN
        NULL;
    END;
END $$;
"""

# What everybody may see of a bidding: the one visibility function for page, API, live frames and polling. A bidding of
# something taken down has no public state (R8-03).
PUBLIC_STATE = """
CREATE FUNCTION listings_iso(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

CREATE FUNCTION listings_auction_public(auction_id bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
SELECT jsonb_build_object(
    'lot', a.id,
    'code', listing.code,
    'state', a.state,
    'highest', a.highest_amount::text,
    'leader', leader.bidder_code,
    'bids', a.bid_count,
    'start', a.start_price::text,
    'step', a.increment::text,
    'least', coalesce(a.highest_amount + a.increment, a.start_price)::text,
    'opens_at', listings_iso(a.opens_at),
    'announced_close_at', listings_iso(a.announced_close_at),
    'closes_at', listings_iso(a.closes_at),
    'server_time', listings_iso(clock_timestamp()),
    'log', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
            'n', line.sequence, 'code', line.bidder_code, 'amount', line.amount::text,
            'at', listings_iso(line.arrived_at), 'closes_at', listings_iso(line.closes_at)
        ) ORDER BY line.sequence DESC)
        FROM (
            SELECT d.sequence, admission.bidder_code, i.amount, i.arrived_at, d.closes_at
            FROM listings_biddecision d
            JOIN listings_bidintake i ON i.id = d.intake_id
            JOIN listings_admission admission
                ON admission.auction_id = d.auction_id AND admission.bidder_id = i.bidder_id
            WHERE d.auction_id = a.id AND d.accepted
            ORDER BY d.sequence DESC
            LIMIT 12
        ) AS line
    ), '[]'::jsonb)
)
FROM listings_auction a
JOIN listings_listing listing ON listing.id = a.listing_id
LEFT JOIN listings_admission leader ON leader.auction_id = a.id AND leader.bidder_id = a.highest_bidder_id
WHERE a.id = listings_auction_public.auction_id
  AND NOT EXISTS (
      SELECT FROM listings_takedown takedown
      WHERE takedown.achievement_id = listing.achievement_id AND takedown.state = 'standing'
  )
$$;
"""

FUNCTIONS = STAMP_ARRIVAL + TAKE_TURN
