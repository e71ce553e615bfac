"""The record in full (rules 4.1-4.4, R3-33): what every achievement may say, its rows, pictures and versions."""

import django.contrib.postgres.fields
import django.db.models.deletion
import tte.common.clock
from django.conf import settings
from django.db import migrations, models

from tte.common.triggers import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_recorded_organisations'),
        ('casework', '0003_due_days'),
        ('files', '0001_initial'),
        ('listings', '0007_what_may_be_recounted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExistingLicence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('licensee', models.CharField(max_length=200)),
                ('mode', models.CharField(max_length=2)),
                ('territory', models.CharField(blank=True, db_default='', default='', max_length=4)),
                ('granted_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, db_default='', default='', max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='FirstRefusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('ground', models.CharField(max_length=4)),
                ('rank', models.PositiveSmallIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('alt_zh', models.CharField(blank=True, db_default='', default='', max_length=200)),
                ('alt_en', models.CharField(blank=True, db_default='', default='', max_length=300)),
                ('is_cover', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('added_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
            ],
        ),
        migrations.CreateModel(
            name='RightShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(choices=[('holder', 'The holder'), ('unit', 'Another unit'), ('person', 'A person')], max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5)),
                ('consented_on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('handed_in_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
            ],
        ),
        migrations.AddField(
            model_name='achievement',
            name='buyer_conditions_en',
            field=models.TextField(blank=True, db_default='', default='', max_length=2000),
        ),
        migrations.AddField(
            model_name='achievement',
            name='buyer_conditions_zh',
            field=models.TextField(blank=True, db_default='', default='', max_length=1000),
        ),
        migrations.AddField(
            model_name='achievement',
            name='copied_from',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='listings.achievement'),
        ),
        migrations.AddField(
            model_name='achievement',
            name='description_en',
            field=models.TextField(blank=True, db_default='', default='', max_length=40000),
        ),
        migrations.AddField(
            model_name='achievement',
            name='description_zh',
            field=models.TextField(blank=True, db_default='', default='', max_length=20000),
        ),
        migrations.AddField(
            model_name='achievement',
            name='encumbrances_en',
            field=models.TextField(blank=True, db_default='', default='', max_length=4000),
        ),
        migrations.AddField(
            model_name='achievement',
            name='encumbrances_zh',
            field=models.TextField(blank=True, db_default='', default='', max_length=2000),
        ),
        migrations.AddField(
            model_name='achievement',
            name='forms',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), blank=True, db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='achievement',
            name='funding_source',
            field=models.CharField(blank=True, db_default='', default='', max_length=4),
        ),
        migrations.AddField(
            model_name='achievement',
            name='industry',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
        migrations.AddField(
            model_name='achievement',
            name='is_encumbered',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='achievement',
            name='is_fiscally_funded',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='achievement',
            name='is_related_party',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='achievement',
            name='keywords_en',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='achievement',
            name='keywords_zh',
            field=models.CharField(blank=True, db_default='', default='', max_length=120),
        ),
        migrations.AddField(
            model_name='achievement',
            name='kind',
            field=models.CharField(blank=True, db_default='', default='', max_length=2),
        ),
        migrations.AddField(
            model_name='achievement',
            name='level',
            field=models.CharField(blank=True, db_default='', default='', max_length=2),
        ),
        migrations.AddField(
            model_name='achievement',
            name='maturity_13',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='achievement',
            name='maturity_evaluator',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='achievement',
            name='maturity_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='achievement',
            name='origin',
            field=models.CharField(blank=True, db_default='', default='', max_length=2),
        ),
        migrations.AddField(
            model_name='achievement',
            name='payment_method',
            field=models.CharField(blank=True, db_default='', default='', max_length=2),
        ),
        migrations.AddField(
            model_name='achievement',
            name='payment_terms_en',
            field=models.TextField(blank=True, db_default='', default='', max_length=2000),
        ),
        migrations.AddField(
            model_name='achievement',
            name='payment_terms_zh',
            field=models.TextField(blank=True, db_default='', default='', max_length=1000),
        ),
        migrations.AddField(
            model_name='achievement',
            name='price_basis_kind',
            field=models.CharField(blank=True, db_default='', default='', max_length=4),
        ),
        migrations.AddField(
            model_name='achievement',
            name='project_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='achievement',
            name='project_number',
            field=models.CharField(blank=True, db_default='', default='', max_length=80),
        ),
        migrations.AddField(
            model_name='achievement',
            name='region',
            field=models.CharField(blank=True, db_default='', default='', max_length=4),
        ),
        migrations.AddField(
            model_name='achievement',
            name='registered_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='achievement',
            name='registration_number',
            field=models.CharField(blank=True, db_default='', default='', max_length=12),
        ),
        migrations.AddField(
            model_name='achievement',
            name='related_party_note',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='achievement',
            name='research_from',
            field=models.CharField(blank=True, db_default='', default='', max_length=7),
        ),
        migrations.AddField(
            model_name='achievement',
            name='research_to',
            field=models.CharField(blank=True, db_default='', default='', max_length=7),
        ),
        migrations.AddField(
            model_name='achievement',
            name='risks_en',
            field=models.TextField(blank=True, db_default='', default='', max_length=4000),
        ),
        migrations.AddField(
            model_name='achievement',
            name='risks_zh',
            field=models.TextField(blank=True, db_default='', default='', max_length=2000),
        ),
        migrations.AddField(
            model_name='achievement',
            name='stage',
            field=models.CharField(blank=True, db_default='', default='', max_length=2),
        ),
        migrations.AddField(
            model_name='achievement',
            name='term_years',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='achievement',
            name='territory',
            field=models.CharField(blank=True, db_default='', default='', max_length=4),
        ),
        migrations.AddField(
            model_name='achievement',
            name='territory_note',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='achievement',
            name='value_cultural',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='achievement',
            name='value_economic',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='achievement',
            name='value_scientific',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='achievement',
            name='value_social',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='achievement',
            name='value_technical',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='achievement',
            name='ways',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), blank=True, db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='attachment',
            name='description',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='attachment',
            name='evidence',
            field=models.CharField(blank=True, choices=[('maturity', 'The maturity level'), ('right', 'The rights'), ('price', 'The basis of the price'), ('consent', 'The consent of the other owners'), ('funding', 'The funding')], db_default='', default='', max_length=20),
        ),
        migrations.AddField(
            model_name='attachment',
            name='position',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='ipright',
            name='filed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='ipright',
            name='granted_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='ipright',
            name='holder',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='ipright',
            name='name',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='ipright',
            name='published_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='ipright',
            name='status',
            field=models.CharField(blank=True, db_default='', default='', max_length=4),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='audience',
            field=models.CharField(choices=[('public', 'Everybody'), ('confidential', 'Enterprises with a signed confidentiality agreement, in the data room'), ('auditors', 'Auditors only')], default='auditors', max_length=20),
        ),
        migrations.AddConstraint(
            model_name='achievement',
            constraint=models.CheckConstraint(condition=models.Q(('maturity_13', None), models.Q(('maturity', None), ('maturity_13__range', (1, 13))), _connector='OR'), name='maturity_has_one_scale'),
        ),
        migrations.AddField(
            model_name='existinglicence',
            name='achievement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='listings.achievement'),
        ),
        migrations.AddField(
            model_name='firstrefusal',
            name='achievement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='first_refusals', to='listings.achievement'),
        ),
        migrations.AddField(
            model_name='picture',
            name='achievement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='listings.achievement'),
        ),
        migrations.AddField(
            model_name='picture',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.storedfile'),
        ),
        migrations.AddField(
            model_name='rightshare',
            name='achievement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='listings.achievement'),
        ),
        migrations.AddField(
            model_name='version',
            name='achievement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='listings.achievement'),
        ),
        migrations.AddField(
            model_name='version',
            name='handed_in_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='firstrefusal',
            constraint=models.CheckConstraint(condition=models.Q(('rank__gte', 1)), name='first_refusal_has_a_rank'),
        ),
        migrations.AddConstraint(
            model_name='firstrefusal',
            constraint=models.UniqueConstraint(fields=('achievement', 'name'), name='first_refusal_named_once'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.UniqueConstraint(condition=models.Q(('is_cover', True)), fields=('achievement',), name='one_cover'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(('height__gt', 0), ('width__gt', 0)), name='picture_has_a_size'),
        ),
        migrations.AddConstraint(
            model_name='rightshare',
            constraint=models.CheckConstraint(condition=models.Q(('percent__gt', 0), ('percent__lte', 100)), name='share_is_a_part'),
        ),
        migrations.AddConstraint(
            model_name='rightshare',
            constraint=models.UniqueConstraint(fields=('achievement', 'owner', 'name'), name='owner_named_once'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('achievement', 'number'), name='version_numbered_once'),
        ),
        append_only("listings_version"),
    ]
