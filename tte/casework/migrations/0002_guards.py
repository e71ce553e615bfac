from django.db import migrations

from tte.common.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [append_only("casework_decision"), append_only("casework_checkresult")]
