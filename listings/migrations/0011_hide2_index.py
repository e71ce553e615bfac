from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("listings", "0010_hide2")]

    operations = [
        AddIndexConcurrently(
            "achievement",
            models.Index(
                fields=["copied_from"], condition=models.Q(copied_from__isnull=False), name="achievement_copied"
            ),
        ),
    ]
