import django.db.models.deletion
import tte.common.clock
import tte.notices.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('account', '0009_emailaddress_unique_primary_email'),
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.CharField(max_length=254)),
                ('subject', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True, default='')),
                ('headers', models.JSONField(default=dict)),
                ('message_id', models.CharField(blank=True, db_index=True, default='', max_length=300)),
                ('sent_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('withheld_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(blank=True, default='', max_length=10)),
                ('letter', models.CharField(blank=True, default='', max_length=60)),
                ('state', models.CharField(choices=[('queued', 'Being sent'), ('sent', 'Mailed'), ('failed', 'Not sent'), ('bounced', 'Came back'), ('withheld', 'Withheld')], default='queued', max_length=10)),
                ('address', models.EmailField(blank=True, default='', max_length=254)),
                ('message_id', models.CharField(default=tte.notices.models.new_message_id, max_length=300, unique=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('fault', models.CharField(blank=True, default='', max_length=60)),
                ('queued_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('sent_at', models.DateTimeField(null=True)),
                ('failed_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['next_at'], name='delivery_queued'), models.Index(fields=['state', '-id'], name='delivery_by_state')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('period', ''), _negated=True), fields=('person', 'period'), name='digest_once_per_person_and_period'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='sent_delivery_has_its_moment'), models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'sent']), ('failed_at__isnull', False), _connector='OR'), name='failed_delivery_has_its_moment')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=120)),
                ('context', models.JSONField(default=dict)),
                ('url', models.CharField(max_length=300)),
                ('mail', models.CharField(choices=[('at_once', 'At once'), ('daily', 'In the daily digest'), ('weekly', 'In the weekly digest'), ('none', 'Not by e-mail')], default='at_once', max_length=8)),
                ('owed_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('read_at', models.DateTimeField(null=True)),
                ('withheld_at', models.DateTimeField(null=True)),
                ('digest', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='digested', to='notices.delivery')),
                ('membership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='accounts.membership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-id'], name='notice_inbox'), models.Index(condition=models.Q(('read_at', None)), fields=['person'], name='notice_unread'), models.Index(condition=models.Q(('digest', None), ('mail__in', ['daily', 'weekly']), ('read_at', None)), fields=['mail', 'owed_at'], name='notice_waits_for_digest')],
                'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'key'), name='notice_once_per_key'), models.CheckConstraint(condition=models.Q(('digest', None), ('mail__in', ['daily', 'weekly']), _connector='OR'), name='notice_digested_as_chosen')],
            },
        ),
        migrations.AddField(
            model_name='delivery',
            name='notice',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delivery', to='notices.notice'),
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('mail', models.CharField(choices=[('at_once', 'At once'), ('daily', 'In the daily digest'), ('weekly', 'In the weekly digest'), ('none', 'Not by e-mail')], max_length=8)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notice_preferences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'kind'), name='preference_once_per_kind')],
            },
        ),
        migrations.CreateModel(
            name='Undeliverable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fault', models.CharField(max_length=60)),
                ('since', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('asked_at', models.DateTimeField(null=True)),
                ('address', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='undeliverable', to='account.emailaddress')),
            ],
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('letter', ''), ('notice__isnull', False), ('period', ''), ('person__isnull', False)), models.Q(('letter', ''), ('notice', None), ('person__isnull', False), models.Q(('period', ''), _negated=True)), models.Q(('notice', None), ('period', ''), ('person', None), models.Q(('letter', ''), _negated=True), models.Q(('address', ''), _negated=True)), _connector='OR'), name='delivery_of_a_notice_a_period_or_a_letter'),
        ),
    ]
