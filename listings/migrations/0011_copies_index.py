from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("listings", "0011_hide2_index")]  # its name in older databases

    atomic = False

    dependencies = [("listings", "0010_takedown_first")]

    operations = [
        AddIndexConcurrently(
            "achievement",
            models.Index(
                fields=["copied_from"], condition=models.Q(copied_from__isnull=False), name="achievement_copied"
            ),
        ),
    ]
