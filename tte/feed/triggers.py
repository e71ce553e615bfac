"""SQL for migrations of the floors above: which tables announce their changes in the feed."""

from django.db.migrations.operations import RunSQL


def announces(table: str, *, topic: str, key: str = "id") -> RunSQL:
    """Every change of a row of `table` writes an outbox row (`topic`, the value of column `key`) in the same
    transaction."""
    return RunSQL(
        f"""
        CREATE TRIGGER {table}_announces_{topic} AFTER INSERT OR UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION feed_announce('{topic}', '{key}');
        """,
        f"DROP TRIGGER {table}_announces_{topic} ON {table};",
    )
