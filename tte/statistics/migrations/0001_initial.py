import django.db.models.deletion
import tte.common.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Base',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.CharField(max_length=120, unique=True)),
                ('feed_id', models.UUIDField()),
                ('position', models.BigIntegerField()),
                ('shape', models.CharField(max_length=64)),
                ('rows', models.BigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
            ],
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('form', models.CharField(choices=[('raw', 'CSV, exact values'), ('sheet', 'CSV for spreadsheets'), ('xlsx', 'XLSX workbook')], max_length=20)),
                ('filters', models.JSONField(default=dict)),
                ('position', models.BigIntegerField()),
                ('rule_set', models.CharField(max_length=20)),
                ('exported_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('exported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.organisation')),
            ],
        ),
    ]
