"""What the page of an import shows to its institution and to the auditor."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from listings.enums import CatalogueBatchState
from listings.forms.catalogue import BatchConclusionForm
from listings.models import CatalogueBatch
from listings.permissions import can_audit_batch
from listings.selectors.catalogue import sample_of
from listings.selectors.life import name_in_language
from listings.views.audit_page import concluded
from tte.accounts.actor import Actor
from tte.casework.permissions import can_claim_case, can_decide_case, has_conflict
from tte.casework.selectors.checklist import lines_of
from tte.common.clock import now
from tte.common.templatetags.tte import as_written, thousands
from tte.drafts.forms import recall


def batch_context(actor: Actor, batch: CatalogueBatch, form: BatchConclusionForm | None = None) -> dict:
    case = batch.case
    audits = can_audit_batch(actor, batch)
    can_decide = audits and can_decide_case(actor, case)
    form = form or BatchConclusionForm(about=batch.code, lines=lines_of(case) if can_decide else ())
    if can_decide:
        recall(actor, form)
    return {
        "batch": batch,
        "case": case,
        "audits": audits,
        "conflict": audits and has_conflict(actor, case),
        "can_claim": audits and can_claim_case(actor, case),
        "can_decide": can_decide,
        "form": form,
        "facts": batch_rows(batch),
        "sample": sample_of(batch),
        "is_public": batch.state == CatalogueBatchState.APPROVED,
        "decisions": concluded(case) if case else [],
        "as_of": now(),
    }


def batch_rows(batch: CatalogueBatch) -> list[tuple]:
    declared = f"{batch.secrecy.reviewer_name} · {batch.secrecy.reviewed_on}"
    rows = [
        (_("Institution"), name_in_language(batch.holder)),
        (_("File"), as_written(batch.file_name)),
        (_("Imported by"), as_written(batch.entered_by.name)),
        (_("Secrecy review of all its rows"), as_written(declared)),
        (pgettext("of records", "Source"), as_written(batch.source)),
        (_("Licence"), as_written(batch.licence)),
        (_("Records for the catalogue"), thousands(batch.catalogued)),
        (_("Rows with findings, kept as drafts"), thousands(batch.drafts)),
    ]
    return [(name, value) for name, value in rows if value]
