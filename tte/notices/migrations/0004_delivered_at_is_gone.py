from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0003_what_was_delivered'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='notice',
            name='notice_undelivered',
        ),
        migrations.RemoveField(
            model_name='notice',
            name='delivered_at',
        ),
    ]
