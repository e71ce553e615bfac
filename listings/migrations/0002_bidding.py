from django.db import migrations
from django.db.migrations.operations import RunSQL

from listings.migrations._bidding_sql import PUBLIC_STATE, STAMP_ARRIVAL, STAMP_TRIGGER, TAKE_TURN


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial")]

    operations = [
        RunSQL(
            STAMP_ARRIVAL + STAMP_TRIGGER,
            "DROP TRIGGER listings_bidintake_stamp ON listings_bidintake; DROP FUNCTION listings_stamp_arrival();",
        ),
        RunSQL(TAKE_TURN, "DROP FUNCTION listings_take_turn(bigint, bigint);"),
        RunSQL(
            PUBLIC_STATE, "DROP FUNCTION listings_auction_public(bigint); DROP FUNCTION listings_iso(timestamptz);"
        ),
    ]
