"""Whatever changes a table of the stock gives the stock another revision, in the same transaction."""

from django.db import migrations

TABLES = ("listhead", "code", "ruleset", "rule", "calendarday")

FUNCTION = """
CREATE FUNCTION codelists_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO codelists_stockrevision (id, revision) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision;
    RETURN NULL;
END $$;
"""


def trigger(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER codelists_{table}_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON codelists_{table}
            FOR EACH STATEMENT EXECUTE FUNCTION codelists_note_change();
        """,
        f"DROP TRIGGER codelists_{table}_changed ON codelists_{table};",
    )


class Migration(migrations.Migration):
    dependencies = [("codelists", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION codelists_note_change();"),
        *(trigger(table) for table in TABLES),
    ]
