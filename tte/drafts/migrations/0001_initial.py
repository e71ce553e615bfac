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
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=60)),
                ('about', models.CharField(blank=True, max_length=80)),
                ('page', models.CharField(max_length=500)),
                ('values', models.JSONField(default=dict)),
                ('has_text', models.BooleanField(default=False)),
                ('aside', models.JSONField(default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
                ('tab', models.CharField(max_length=32)),
                ('saved_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('carried_out_at', models.DateTimeField(null=True)),
                ('membership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='accounts.membership')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['saved_at'], name='draft_by_age')],
                'constraints': [models.UniqueConstraint(fields=('user', 'membership', 'form', 'about'), name='draft_one_per_form', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('carried_out_at', None), models.Q(('aside', {}), ('has_text', False), ('values', {})), _connector='OR'), name='draft_carried_out_is_empty')],
            },
        ),
    ]
