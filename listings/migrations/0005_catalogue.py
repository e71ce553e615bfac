"""Catalogue records: what an import brings. A change of many rows announces them in one statement."""

import django.db.models.deletion
import tte.common.clock
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations import RunSQL


ANNOUNCE = """
DROP TRIGGER listings_achievement_announces_listing ON listings_achievement;
DROP FUNCTION listings_announce_achievement();
CREATE FUNCTION listings_announce_achievements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO feed_outbox (topic, key, payload)
    SELECT 'listing', listing.id, '{}'
      FROM after JOIN listings_listing AS listing ON listing.achievement_id = after.id;
    INSERT INTO feed_outbox (topic, key, payload)
    SELECT 'catalogue', after.id, '{}'
      FROM after JOIN before ON before.id = after.id
     WHERE before.state = 'catalogued' OR after.state = 'catalogued';
    RETURN NULL;
END $$;
CREATE TRIGGER listings_achievements_announced AFTER UPDATE ON listings_achievement
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION listings_announce_achievements();
"""

ANNOUNCE_UNDONE = """
DROP TRIGGER listings_achievements_announced ON listings_achievement;
DROP FUNCTION listings_announce_achievements();
CREATE FUNCTION listings_announce_achievement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO feed_outbox (topic, key, payload)
    SELECT 'listing', listing.id, '{}' FROM listings_listing AS listing WHERE listing.achievement_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER listings_achievement_announces_listing AFTER UPDATE ON listings_achievement
    FOR EACH ROW EXECUTE FUNCTION listings_announce_achievement();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_organisation_state'),
        ('casework', '0002_guards'),
        ('imports', '0001_initial'),
        ('listings', '0004_declaration_of_many'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='achievement',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Unit review'), ('in_audit', 'Under audit'), ('correction', 'Correction asked'), ('approved', 'Approved'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('imported', 'Import under review'), ('catalogued', 'Catalogue record')], default='draft', max_length=20),
        ),
        migrations.CreateModel(
            name='CatalogueBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('source_batch', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='catalogue_batch', to='imports.batch')),
                ('entered_at', models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                ('state', models.CharField(choices=[('entering', 'Being entered'), ('in_audit', 'Under audit'), ('approved', 'Approved'), ('refused', 'Refused'), ('kept', 'Kept as drafts')], default='entering', max_length=20)),
                ('file_name', models.CharField(max_length=200)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('licence', models.CharField(blank=True, max_length=300)),
                ('catalogued', models.PositiveIntegerField(default=0)),
                ('drafts', models.PositiveIntegerField(default=0)),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='catalogue_batch', to='casework.case')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='catalogue_batches', to='accounts.organisation')),
                ('secrecy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='listings.secrecydeclaration')),
            ],
        ),
        migrations.CreateModel(
            name='CatalogueEntry',
            fields=[
                ('achievement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='catalogue_entry', serialize=False, to='listings.achievement')),
                ('line', models.PositiveIntegerField()),
                ('stated_holder', models.CharField(blank=True, max_length=500)),
                ('number', models.CharField(blank=True, max_length=80)),
                ('source_id', models.CharField(blank=True, max_length=120)),
                ('source_url', models.CharField(blank=True, max_length=500)),
                ('keywords', models.CharField(blank=True, max_length=1000)),
                ('classification', models.CharField(blank=True, max_length=1000)),
                ('dated', models.CharField(blank=True, max_length=40)),
                ('region_code', models.CharField(blank=True, max_length=4)),
                ('ip_type', models.CharField(blank=True, max_length=2)),
                ('number_key', models.CharField(blank=True, max_length=100)),
                ('source_key', models.CharField(blank=True, max_length=160)),
                ('twin_key', models.UUIDField()),
                ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='listings.cataloguebatch')),
            ],
        ),
        migrations.AddIndex(
            model_name='cataloguebatch',
            index=models.Index(fields=['holder', '-entered_at'], name='listings_ca_holder__e3ff5c_idx'),
        ),
        migrations.AddIndex(
            model_name='catalogueentry',
            index=models.Index(condition=models.Q(('number_key', ''), _negated=True), fields=['number_key'], name='record_number'),
        ),
        migrations.AddIndex(
            model_name='catalogueentry',
            index=models.Index(condition=models.Q(('source_key', ''), _negated=True), fields=['source_key'], name='record_source'),
        ),
        migrations.AddIndex(
            model_name='catalogueentry',
            index=models.Index(fields=['twin_key'], name='record_twin'),
        ),
        migrations.AddConstraint(
            model_name='catalogueentry',
            constraint=models.UniqueConstraint(fields=('batch', 'line'), name='record_once_per_line'),
        ),
        migrations.AddIndex(
            model_name='ipright',
            index=models.Index(fields=['number'], name='right_number'),
        ),
        RunSQL(ANNOUNCE, ANNOUNCE_UNDONE),
    ]
