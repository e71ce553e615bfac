import django.db.models.deletion
import django.db.models.functions.text
import tte.common.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('is_active', models.BooleanField(default=True)),
                ('sessions_ended', models.PositiveIntegerField(default=0)),
                ('joined_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_one_per_email')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('researcher', 'Researcher'), ('officer', 'Institution officer'), ('agent', 'Enterprise agent'), ('auditor', 'Exchange auditor'), ('head', 'Head of office'), ('broker', 'Broker'), ('registrar', 'Registrar'), ('reviewer', 'Second reviewer'), ('finance', 'Finance officer'), ('expert', 'Expert'), ('inspector', 'Inspector'), ('statistician', 'Statistician'), ('administrator', 'Administrator')], max_length=20)),
                ('granted_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ended_memberships', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='granted_memberships', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='membership_end_has_its_author')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=80)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('issued_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('revoked_at', models.DateTimeField(null=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to='accounts.membership')),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('kind', models.CharField(choices=[('holder', 'Holding institution'), ('enterprise', 'Enterprise'), ('exchange', 'Exchange'), ('agency', 'Registration agency'), ('transfer', 'Transfer institution'), ('operator', 'Operator')], max_length=20)),
                ('name_zh', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, max_length=200)),
                ('party_type', models.CharField(max_length=4)),
                ('region_code', models.CharField(max_length=6)),
                ('state', models.CharField(choices=[('recorded', 'Known from a register'), ('awaiting', 'Awaiting admission'), ('admitted', 'Admitted'), ('refused', 'Admission refused')], default='admitted', max_length=20)),
                ('created_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'region_code'], name='accounts_or_kind_947184_idx'), models.Index(fields=['name_zh'], name='accounts_or_name_zh_f8ee31_idx')],
            },
        ),
        migrations.AddField(
            model_name='membership',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='accounts.organisation'),
        ),
        migrations.CreateModel(
            name='OrganisationIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('uscc', 'Unified social credit code'), ('foreign', 'Foreign registration number')], max_length=20)),
                ('value', models.CharField(max_length=60)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='identifiers', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('scheme', 'value'), name='identifier_belongs_to_one')],
            },
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('user', 'organisation', 'role'), name='membership_one_running_per_role'),
        ),
    ]
