import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tte.common.clock
from listings.migrations._bidding_sql import PUBLIC_STATE, STAMP_ARRIVAL, STAMP_TRIGGER, TAKE_TURN
from tte.common.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0002_feed"),
        ("trail", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16)),
                ("offered_at", models.DateTimeField(db_default=tte.common.clock.ClockTimestamp())),
                (
                    "bidder",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.organisation"),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="listings.listing"
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["listing", "-id"], name="listings_of_listing_fa601f_idx")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="offer_is_positive")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="bidintake",
            index=models.Index(fields=["auction", "id"], name="listings_bi_auction_830e16_idx"),
        ),
        migrations.RemoveConstraint(model_name="disclosure", name="disclosure_published_with_its_period"),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(("period_ends_at__isnull", False), ("published_at__isnull", False)),
                    _connector="OR",
                ),
                name="disclosure_published_with_its_period",
            ),
        ),
        migrations.RunSQL(
            STAMP_ARRIVAL + STAMP_TRIGGER,
            "DROP TRIGGER listings_bidintake_stamp ON listings_bidintake; DROP FUNCTION listings_stamp_arrival();",
        ),
        migrations.RunSQL(TAKE_TURN, "DROP FUNCTION listings_take_turn(bigint, bigint);"),
        migrations.RunSQL(
            PUBLIC_STATE, "DROP FUNCTION listings_auction_public(bigint); DROP FUNCTION listings_iso(timestamptz);"
        ),
        append_only("listings_bidintake"),
        append_only("listings_biddecision"),
        append_only("listings_depositentry"),
        append_only("listings_offer"),
    ]
