"""Whether a record of an import repeats what came in before it and waits for its decision too, or was published since.

The checks of posted records (the other files of this folder) ask the index, where nothing of an import stands before
it is decided. Of two that are the same the earlier one has nothing against it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from listings.enums import CATALOGUE_RECORD
from listings.models import Achievement
from listings.selectors.waiting import same_before, twins_before
from tte.casework.checks import Finding, check
from tte.search.near import Gathered

SHOWN = 5


@dataclass(frozen=True)
class WaitingRecord:
    """A record of an import among all that wait."""

    achievement: Achievement
    waiting: Gathered


@check(CATALOGUE_RECORD, says=_("No import before it brings the same result"), rule="R3-33")
def no_import_before_it_brings_the_same(record: WaitingRecord) -> Finding:
    """By its number, or by its title with its holder. Of two imports that wait one can publish it."""
    found = same_before(record.achievement.catalogue_entry)[:SHOWN]
    return Finding(not found, records=[[each.kind, each.pk] for each in found])


@check(CATALOGUE_RECORD, says=_("Its text stands in no record that came in before it and waits too"), rule="R3-33")
def text_is_near_no_waiting_record(record: WaitingRecord) -> Finding:
    """Within the same file and in other imports, in both languages. The figure says how near."""
    twins = twins_before(record.achievement, record.waiting, most=SHOWN)
    records = [
        [twin.record.kind, twin.record.pk, twin.language, round(100 * twin.share), twin.title_only] for twin in twins
    ]
    return Finding(not records, records=records)
