import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("listings", "0010_hide2")]  # its name in older databases

    dependencies = [("listings", "0009_results_published")]

    operations = [
        migrations.AddField(
            "takedown",
            "first",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="others", to="listings.takedown"
            ),
        ),
    ]
