"""Letters to objectors are deliveries, those owed until now too; a question knows of which end its holder was told."""

from urllib.parse import urlsplit

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OWED = """
    WITH owed AS (
        SELECT id, mail_owed, email,
               '<' || replace(gen_random_uuid()::text, '-', '') || '@' || %s || '>' AS message_id
        FROM listings_objection WHERE mail_owed <> ''
    ), queued AS (
        INSERT INTO notices_delivery (letter, period, state, address, message_id, attempts, fault)
        SELECT 'listings.objection', '', 'queued', email, message_id, 0, '' FROM owed
        RETURNING id, message_id
    )
    INSERT INTO listings_objectionletter (objection_id, kind, delivery_id)
    SELECT owed.id, owed.mail_owed, queued.id FROM owed JOIN queued USING (message_id);
"""
KINDS = [
    ("confirm", "Asks to confirm the address"),
    ("lodged", "Says that it is lodged"),
    ("admitted", "Says that it is admitted"),
    ("concluded", "Says that it is concluded"),
]
PROTECT = django.db.models.deletion.PROTECT


def forward(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(OWED, [urlsplit(settings.TTE_BASE_URL).hostname])


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0018_room_ends"),
        ("notices", "0006_withheld"),
    ]

    operations = [
        migrations.CreateModel(
            name="ObjectionLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                (
                    "delivery",
                    models.OneToOneField(
                        on_delete=PROTECT, related_name="objection_letter", to="notices.delivery"
                    ),
                ),
                (
                    "objection",
                    models.ForeignKey(on_delete=PROTECT, related_name="letters", to="listings.objection"),
                ),
            ],
        ),
        migrations.RunPython(forward, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="objection", name="objection_mail_owed"),
        migrations.RemoveField(model_name="objection", name="mail_owed"),
        migrations.AddField(model_name="question", name="late_told", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="question", name="soon_told", field=models.DateTimeField(null=True)),
    ]
