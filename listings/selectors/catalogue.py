"""Catalogue records and the batches that brought them: results that are public but not for trade until completed."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import MD5

from listings.enums import CATALOGUE_AUDIT
from listings.models import Achievement, CatalogueBatch, CatalogueEntry
from tte.accounts.actor import Actor
from tte.casework.enums import CaseState
from tte.casework.models import Case
from tte.casework.permissions import blocked
from tte.casework.selectors import open_cases

SAMPLE = 20


def records() -> QuerySet[Achievement]:
    """Everything an import brought, with what the public page asks for."""
    rows = Achievement.objects.filter(catalogue_entry__isnull=False)
    return rows.select_related("holder", "catalogue_entry__batch").prefetch_related("listings")


def batches() -> QuerySet[CatalogueBatch]:
    return CatalogueBatch.objects.select_related(
        "holder", "secrecy__paper", "entered_by", "case__office", "case__claimed_by"
    )


def batches_of(actor: Actor) -> QuerySet[CatalogueBatch]:
    """What the acting organisation imported."""
    return batches().filter(holder=actor.organisation)


def import_cases() -> QuerySet[Case]:
    """Every case of an import, closed ones too."""
    return Case.objects.filter(kind=CATALOGUE_AUDIT).select_related("applicant", "office", "claimed_by")


def office_imports(actor: Actor) -> QuerySet[Case]:
    return import_cases().filter(office=actor.organisation)


def entries_of(batch: CatalogueBatch) -> QuerySet[CatalogueEntry]:
    """What its lines became."""
    return CatalogueEntry.objects.filter(batch=batch).select_related("achievement")


@dataclass(frozen=True)
class BatchRow:
    """A line of the auditors' list. `blocked` marks a conflict of interest."""

    batch: CatalogueBatch
    mine: bool
    blocked: bool


def batch_queue(actor: Actor) -> list[BatchRow]:
    """The imports that wait for a decision of the acting office, the earliest due first."""
    cases = list(open_cases(actor.organisation, CATALOGUE_AUDIT))
    closed_to_me = blocked(actor.user, CATALOGUE_AUDIT, cases)
    by_case = {batch.case_id: batch for batch in batches().filter(case__in=cases)}
    return [
        BatchRow(
            by_case[case.pk],
            case.claimed_by_id == actor.user.pk,
            case.pk in closed_to_me,
        )
        for case in cases
        if case.pk in by_case
    ]


def decided_batches(actor: Actor) -> list[CatalogueBatch]:
    """What the office decided last, as far as it touches no interest of this person."""
    closed = Case.objects.filter(office=actor.organisation, kind=CATALOGUE_AUDIT, state=CaseState.CLOSED)
    rows = list(batches().filter(case__in=closed).order_by("-case__closed_at", "-pk")[:30])
    closed_to_me = blocked(actor.user, CATALOGUE_AUDIT, (batch.case for batch in rows if batch.case))
    return [batch for batch in rows if batch.case_id not in closed_to_me]


def sample_of(batch: CatalogueBatch) -> QuerySet[Achievement]:
    """Some records of the batch for the eye of the auditor: always the same ones, and nobody can choose which."""
    of_batch = Achievement.objects.filter(catalogue_entry__batch=batch).select_related("catalogue_entry")
    return of_batch.order_by(MD5("code"))[:SAMPLE]
