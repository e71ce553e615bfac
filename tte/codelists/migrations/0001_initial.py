import django.contrib.postgres.constraints
import django.db.models.deletion
import tte.common.clock
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('working', models.BooleanField()),
                ('official', models.BooleanField()),
                ('note', models.CharField(blank=True, max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name='RuleSet',
            fields=[
                ('code', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('name_zh', models.CharField(max_length=200)),
                ('name_en', models.CharField(max_length=200)),
                ('demonstration', models.BooleanField(default=False)),
                ('source_zh', models.CharField(max_length=300)),
                ('source_en', models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='StockRevision',
            fields=[
                ('id', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('revision', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='CalendarYear',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('source_zh', models.CharField(blank=True, max_length=300)),
                ('source_en', models.CharField(blank=True, max_length=300)),
                ('loaded_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('source_en', ''), ('source_zh', ''), _negated=True), name='year_has_a_source')],
            },
        ),
        migrations.CreateModel(
            name='ListHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name_zh', models.CharField(max_length=200)),
                ('name_en', models.CharField(max_length=200)),
                ('mark', models.CharField(choices=[('sourced', 'Sourced'), ('general', 'General knowledge, not confirmed'), ('design', 'Design choice')], max_length=10)),
                ('source_zh', models.CharField(blank=True, max_length=300)),
                ('source_en', models.CharField(blank=True, max_length=300)),
                ('licence_zh', models.CharField(blank=True, max_length=300)),
                ('licence_en', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('source_en', ''), ('source_zh', ''), _negated=True), name='list_has_a_source'), models.CheckConstraint(condition=models.Q(('licence_en', ''), ('licence_zh', ''), _negated=True), name='list_has_a_licence')],
            },
        ),
        migrations.CreateModel(
            name='Code',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list', models.CharField(max_length=40)),
                ('code', models.CharField(max_length=20)),
                ('parent_code', models.CharField(blank=True, max_length=20)),
                ('name_zh', models.CharField(blank=True, max_length=2000)),
                ('name_en', models.CharField(blank=True, max_length=2000)),
                ('position', models.PositiveIntegerField(default=0)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('mark', models.CharField(choices=[('sourced', 'Sourced'), ('general', 'General knowledge, not confirmed'), ('design', 'Design choice')], max_length=10)),
                ('source_zh', models.CharField(blank=True, max_length=300)),
                ('source_en', models.CharField(blank=True, max_length=300)),
                ('licence_zh', models.CharField(blank=True, max_length=300)),
                ('licence_en', models.CharField(blank=True, max_length=300)),
                ('predecessor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='codelists.code')),
            ],
            options={
                'indexes': [models.Index(fields=['list', 'parent_code', 'position'], name='codelists_c_list_13e4db_idx')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('list', '='), ('code', '='), (models.Func('valid_from', 'valid_to', models.Value('[]'), function='daterange'), '&&')], name='code_stands_once_a_day'), models.CheckConstraint(condition=models.Q(('name_en', ''), ('name_zh', ''), _negated=True), name='code_has_a_name'), models.CheckConstraint(condition=models.Q(('source_en', ''), ('source_zh', ''), _negated=True), name='code_has_a_source'), models.UniqueConstraint(fields=('list', 'code', 'valid_from'), name='code_once_per_start'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='code_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('scope', models.CharField(blank=True, max_length=40)),
                ('value', models.DecimalField(decimal_places=4, max_digits=18)),
                ('unit', models.CharField(choices=[('seconds', 'seconds'), ('minutes', 'minutes'), ('hours', 'hours'), ('days', 'days'), ('working_days', 'working days'), ('years', 'years'), ('yuan', 'yuan'), ('percent', 'percent'), ('count', 'pieces')], max_length=20)),
                ('rule_id', models.CharField(max_length=10)),
                ('title_zh', models.CharField(max_length=200)),
                ('title_en', models.CharField(max_length=200)),
                ('mark', models.CharField(choices=[('sourced', 'Sourced'), ('general', 'General knowledge, not confirmed'), ('design', 'Design choice')], max_length=10)),
                ('source_zh', models.CharField(max_length=300)),
                ('source_en', models.CharField(max_length=300)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('rule_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='codelists.ruleset')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('rule_set', '='), ('key', '='), ('scope', '='), (models.Func('valid_from', 'valid_to', models.Value('[]'), function='daterange'), '&&')], name='rule_stands_once_a_day'), models.UniqueConstraint(fields=('rule_set', 'key', 'scope', 'valid_from'), name='rule_once_per_start'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='rule_ends_after_it_begins')],
            },
        ),
    ]
