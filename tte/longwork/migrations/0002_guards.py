from django.db import migrations

from tte.common.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("longwork", "0001_initial")]

    operations = [append_only("longwork_recall")]
