import django.contrib.postgres.fields
import django.db.models.deletion
import tte.common.clock
import tte.webhooks.models
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
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=tte.webhooks.models.new_code, max_length=40, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('position', models.BigIntegerField(null=True)),
                ('subject_key', models.BigIntegerField(null=True)),
                ('subject_code', models.CharField(blank=True, max_length=40)),
                ('body', models.TextField()),
                ('happened_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['happened_at'], name='message_by_moment')],
                'constraints': [models.UniqueConstraint(fields=('position', 'kind'), name='message_once_per_event'), models.CheckConstraint(condition=models.Q(models.Q(('position', None), ('subject_key', None)), models.Q(('position__isnull', False), ('subject_key__isnull', False)), _connector='OR'), name='message_of_an_event_has_its_subject')],
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('url', models.CharField(max_length=500)),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('sight', models.CharField(choices=[('own', 'Events of what concerns the organisation itself'), ('public', 'Also what is public of all others')], default='own', max_length=10)),
                ('state', models.CharField(choices=[('active', 'Active'), ('paused', 'Paused'), ('stopped', 'Stopped: no answer came'), ('ended', 'Ended')], default='active', max_length=10)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('busy_until', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('created_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('ended_at', models.DateTimeField(null=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='webhooks', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='end_of_subscription_has_its_author'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_at__isnull', False), _connector='OR'), name='ended_subscription_has_its_moment')],
            },
        ),
        migrations.CreateModel(
            name='SigningSecret',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nonce', models.CharField(max_length=64, unique=True)),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('signs_until', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='secrets', to='webhooks.subscription')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('signs_until', None)), fields=('subscription',), name='one_secret_without_an_end')],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('queued', 'To be sent'), ('sent', 'Delivered'), ('failed', 'Not delivered'), ('withheld', 'Withheld')], default='queued', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('queued_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('tried_at', models.DateTimeField(null=True)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('milliseconds', models.PositiveIntegerField(null=True)),
                ('fault', models.CharField(blank=True, choices=[('answer', 'The receiver answered with a refusal'), ('redirect', 'The receiver leads elsewhere; redirects are not followed'), ('timeout', 'The receiver did not answer in time'), ('unreached', 'The receiver could not be reached'), ('host_unknown', 'The host name is not known'), ('certificate', 'The certificate of the receiver is not valid'), ('address', 'The host leads to an address that is not public'), ('broken_off', 'No attempt came to an end'), ('not_its_sight', 'The organisation may not see it any more'), ('secret_lost', 'The secret can no longer be read; renew it')], max_length=20)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='webhooks.message')),
                ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='webhooks.subscription')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['subscription', 'id'], name='dispatch_queued'), models.Index(fields=['subscription', 'state', '-id'], name='dispatch_by_state')],
                'constraints': [models.UniqueConstraint(fields=('subscription', 'message'), name='message_once_per_subscription'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), models.Q(('status__isnull', False), ('tried_at__isnull', False)), _connector='OR'), name='sent_dispatch_has_its_answer')],
            },
        ),
    ]
