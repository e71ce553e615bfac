"""Positions without a gap: a reader that finds one knows that it has lost something. A sequence leaves gaps whenever a
batch is rolled back or the server crashes; the relay is alone, so it can count on from the newest entry."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

BY_SEQUENCE = """
CREATE SEQUENCE feed_position CACHE 1;
SELECT setval('feed_position', (SELECT coalesce(max(position), 0) + 1 FROM feed_entry), false);
CREATE OR REPLACE FUNCTION feed_relay(batch integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    entry record;
    previous bytea;
    moved integer := 0;
BEGIN
    IF NOT pg_try_advisory_xact_lock(71001, 1) THEN
        RETURN NULL;
    END IF;
    FOR entry IN
        WITH taken AS (
            DELETE FROM feed_outbox WHERE id IN (SELECT id FROM feed_outbox ORDER BY id LIMIT batch) RETURNING *
        ), numbered AS (
            INSERT INTO feed_entry (position, topic, key, payload, written_at)
            SELECT nextval('feed_position'), ordered.topic, ordered.key, ordered.payload, ordered.written_at
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
"""

DENSE = """
CREATE OR REPLACE FUNCTION feed_relay(batch integer) RETURNS integer LANGUAGE plpgsql AS $$
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

DROP SEQUENCE feed_position;
"""


class Migration(migrations.Migration):
    dependencies = [("feed", "0002_functions")]

    operations = [RunSQL(DENSE, BY_SEQUENCE)]
