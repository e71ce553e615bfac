"""Notices of before have their e-mail as a delivery too: sent where one was sent, else queued."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations

FORWARD = """
    INSERT INTO notices_delivery (person_id, notice_id, period, state, address, message_id, attempts, next_at, fault,
                                  queued_at, sent_at)
    SELECT notice.person_id, notice.id, '', CASE WHEN delivered_at IS NULL THEN 'queued' ELSE 'sent' END,
           CASE WHEN delivered_at IS NULL THEN '' ELSE person.email END,
           '<' || replace(gen_random_uuid()::text, '-', '') || '@' || %s || '>',
           CASE WHEN delivered_at IS NULL THEN 0 ELSE 1 END, clock_timestamp(), '', owed_at, delivered_at
    FROM notices_notice AS notice JOIN accounts_user AS person ON person.id = notice.person_id
"""
BACK = """
    UPDATE notices_notice AS notice SET delivered_at = coalesce(sent_at, failed_at) FROM notices_delivery AS delivery
    WHERE delivery.notice_id = notice.id OR delivery.id = notice.digest_id
"""


def forward(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(FORWARD, [urlsplit(settings.TTE_BASE_URL).hostname])


def back(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(BACK)


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0002_deliveries'),
    ]

    operations = [migrations.RunPython(forward, back)]
