"""A notice runs on only as its own text announced (R3-24)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from listings.enums import AnnouncementKind
from listings.models import Listing
from listings.services.announcement import announce
from tte.codelists.calendar import period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.trail.services import record

MOMENT = timedelta(microseconds=1)


@transaction.atomic
def extend_if_announced(*, listing: Listing) -> bool:
    """Where nobody has registered and an announced extension is left, begin it at the end; else say no.

    The caller holds the listing's lock and has seen that its hour has come.
    """
    left = listing.extensions_allowed - listing.extensions_made
    if left <= 0 or listing.intents.exists():
        return False
    unit = rule(RuleKey.NOTICE_EXTENSION, rule_set=listing.rule_set)
    before = listing.notice_ends_at
    deadline = period_end(before - MOMENT, replace(unit, value=Decimal(listing.extension_length)))
    listing.run_before += listing.counted_length
    listing.counted_from, listing.counted_length, listing.counted_unit = before, listing.extension_length, unit.unit
    listing.notice_ends_at, listing.notice_provisional = deadline.at, deadline.provisional
    listing.extensions_made += 1
    listing.save(
        update_fields=[
            *("run_before", "counted_from", "counted_length", "counted_unit"),
            *("notice_ends_at", "notice_provisional", "extensions_made"),
        ]
    )
    ends = {"notice_ends_at": deadline.at.isoformat()}
    record("listing.extend", listing, by=None, ended_at=before.isoformat(), **ends)
    announce(
        listing=listing,
        kind=AnnouncementKind.EXTENDED,
        before={"notice_ends_at": before.isoformat()},
        after=ends,
        by=None,
    )
    return True
