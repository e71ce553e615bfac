import tte.common.clock
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='FeedIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('feed_id', models.UUIDField(default=uuid.uuid4)),
                ('since', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
            ],
        ),
        migrations.CreateModel(
            name='Outbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=40)),
                ('key', models.BigIntegerField()),
                ('payload', models.JSONField(default=dict)),
                ('written_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
            ],
        ),
        migrations.CreateModel(
            name='ReaderPosition',
            fields=[
                ('reader', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('position', models.BigIntegerField(default=0)),
                ('read_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
            ],
        ),
        migrations.CreateModel(
            name='TrailLink',
            fields=[
                ('event_key', models.BigIntegerField(unique=True)),
                ('position', models.BigIntegerField(primary_key=True, serialize=False)),
                ('link', models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('position', models.BigIntegerField(primary_key=True, serialize=False)),
                ('topic', models.CharField(max_length=40)),
                ('key', models.BigIntegerField()),
                ('payload', models.JSONField(default=dict)),
                ('written_at', models.DateTimeField()),
                ('relayed_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
            ],
            options={
                'indexes': [models.Index(fields=['topic', 'position'], name='feed_entry_topic_7915d7_idx')],
            },
        ),
    ]
