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
            name='Recall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recalled_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('about', models.CharField(max_length=60)),
            ],
            options={
                'indexes': [models.Index(fields=['recalled_at'], name='longwork_re_recalle_9d55cf_idx')],
            },
        ),
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('title', models.JSONField()),
                ('arguments', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('running', 'Running'), ('done', 'Done'), ('cancelled', 'Cancelled'), ('failed', 'Failed')], default='queued', max_length=12)),
                ('asked_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('started_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('cursor', models.JSONField(default=dict)),
                ('done', models.PositiveBigIntegerField(default=0)),
                ('total', models.PositiveBigIntegerField(null=True)),
                ('phase', models.JSONField(null=True)),
                ('runner', models.UUIDField(null=True)),
                ('beat_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('sentence', models.JSONField(null=True)),
                ('url', models.CharField(default='', max_length=300)),
                ('result', models.FileField(null=True, upload_to='results/')),
                ('result_name', models.CharField(default='', max_length=200)),
                ('result_type', models.CharField(default='', max_length=120)),
                ('result_size', models.PositiveBigIntegerField(null=True)),
                ('result_sha256', models.CharField(default='', max_length=64)),
                ('result_until', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['asked_by', '-id'], name='longwork_wo_asked_b_ac9e31_idx'), models.Index(condition=models.Q(('state__in', ['queued', 'running'])), fields=['asked_at'], name='work_to_do'), models.Index(condition=models.Q(('result_until__isnull', False)), fields=['result_until'], name='work_results_kept')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'running'), _negated=True), models.Q(('beat_at__isnull', False), ('runner__isnull', False), ('started_at__isnull', False)), _connector='OR'), name='running_work_has_a_runner'), models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running']), ('ended_at__isnull', False), _connector='OR'), name='ended_work_has_its_moment')],
            },
        ),
        migrations.CreateModel(
            name='Cancellation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('work', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to='longwork.work')),
            ],
        ),
    ]
