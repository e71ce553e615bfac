"""What the feed does inside the database: announcing a change, numbering what is visible, chaining the trail."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from tte.common.triggers import append_only

OUTBOX = """
-- One change, one row, in the transaction of the change. Drawn one by one: a cached range would reverse the order in
-- which two sessions wrote about the same row.
ALTER SEQUENCE feed_outbox_id_seq CACHE 1;
ALTER TABLE feed_outbox SET (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000,
    autovacuum_vacuum_cost_delay = 0
);

-- feed_announce(topic, key column): which row changed; whoever follows looks it up again.
CREATE FUNCTION feed_announce() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed jsonb := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
BEGIN
    INSERT INTO feed_outbox (topic, key, payload) VALUES (TG_ARGV[0], (changed ->> TG_ARGV[1])::bigint, '{}');
    RETURN NULL;
END $$;

CREATE TRIGGER trail_event_announces_trail AFTER INSERT ON trail_event
    FOR EACH ROW EXECUTE FUNCTION feed_announce('trail', 'id');
"""

OUTBOX_UNDONE = """
DROP TRIGGER trail_event_announces_trail ON trail_event;
DROP FUNCTION feed_announce();
ALTER TABLE feed_outbox RESET (
    autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold,
    autovacuum_vacuum_insert_scale_factor, autovacuum_vacuum_insert_threshold, autovacuum_vacuum_cost_delay
);
"""

RELAY = """
-- The text of an event that the chain hashes. Its columns are named, so that a column added later leaves old links true.
CREATE FUNCTION trail_text(event trail_event) RETURNS text LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
    SELECT jsonb_build_object(
        'id', event.id, 'at', event.at, 'kind', event.kind, 'subject_type', event.subject_type,
        'subject_key', event.subject_key, 'user_key', event.user_key, 'organisation_key', event.organisation_key,
        'data', event.data
    )::text
$$;

-- Moves what is visible from the outbox into the feed, in the order of writing, and extends the trail's chain. Returns how
-- many entries it numbered, or NULL when another relay is at work. The lock is released only after the commit is visible,
-- so entries appear in the order of their positions and every snapshot holds a prefix of the feed. Positions have no gap,
-- so that a reader who finds one knows that it has lost something: a sequence leaves gaps whenever a batch is rolled back
-- or the server crashes; the relay is alone, so it can count on from the newest entry.
CREATE FUNCTION feed_relay(batch integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    entry record;
    previous bytea;
    moved integer := 0;
    newest bigint;
BEGIN
    IF NOT pg_try_advisory_xact_lock(71001, 1) THEN
        RETURN NULL;
    END IF;
    SELECT coalesce(max(position), 0) INTO newest FROM feed_entry;
    FOR entry IN
        WITH taken AS (
            DELETE FROM feed_outbox WHERE id IN (SELECT id FROM feed_outbox ORDER BY id LIMIT batch) RETURNING *
        ), numbered AS (
            INSERT INTO feed_entry (position, topic, key, payload, written_at)
            SELECT newest + row_number() OVER (ORDER BY ordered.id), ordered.topic, ordered.key,
                ordered.payload, ordered.written_at
            FROM (SELECT * FROM taken ORDER BY id) AS ordered
            RETURNING position, topic, key
        )
        SELECT numbered.position, event AS row_of_trail FROM numbered
        LEFT JOIN trail_event AS event ON numbered.topic = 'trail' AND event.id = numbered.key
        ORDER BY numbered.position
    LOOP
        moved := moved + 1;
        IF (entry.row_of_trail).id IS NOT NULL THEN
            IF previous IS NULL THEN
                SELECT link INTO previous FROM feed_traillink ORDER BY position DESC LIMIT 1;
                previous := coalesce(previous, decode(repeat('00', 32), 'hex'));
            END IF;
            previous := sha256(previous || convert_to(trail_text(entry.row_of_trail), 'UTF8'));
            INSERT INTO feed_traillink (position, event_key, link)
            VALUES (entry.position, (entry.row_of_trail).id, previous);
        END IF;
    END LOOP;
    RETURN moved;
END $$;

-- The position of the first link that does not follow from the one before it and its event; NULL when all do.
CREATE FUNCTION trail_first_broken() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    entry record;
    previous bytea := decode(repeat('00', 32), 'hex');
BEGIN
    FOR entry IN
        SELECT chain.position, chain.link, event AS row_of_trail FROM feed_traillink AS chain
        LEFT JOIN trail_event AS event ON event.id = chain.event_key ORDER BY chain.position
    LOOP
        IF (entry.row_of_trail).id IS NULL THEN
            RETURN entry.position;
        END IF;
        previous := sha256(previous || convert_to(trail_text(entry.row_of_trail), 'UTF8'));
        IF previous <> entry.link THEN
            RETURN entry.position;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

INSERT INTO feed_feedidentity (feed_id, since) VALUES (gen_random_uuid(), clock_timestamp());
"""

RELAY_UNDONE = """
DELETE FROM feed_feedidentity;
DROP FUNCTION trail_first_broken();
DROP FUNCTION feed_relay(integer);
DROP FUNCTION trail_text(trail_event);
"""


class Migration(migrations.Migration):
    dependencies = [("feed", "0001_initial"), ("trail", "0001_initial")]

    operations = [
        RunSQL(OUTBOX, OUTBOX_UNDONE),
        RunSQL(RELAY, RELAY_UNDONE),
        append_only("feed_entry"),
        append_only("feed_traillink"),
    ]
