import tte.common.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('kind', models.CharField(max_length=80)),
                ('subject_type', models.CharField(max_length=60)),
                ('subject_key', models.BigIntegerField()),
                ('user_key', models.BigIntegerField(null=True)),
                ('organisation_key', models.BigIntegerField(null=True)),
                ('data', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_key', 'at'], name='trail_event_subject_3772be_idx')],
            },
        ),
    ]
