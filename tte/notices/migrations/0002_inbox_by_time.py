from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("notices", "0001_initial")]

    operations = [
        AddIndexConcurrently("notice", models.Index(fields=["person", "-owed_at", "-id"], name="notice_inbox_by_time")),
        RemoveIndexConcurrently("notice", "notice_inbox"),
    ]
