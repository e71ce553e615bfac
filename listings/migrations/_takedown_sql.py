"""The SQL of a takedown: it announces itself in the feed, and what it holds cannot be changed while it stands."""

# Everything that showed the achievement looks again: readers of the feed find nothing any more, or find it again.
# The entry of the topic `takedown` is the tombstone for those outside; it names the act and holds nothing of it.
ANNOUNCE = """
CREATE FUNCTION listings_announce_takedown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO feed_outbox (topic, key, payload)
    SELECT 'takedown', NEW.id, jsonb_build_object('code', NEW.code, 'state', NEW.state)
    UNION ALL SELECT 'catalogue', NEW.achievement_id, '{}'
    UNION ALL SELECT 'submission', NEW.achievement_id, '{}'
    UNION ALL (SELECT 'listing', id, '{}' FROM listings_listing WHERE achievement_id = NEW.achievement_id ORDER BY id);
    RETURN NULL;
END $$;
CREATE TRIGGER listings_takedown_announces AFTER INSERT OR UPDATE ON listings_takedown
    FOR EACH ROW EXECUTE FUNCTION listings_announce_takedown();
"""
ANNOUNCE_UNDONE = """
DROP TRIGGER listings_takedown_announces ON listings_takedown;
DROP FUNCTION listings_announce_takedown();
"""

REFUSE = "RAISE EXCEPTION 'row % of % is evidence of a takedown', OLD.id, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';"
HOLDS = "EXISTS (SELECT FROM listings_takedown WHERE state = 'standing' AND achievement_id = {achievement})"
CONDITIONS = {
    "listings_keep_record": HOLDS.format(achievement="OLD.id"),
    "listings_keep_part": HOLDS.format(achievement="OLD.achievement_id"),
    "listings_keep_of_listing": HOLDS.format(
        achievement="(SELECT achievement_id FROM listings_listing WHERE id = OLD.listing_id)"
    ),
    "listings_keep_file": """EXISTS (
        SELECT FROM listings_takedownfile AS kept JOIN listings_takedown AS takedown ON takedown.id = kept.takedown_id
        WHERE kept.file_id = OLD.id AND takedown.state = 'standing'
    )""",
}
KEPT = {
    "listings_keep_record": ("listings_achievement",),
    "listings_keep_part": (
        *("listings_listing", "listings_ipright", "listings_existinglicence", "listings_rightshare"),
        *("listings_firstrefusal", "listings_attachment", "listings_picture", "listings_noticeplan"),
    ),
    "listings_keep_of_listing": (
        *("listings_proposal", "listings_dataroom", "listings_deal", "listings_objection", "listings_intent"),
        "listings_outsidesale",
    ),
    "listings_keep_file": ("files_storedfile",),
}


def keep() -> str:
    functions = [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN {REFUSE} END IF;"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$;"
        for name, condition in CONDITIONS.items()
    ]
    triggers = [
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();"
        for name, tables in KEPT.items()
        for table in tables
    ]
    return "\n".join([*functions, *triggers])


def keep_undone() -> str:
    tables = [table for tables in KEPT.values() for table in tables]
    return "\n".join(
        [f"DROP TRIGGER {table}_kept ON {table};" for table in tables] + [f"DROP FUNCTION {name}();" for name in KEPT]
    )
