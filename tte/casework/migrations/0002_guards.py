from django.db import migrations

from tte.common.triggers import append_only

TABLES = ("decision", "checkresult", "casenote", "casereminder")


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [append_only(f"casework_{table}") for table in TABLES]
