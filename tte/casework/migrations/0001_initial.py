import django.contrib.postgres.fields
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
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('reference', models.CharField(max_length=40)),
                ('title_zh', models.CharField(max_length=300)),
                ('title_en', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('unclaimed', 'Unclaimed'), ('in_hand', 'In hand'), ('waiting', 'Waiting for party'), ('closed', 'Closed')], default='unclaimed', max_length=20)),
                ('opened_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('due_at', models.DateTimeField(null=True)),
                ('due_provisional', models.BooleanField(default=False)),
                ('due_rule_id', models.CharField(blank=True, max_length=10)),
                ('due_from', models.DateTimeField(null=True)),
                ('due_days', models.PositiveSmallIntegerField(null=True)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('barred', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('office_days', models.PositiveIntegerField(null=True)),
                ('withheld_at', models.DateTimeField(null=True)),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='accounts.organisation')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authored_cases', to=settings.AUTH_USER_MODEL)),
                ('claimed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claimed_cases', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='closed_cases', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='accounts.organisation')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opened_cases', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'kind', 'state', 'due_at'], name='casework_ca_office__f4c72e_idx'), models.Index(condition=models.Q(('closed_at', None)), fields=['office', 'kind', 'due_at'], name='case_open'), models.Index(fields=['office', 'kind', 'closed_at'], name='case_by_close'), models.Index(condition=models.Q(('closed_at', None)), fields=['due_at'], name='case_open_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('claimed_at', None), ('claimed_by', None)), models.Q(('claimed_at__isnull', False), ('claimed_by__isnull', False)), _connector='OR'), name='case_claim_has_its_author'), models.CheckConstraint(condition=models.Q(('closed_by', None), ('closed_at__isnull', False), _connector='OR'), name='case_closed_by_somebody_has_its_moment')],
            },
        ),
        migrations.CreateModel(
            name='CaseNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000)),
                ('written_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='casework.case')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_notes', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CaseReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('opened_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('closed_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reasons', to='casework.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('case', 'code'), name='reason_open_once_per_case')],
            },
        ),
        migrations.CreateModel(
            name='CaseReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(choices=[('due_soon', 'Due soon'), ('overdue', 'Overdue'), ('escalated', 'Brought before the head of the office'), ('answer_owed', 'Answer owed by the party')], max_length=20)),
                ('about', models.DateTimeField()),
                ('reminded_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='casework.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'duty', 'about'), name='reminded_once_of_a_duty')],
            },
        ),
        migrations.CreateModel(
            name='CaseStop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stopped_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('due_at', models.DateTimeField(null=True)),
                ('days_left', models.SmallIntegerField(null=True)),
                ('resumed_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stops', to='casework.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('resumed_at', None)), fields=('case',), name='clock_stands_once_per_case'), models.CheckConstraint(condition=models.Q(('resumed_at', None), ('resumed_at__gte', models.F('stopped_at')), _connector='OR'), name='clock_goes_on_after_it_stood')],
            },
        ),
        migrations.CreateModel(
            name='CheckRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('finished_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='check_runs', to='casework.case')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('finished_at', None)), fields=['asked_at'], name='check_run_owed')],
            },
        ),
        migrations.CreateModel(
            name='CheckResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('check_name', models.CharField(max_length=120)),
                ('passed', models.BooleanField()),
                ('evidence', models.JSONField(default=dict)),
                ('at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='casework.checkrun')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'check_name'), name='result_once_per_run')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('field', models.CharField(max_length=60)),
                ('text', models.TextField(max_length=1000)),
                ('state', models.CharField(choices=[('marked', 'Marked, not yet asked'), ('asked', 'Asked'), ('answered', 'Answered'), ('closed', 'Closed'), ('dropped', 'Dropped')], default='marked', max_length=20)),
                ('marked_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('old_value', models.TextField(blank=True)),
                ('answer', models.TextField(blank=True, max_length=1000)),
                ('new_value', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='casework.case')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('marked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'number'), name='correction_numbered_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['marked', 'asked', 'answered'])), fields=('case', 'field'), name='correction_open_once_per_field'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='correction_answer_has_its_author'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='correction_close_has_its_author')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=40)),
                ('conclusion', models.CharField(max_length=40)),
                ('reason_code', models.CharField(blank=True, max_length=10)),
                ('text', models.TextField(blank=True)),
                ('points', models.JSONField(default=list)),
                ('decided_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='casework.case')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Reaudit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('drawn_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('agrees', models.BooleanField(null=True)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reaudit', to='casework.case')),
                ('original', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reaudit', to='casework.decision')),
            ],
        ),
    ]
