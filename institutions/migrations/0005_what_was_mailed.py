"""Open invitations of before have their mail as a delivery too: sent where one was sent, else queued."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations

FORWARD = """
    WITH open AS (
        SELECT id, email, invited_at, sent_at,
               '<' || replace(gen_random_uuid()::text, '-', '') || '@' || %s || '>' AS message_id
        FROM institutions_invitation WHERE accepted_at IS NULL AND delivery_id IS NULL
    ), owed AS (
        INSERT INTO notices_delivery (period, letter, state, address, message_id, attempts, next_at, fault, queued_at,
                                      sent_at)
        SELECT '', 'institutions.invitation', CASE WHEN sent_at IS NULL THEN 'queued' ELSE 'sent' END, email,
               message_id, CASE WHEN sent_at IS NULL THEN 0 ELSE 1 END, clock_timestamp(), '', invited_at, sent_at
        FROM open RETURNING id, message_id
    )
    UPDATE institutions_invitation AS invitation SET delivery_id = owed.id
    FROM open JOIN owed USING (message_id) WHERE invitation.id = open.id
"""
BACK = """
    UPDATE institutions_invitation AS invitation SET sent_at = delivery.sent_at, delivery_id = NULL
    FROM notices_delivery AS delivery WHERE delivery.id = invitation.delivery_id;
    DELETE FROM notices_delivery WHERE letter <> ''
"""


def forward(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(FORWARD, [urlsplit(settings.TTE_BASE_URL).hostname])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def back(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(BACK)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0004_mailed_by_a_delivery'),
    ]

    operations = [
        migrations.RunPython(forward, back),
        migrations.RemoveField(model_name='invitation', name='sent_at'),
    ]
