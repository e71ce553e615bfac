import django.db.models.deletion
import tte.common.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('casework', '0001_initial'),
        ('files', '0001_initial'),
        ('imports', '0001_initial'),
        ('institutions', '0001_initial'),
        ('listings', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('number', models.CharField(max_length=16)),
                ('total_amount', models.DecimalField(decimal_places=2, max_digits=16)),
                ('technology_amount', models.DecimalField(decimal_places=2, max_digits=16)),
                ('registered_on', models.DateField()),
                ('registered_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('rule_set', models.CharField(max_length=20)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='imports.batch')),
            ],
            options={
                'indexes': [models.Index(fields=['registered_on', 'id'], name='registration_by_day'), models.Index(fields=['number', 'id'], name='registration_by_number'), models.Index(fields=['total_amount', 'id'], name='registration_by_amount')],
                'constraints': [models.UniqueConstraint(fields=('number', 'version'), name='registration_number_once_per_version'), models.CheckConstraint(condition=models.Q(('technology_amount__gt', 0), ('technology_amount__lte', models.F('total_amount'))), name='technology_amount_within_total')],
            },
        ),
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('application_code', models.CharField(max_length=20, unique=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('accepted', 'Accepted'), ('correction', 'Correction asked'), ('second_review', 'Second review'), ('registered', 'Registered'), ('refused', 'Registration refused')], default='draft', max_length=20)),
                ('rule_set', models.CharField(max_length=20)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('title_en', models.CharField(blank=True, max_length=300)),
                ('contract_type', models.CharField(blank=True, max_length=20)),
                ('licence_mode', models.CharField(blank=True, max_length=20)),
                ('ip_type', models.CharField(blank=True, max_length=20)),
                ('field', models.CharField(blank=True, max_length=20)),
                ('objective', models.CharField(blank=True, max_length=20)),
                ('plan_source', models.CharField(default='P0', max_length=20)),
                ('payment_method', models.CharField(blank=True, max_length=20)),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('begins_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('total_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                ('related_party', models.BooleanField(default=False)),
                ('drafted_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('filed_at', models.DateTimeField(null=True)),
                ('declared_technology_amount', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('proposed_technology_amount', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('proposed_refusal', models.CharField(blank=True, max_length=2)),
                ('proposed_at', models.DateTimeField(null=True)),
                ('checked_at', models.DateTimeField(null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accepted_contracts', to=settings.AUTH_USER_MODEL)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='institutions.agency')),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='imports.batch')),
                ('buyer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts_bought', to='accounts.organisation')),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contract', to='casework.case')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='checked_contracts', to=settings.AUTH_USER_MODEL)),
                ('deal', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contract', to='listings.deal')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='files.storedfile')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafted_contracts', to=settings.AUTH_USER_MODEL)),
                ('filed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filed_contracts', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposed_contracts', to=settings.AUTH_USER_MODEL)),
                ('seller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts_sold', to='accounts.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['seller', '-drafted_at'], name='contracts_c_seller__6b7287_idx'), models.Index(fields=['agency', 'state'], name='contracts_c_agency__919c0e_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('total_amount', None), ('total_amount__gt', 0), _connector='OR'), name='total_is_positive'), models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'correction')), ('ends_on__gte', models.F('begins_on')), _connector='OR'), name='contract_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'correction')), ('batch__isnull', False), models.Q(('begins_on__isnull', False), ('case__isnull', False), ('declared_technology_amount__isnull', False), ('document__isnull', False), ('ends_on__isnull', False), ('filed_at__isnull', False), ('signed_on__isnull', False), ('total_amount__isnull', False)), _connector='OR'), name='filed_contract_is_complete'), models.CheckConstraint(condition=models.Q(models.Q(('filed_at', None), ('filed_by', None)), models.Q(('filed_at__isnull', False), ('filed_by__isnull', False)), _connector='OR'), name='filing_has_its_author'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='acceptance_has_its_author'), models.CheckConstraint(condition=models.Q(models.Q(('proposed_at', None), ('proposed_by', None), ('proposed_refusal', ''), ('proposed_technology_amount', None)), models.Q(('proposed_at__isnull', False), ('proposed_by__isnull', False), models.Q(models.Q(('proposed_refusal', ''), ('proposed_technology_amount__gt', 0)), models.Q(('proposed_technology_amount', None), models.Q(('proposed_refusal', ''), _negated=True)), _connector='OR')), _connector='OR'), name='proposal_has_its_author'), models.CheckConstraint(condition=models.Q(('proposed_technology_amount', None), ('proposed_technology_amount__lte', models.F('total_amount')), _connector='OR'), name='proposal_within_total'), models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('checked_by', None)), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False)), _connector='OR'), name='second_review_has_its_author'), models.CheckConstraint(condition=models.Q(('checked_by', None), models.Q(('checked_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='maker_is_not_checker'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('registered', 'refused')), _negated=True), ('checked_by__isnull', False), ('batch__isnull', False), _connector='OR'), name='end_has_a_second_reviewer'), models.CheckConstraint(condition=models.Q(('batch', None), models.Q(('accepted_at', None), ('case', None), ('checked_at', None), ('deal', None), ('document', None), ('filed_at', None), ('proposed_at', None), ('state', 'registered'), ('total_amount__isnull', False)), _connector='OR'), name='taken_over_contract_came_registered'), models.UniqueConstraint(condition=models.Q(('batch', None), ('state__in', ('submitted', 'accepted', 'second_review', 'registered'))), fields=('seller', 'buyer', 'title', 'signed_on', 'total_amount'), name='contract_registered_once')],
            },
        ),
        migrations.CreateModel(
            name='ContractFact',
            fields=[
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='fact', serialize=False, to='contracts.registration')),
                ('number', models.CharField(max_length=16)),
                ('registered_on', models.DateField()),
                ('month', models.DateField()),
                ('contract_type', models.CharField(max_length=20)),
                ('licence_mode', models.CharField(blank=True, max_length=20)),
                ('field', models.CharField(max_length=20)),
                ('ip_type', models.CharField(max_length=20)),
                ('plan_source', models.CharField(max_length=20)),
                ('objective', models.CharField(blank=True, max_length=20)),
                ('seller_key', models.BigIntegerField()),
                ('seller_type', models.CharField(max_length=4)),
                ('seller_region', models.CharField(max_length=4)),
                ('buyer_key', models.BigIntegerField()),
                ('buyer_type', models.CharField(max_length=4)),
                ('buyer_region', models.CharField(max_length=4)),
                ('agency_key', models.BigIntegerField()),
                ('total_fen', models.BigIntegerField()),
                ('technology_fen', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['month'], name='contracts_c_month_a1a807_idx')],
            },
        ),
        migrations.AddField(
            model_name='registration',
            name='contract',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='contracts.contract'),
        ),
        migrations.AddField(
            model_name='registration',
            name='recommended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registration',
            name='registered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='CertificateRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='request', to='contracts.registration')),
            ],
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('check_value', models.CharField(max_length=12)),
                ('issued_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('pdf', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='contracts.registration')),
            ],
        ),
        migrations.CreateModel(
            name='NonTechnicalItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('equipment', 'Equipment and instruments'), ('materials', 'Raw materials and parts'), ('carrier', 'Carrier of the technology (prototype, sample set)')], max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('quantity', models.PositiveIntegerField(default=1)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=16)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='contracts.contract')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('quantity__gt', 0)), name='item_has_a_price')],
            },
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(fields=('contract', 'version'), name='registration_once_per_version'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('batch__isnull', False), ('recommended_by', None), ('registered_by', None)), models.Q(('batch', None), ('recommended_by__isnull', False), ('registered_by__isnull', False), models.Q(('recommended_by', models.F('registered_by')), _negated=True)), _connector='OR'), name='registration_by_two_persons'),
        ),
    ]
