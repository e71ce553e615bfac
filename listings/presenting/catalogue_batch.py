"""What the page of an import shows to its institution and to the auditor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from listings.enums import CatalogueBatchState
from listings.forms.catalogue import BatchConclusionForm
from listings.forms.secrecy import SecrecyPaperForm
from listings.models import CatalogueBatch
from listings.permissions.catalogue import can_attach_batch_paper, can_audit_batch
from listings.presenting.audit import concluded
from listings.presenting.batch_check import checks_of_batch
from listings.presenting.checks_words import evidence_words
from listings.selectors.batch_check import finding_groups, newest_check
from listings.selectors.catalogue import sample_of
from tte.accounts.actor import Actor
from tte.casework.permissions import can_claim_case, can_decide_case
from tte.casework.selectors import ResultRow, checks_owed, finished_runs, results_of
from tte.casework.selectors.checklist import Line, lines_of
from tte.common.clock import now
from tte.common.forms import ActionForm
from tte.common.languages import name_of
from tte.common.presence import present
from tte.common.templatetags.figures import thousands
from tte.common.templatetags.names import as_written
from tte.drafts.forms import recall


@dataclass(frozen=True)
class FilesOfBatch:
    """`owed` while a worker is to look; else each check with its words, findings first, and when it was asked."""

    owed: bool
    at: datetime | None
    results: list[tuple[ResultRow, str]]


def conclusion_form(
    batch: CatalogueBatch, data: QueryDict | None = None, *, lines: Sequence[Line] = ()
) -> BatchConclusionForm:
    """The form with the lines of the checklist and what the newest checks found, to be let pass or kept back."""
    run = newest_check(batch)
    groups = finding_groups(run) if run and run.finished_at else []
    return BatchConclusionForm(data, about=batch.code, lines=lines, groups=groups)


def batch_context(actor: Actor, batch: CatalogueBatch, asked: QueryDict, refused: ActionForm | None = None) -> dict:
    case = batch.case
    audits = can_audit_batch(actor, batch)
    can_decide = audits and can_decide_case(actor, case)
    fresh = conclusion_form(batch, lines=lines_of(case) if can_decide else ())
    form = refused if isinstance(refused, BatchConclusionForm) else fresh
    if can_decide:
        recall(actor, form)
    files = files_of_batch(batch) if case else None
    return {
        "batch": batch,
        "case": case,
        "audits": audits,
        "can_claim": audits and can_claim_case(actor, case),
        "can_decide": can_decide,
        "form": form,
        "facts": batch_rows(batch),
        **paper_context(actor, batch, refused),
        "sample": sample_of(batch),
        "files": files,
        "checks_not_run": [row for row, _words in files.results if row.not_run] if files else [],
        "checks": checks_of_batch(actor, batch, asked) if case else None,
        "is_public": batch.state == CatalogueBatchState.APPROVED,
        "decisions": concluded(case) if case else [],
        "as_of": now(),
    }


def paper_context(actor: Actor, batch: CatalogueBatch, refused: ActionForm | None) -> dict:
    """The document of the secrecy review, and the form for it as long as it may be attached or replaced."""
    form = refused if isinstance(refused, SecrecyPaperForm) else SecrecyPaperForm()
    is_open = batch.state == CatalogueBatchState.IN_AUDIT or batch.secrecy.paper_id is None
    takes_it = is_open and can_attach_batch_paper(actor, batch)
    return {"paper": batch.secrecy.paper, "paper_form": form if takes_it else None}


def files_of_batch(batch: CatalogueBatch) -> FilesOfBatch:
    """What the newest look at its files said."""
    case = present(batch.case)
    runs, owed = list(finished_runs(case)[:1]), checks_owed(case)
    results = [(row, evidence_words(row)) for row in results_of(runs[0], case.kind)] if runs else []
    return FilesOfBatch(owed, runs[0].finished_at if runs else None, results)


def batch_rows(batch: CatalogueBatch) -> list[tuple]:
    declared = f"{batch.secrecy.reviewer_name} · {batch.secrecy.reviewed_on}"
    rows = [
        (_("Institution"), name_of(batch.holder)),
        (_("File"), as_written(batch.file_name)),
        (_("Imported by"), as_written(batch.entered_by.name)),
        (_("Secrecy review of all its rows"), as_written(declared)),
        (pgettext("of records", "Source"), as_written(batch.source)),
        (_("Licence"), as_written(batch.licence)),
        (_("Records for the catalogue"), thousands(batch.catalogued)),
        (_("Rows with findings, kept as drafts"), thousands(batch.drafts)),
        (_("Kept back by the conclusion"), thousands(batch.held) if batch.held else ""),
    ]
    return [(name, value) for name, value in rows if value]
