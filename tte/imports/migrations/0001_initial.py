import django.db.models.deletion
import tte.common.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('files', '0001_initial'),
        ('longwork', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('shape', models.JSONField()),
                ('columns', models.JSONField(default=dict)),
                ('options', models.JSONField(default=dict)),
                ('mode', models.CharField(blank=True, choices=[('all', 'All or nothing: if one row is bad, none is imported'), ('good', 'The valid rows: faulty ones stay out and are given back as a sheet')], max_length=4)),
                ('state', models.CharField(choices=[('uploaded', 'To be checked'), ('checked', 'Checked'), ('begun', 'Partly entered'), ('entered', 'Entered'), ('discarded', 'Discarded')], default='uploaded', max_length=12)),
                ('position', models.PositiveBigIntegerField(default=0)),
                ('row_count', models.PositiveIntegerField(default=0)),
                ('refused_count', models.PositiveIntegerField(default=0)),
                ('warned_count', models.PositiveIntegerField(default=0)),
                ('entered_count', models.PositiveIntegerField(default=0)),
                ('figures', models.JSONField(default=dict)),
                ('before', models.JSONField(default=list)),
                ('after', models.JSONField(default=list)),
                ('made_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('entered_at', models.DateTimeField(null=True)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entered_batches', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='made_batches', to=settings.AUTH_USER_MODEL)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.organisation')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.storedfile')),
                ('work', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='longwork.work')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-id'], name='imports_bat_organis_3e3ce3_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('entered_at', None), ('entered_by', None)), models.Q(('entered_at__isnull', False), ('entered_by__isnull', False)), _connector='OR'), name='batch_entry_has_its_author'), models.CheckConstraint(condition=models.Q(('refused_count__lte', models.F('row_count'))), name='batch_refuses_no_more_than_it_has')],
            },
        ),
        migrations.CreateModel(
            name='BatchFault',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveBigIntegerField()),
                ('field', models.CharField(blank=True, max_length=60)),
                ('reason', models.CharField(max_length=300)),
                ('values', models.JSONField(default=dict)),
                ('given', models.CharField(blank=True, max_length=200)),
                ('warning', models.BooleanField(default=False)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='faults', to='imports.batch')),
            ],
            options={
                'indexes': [models.Index(fields=['batch', 'line', 'id'], name='imports_bat_batch_i_31bade_idx')],
            },
        ),
        migrations.CreateModel(
            name='ColumnMap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('headings', models.CharField(max_length=64)),
                ('columns', models.JSONField()),
                ('kept_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'kind', 'headings'), name='column_map_once_per_headings')],
            },
        ),
    ]
