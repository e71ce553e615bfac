from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("common", "0001_initial")]

    operations = [
        migrations.AddField("commandreceipt", "answer", models.TextField(db_default="", default="")),
    ]
