"""Which records of an approved import are published, and which stay back.

A result stands in the catalogue once. Two imports that bring the same one may both wait; whichever is approved first
publishes it, under a turn, and behind the turn stands the constraint on `standing_key`.
"""

from collections.abc import Collection

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from listings.lifecycles import ACHIEVEMENT
from listings.models import Achievement, BatchCheck, CatalogueBatch
from listings.selectors.batch_check import newest_check, records_kept_back
from listings.services.batch_check import ChecksGoOn
from tte.accounts.actor import Actor
from tte.common.errors import DomainError
from tte.imports.enums import Mode
from tte.trail.services import advance_all

PUBLISHING = 7405
SAME = "no_import_before_it_brings_the_same"
KEY = "CASE WHEN entry.number_key <> '' THEN entry.number_key ELSE entry.twin_key::text END"
# What is gone, or taken down (R8-03), stands in nobody's way.
FREE = f"""
UPDATE listings_catalogueentry AS old SET standing_key = ''
  FROM listings_catalogueentry AS entry
 WHERE entry.batch_id = %s AND old.standing_key = {KEY} AND old.achievement_id <> entry.achievement_id
   AND (EXISTS (SELECT FROM listings_achievement AS gone
                 WHERE gone.id = old.achievement_id AND gone.state IN ('refused', 'withdrawn'))
        OR EXISTS (SELECT FROM listings_takedown AS takedown
                    WHERE takedown.achievement_id = old.achievement_id AND takedown.state = 'standing'))
"""
CLAIM = f"""
UPDATE listings_catalogueentry AS mine SET standing_key = first.key
  FROM (
      SELECT DISTINCT ON ({KEY}) {KEY} AS key, entry.achievement_id
        FROM listings_catalogueentry AS entry
        JOIN listings_achievement AS achievement
          ON achievement.id = entry.achievement_id AND achievement.state = 'imported'
       WHERE entry.batch_id = %s AND entry.achievement_id <> ALL(%s)
       ORDER BY {KEY}, entry.achievement_id
  ) AS first
 WHERE mine.achievement_id = first.achievement_id
   AND NOT EXISTS (SELECT FROM listings_catalogueentry AS other WHERE other.standing_key = first.key)
"""
REPEAT = f"""
INSERT INTO listings_recordfinding (run_id, achievement_id, line, check_name, evidence)
SELECT %s, entry.achievement_id, entry.line, %s,
       jsonb_build_object('records', jsonb_build_array(jsonb_build_array('catalogue', other.achievement_id)))
  FROM listings_catalogueentry AS entry
  JOIN listings_achievement AS achievement
    ON achievement.id = entry.achievement_id AND achievement.state = 'imported'
  JOIN listings_catalogueentry AS other ON other.standing_key = {KEY}
 WHERE entry.batch_id = %s AND entry.standing_key = '' AND entry.achievement_id <> ALL(%s)
    ON CONFLICT (run_id, check_name, achievement_id) DO UPDATE SET evidence = excluded.evidence
"""


class HeldBack(DomainError):
    code = "held_back"
    field = "let_pass"


def done_check(batch: CatalogueBatch) -> BatchCheck:
    """The newest run of its checks, which must be done: without it nobody can say what is published."""
    run = newest_check(batch)
    if run is None or run.finished_at is None:
        raise ChecksGoOn(_("The automatic checks of its records are not done yet; conclude when they are"))
    return run


def publish_records(*, batch: CatalogueBatch, holding: Collection[str], by: Actor) -> tuple[int, int]:
    """Publish the records nothing is held against, and make drafts of the others; how many of each.

    What these checks found keeps a record back, and so does the same result published meanwhile by another import.
    Where its institution chose all rows or none, one row kept back keeps all back.
    """
    run = done_check(batch)
    _claim(batch, run, list(records_kept_back(batch, run, holding).values_list("pk", flat=True)))
    records = Achievement.objects.filter(catalogue_entry__batch=batch)
    held = _waiting(records).filter(catalogue_entry__standing_key="").count()
    if held and batch.source_batch.mode == Mode.ALL:
        raise HeldBack(
            _(
                "Its institution chose all rows or none, and %(count)s would stay back. Refuse the import, or let pass "
                "what was found."
            ),
            count=held,
        )
    free = records.exclude(catalogue_entry__standing_key="")
    published = advance_all(free, "catalogue", lifecycle=ACHIEVEMENT, about=batch, by=by)
    if held:
        advance_all(records, "keep_back", lifecycle=ACHIEVEMENT, about=batch, by=by, checks=sorted(holding))
    return published, held


def _waiting(records: QuerySet[Achievement]) -> QuerySet[Achievement]:
    return records.filter(state__in=ACHIEVEMENT["keep_back"].sources)


def _claim(batch: CatalogueBatch, run: BatchCheck, against: list[int]) -> None:
    with connection.cursor() as cursor:
        take_turn(batch)
        cursor.execute(FREE, [batch.pk])
        cursor.execute(CLAIM, [batch.pk, against])
        cursor.execute(REPEAT, [run.pk, SAME, batch.pk, against])


def take_turn(batch: CatalogueBatch) -> None:
    """One import after the other publishes: the second sees what the first has published."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [PUBLISHING])
