from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [("common", "0002_receipt_answer")]

    operations = [
        AddIndexConcurrently("commandreceipt", models.Index(fields=["carried_out_at"], name="receipt_by_age")),
    ]
