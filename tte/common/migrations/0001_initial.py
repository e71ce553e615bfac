import tte.common.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('last', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='CommandReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=80)),
                ('key', models.CharField(max_length=64)),
                ('command', models.CharField(max_length=80)),
                ('digest', models.CharField(max_length=64)),
                ('outcome', models.BigIntegerField(null=True)),
                ('answer', models.TextField(db_default='', default='')),
                ('carried_out_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
            ],
            options={
                'indexes': [models.Index(fields=['carried_out_at'], name='receipt_by_age')],
                'constraints': [models.UniqueConstraint(fields=('scope', 'key'), name='receipt_one_per_request')],
            },
        ),
    ]
