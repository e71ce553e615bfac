"""The automatic checks of an import: which are asked of its records, which keep a record back, what was found."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from listings.enums import CATALOGUE_RECORD, LISTING_AUDIT, AchievementState
from listings.models import Achievement, BatchCheck, CatalogueBatch, RecordFinding
from tte.casework.checks import Check, checks_of, named_check
from tte.longwork.enums import WorkState

PARTS = ("ip_rights", "shares", "licences", "first_refusals", "attachments__file", "pictures__file")
# Asked when a record is completed and submitted for trade: in the catalogue it has no terms and no notice.
OF_AN_OFFER = (
    "everything_required_is_given",
    "secrecy_review_has_its_document",  # an approval asks for the one of the whole import
    "start_price_is_a_multiple_of_the_increment",
    "regime_is_open_to_the_holder",
    "rights_outlast_the_notice",
)
OF_A_PRICE = ("price_is_positive_and_has_a_basis", "price_is_of_the_market")
# What the auditor is offered as reasons to keep a record back; the other findings are for the eye.
HOLDING = (
    "public_text_holds_no_word_of_secrecy",
    "public_text_holds_no_personal_data",
    "patent_numbers_have_their_check_character",
    "patent_numbers_are_of_their_kind",
    "rights_are_in_force",
    "shares_make_a_whole",
    "title_is_not_listed_already",
    "rights_carry_no_other_listing",
    "text_is_near_no_other_record",
    "no_import_before_it_brings_the_same",
    "text_is_near_no_waiting_record",
)


@dataclass(frozen=True)
class FindingGroup:
    """All findings of one check. What `holds` keeps its records back unless the auditor lets it pass.

    `unlooked`: nobody has looked, at none of the records, such as where a list is missing.
    """

    name: str
    says: str | Promise
    records: int
    holds: bool
    unlooked: bool


def checks_of_records() -> list[Check]:
    """Those of a posted record, without what only an offer can answer; then those among imports."""
    posted = [each for each in checks_of(LISTING_AUDIT) if each.name not in OF_AN_OFFER]
    return posted + checks_of(CATALOGUE_RECORD)


def is_asked(check: Check, achievement: Achievement) -> bool:
    """Of a price nothing is asked where the file states none."""
    return check.name not in OF_A_PRICE or achievement.price is not None


def asked_later() -> list[str | Promise]:
    """The sentences of the checks that wait until a record is completed for trade."""
    return [each.says for each in checks_of(LISTING_AUDIT) if each.name in OF_AN_OFFER]


def check_named(name: str) -> Check | None:
    return named_check(LISTING_AUDIT, name) or named_check(CATALOGUE_RECORD, name)


def newest_check(batch: CatalogueBatch) -> BatchCheck | None:
    """The newest run, done or not."""
    return batch.checks.select_related("work").order_by("-pk").first()


def records_to_check(run: BatchCheck) -> QuerySet[Achievement]:
    """The records the run has not reached yet. Drafts are checked when they are submitted."""
    rows = Achievement.objects.filter(
        catalogue_entry__batch=run.batch, state=AchievementState.IMPORTED, pk__gt=run.position
    )
    rows = rows.select_related("holder", "catalogue_entry", "case", "secrecy__paper").prefetch_related(*PARTS)
    return rows.order_by("pk")


def finding_groups(run: BatchCheck) -> list[FindingGroup]:
    """By check, those that hold first, the most frequent first."""
    unlooked = Count("pk", filter=Q(evidence__has_key="unchecked"))
    found = RecordFinding.objects.filter(run=run).values("check_name").order_by()
    counts = found.annotate(records=Count("pk"), unlooked=unlooked)
    groups = []
    for row in counts:
        check = check_named(row["check_name"])
        says = check.says if check else row["check_name"]
        holds, is_unlooked = row["check_name"] in HOLDING, row["unlooked"] == row["records"]
        groups.append(FindingGroup(row["check_name"], says, row["records"], holds, is_unlooked))
    return sorted(groups, key=lambda group: (not group.holds, -group.records, group.name))


def common_findings(run: BatchCheck, groups: Collection[FindingGroup]) -> list[str]:
    """The checks that found the same on every record of a run and keep none back: to be read once, not line by line."""
    return [group.name for group in groups if not group.holds and group.records == run.checked > 1]


def findings_of(run: BatchCheck, name: str = "", *, without: Collection[str] = ()) -> QuerySet[RecordFinding]:
    """The findings of a run by line, perhaps of one check, or of all but some."""
    rows = RecordFinding.objects.filter(run=run).select_related("achievement__holder", "achievement__catalogue_entry")
    rows = rows.filter(check_name=name) if name else rows.exclude(check_name__in=without)
    return rows.order_by("line", "pk")


def records_kept_back(batch: CatalogueBatch, run: BatchCheck, holding: Collection[str]) -> QuerySet[Achievement]:
    """The records of the batch that one of these checks has something against."""
    against = RecordFinding.objects.filter(run=run, check_name__in=holding, achievement=OuterRef("pk"))
    waiting = Achievement.objects.filter(catalogue_entry__batch=batch, state=AchievementState.IMPORTED)
    return waiting.filter(Exists(against))


def is_going_on(run: BatchCheck) -> bool:
    """Whether a worker has it or will have it."""
    works = run.work is not None and run.work.state in (WorkState.QUEUED, WorkState.RUNNING)
    return run.finished_at is None and works
