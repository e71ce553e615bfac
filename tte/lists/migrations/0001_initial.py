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
            name='ColumnChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_code', models.CharField(max_length=60)),
                ('columns', models.JSONField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'list_code'), name='columns_once_per_list')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_code', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=60)),
                ('query', models.TextField(blank=True)),
                ('is_default', models.BooleanField(default=False)),
                ('saved_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('membership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'membership', 'list_code', 'name'), name='view_name_once_per_list', nulls_distinct=False), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('user', 'membership', 'list_code'), name='view_one_default_per_list', nulls_distinct=False)],
            },
        ),
    ]
