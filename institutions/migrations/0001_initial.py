import django.db.models.deletion
import django.db.models.functions.text
import tte.common.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('imports', '0001_initial'),
        ('notices', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='RecordedOrigin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_code', models.CharField(blank=True, max_length=60)),
                ('source', models.CharField(max_length=300)),
                ('licence', models.CharField(max_length=300)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='imports.batch')),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='origin', to='accounts.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(max_length=4)),
                ('point', models.CharField(max_length=2)),
                ('active', models.BooleanField(default=True)),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agency', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('region_code', 'point'), name='agency_point_once_per_region')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('role', models.CharField(choices=[('researcher', 'Researcher'), ('officer', 'Institution officer'), ('agent', 'Enterprise agent'), ('auditor', 'Exchange auditor'), ('head', 'Head of office'), ('broker', 'Broker'), ('registrar', 'Registrar'), ('reviewer', 'Second reviewer'), ('finance', 'Finance officer'), ('expert', 'Expert'), ('inspector', 'Inspector'), ('statistician', 'Statistician'), ('administrator', 'Administrator')], max_length=20)),
                ('language', models.CharField(max_length=10)),
                ('invited_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('accepted_at', models.DateTimeField(null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations_accepted', to=settings.AUTH_USER_MODEL)),
                ('delivery', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitation', to='notices.delivery')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations_written', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('email'), models.F('role'), condition=models.Q(('accepted_at', None)), name='invitation_open_once_per_role'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='invitation_acceptance_has_its_author')],
            },
        ),
    ]
