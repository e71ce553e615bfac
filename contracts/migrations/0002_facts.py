"""Guards that hold whoever writes: registrations and certificates are only ever added; every change of a fact is announced with its sign."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from tte.common.triggers import append_only

SIGNED_ROWS = RunSQL(
    """
    CREATE FUNCTION contracts_announce_fact() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            INSERT INTO feed_outbox (topic, key, payload)
            VALUES ('contract_fact', OLD.registration_id, to_jsonb(OLD) || jsonb_build_object('w', -1));
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO feed_outbox (topic, key, payload)
            VALUES ('contract_fact', NEW.registration_id, to_jsonb(NEW) || jsonb_build_object('w', 1));
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER contracts_contractfact_announces AFTER INSERT OR UPDATE OR DELETE ON contracts_contractfact
        FOR EACH ROW EXECUTE FUNCTION contracts_announce_fact();
    """,
    "DROP TRIGGER contracts_contractfact_announces ON contracts_contractfact; DROP FUNCTION contracts_announce_fact();",
)


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial"), ("feed", "0002_functions")]

    operations = [
        append_only("contracts_registration"),
        append_only("contracts_certificate"),
        SIGNED_ROWS,
    ]
