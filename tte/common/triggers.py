"""SQL that migrations share: guards that hold whoever writes."""

from django.db.migrations.operations import RunSQL


def append_only(table: str) -> RunSQL:
    """Rows of `table` are only ever added: UPDATE, DELETE and TRUNCATE raise."""
    return RunSQL(
        f"""
        CREATE OR REPLACE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END $$;
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
        CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
        """,
        f"DROP TRIGGER {table}_append_only ON {table}; DROP TRIGGER {table}_never_emptied ON {table};",
    )
