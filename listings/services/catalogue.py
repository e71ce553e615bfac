"""What becomes of an import: handed in as one case, decided as one, and each record completed by its institution."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from listings.enums import CATALOGUE_AUDIT, BatchConclusion
from listings.lifecycles import ACHIEVEMENT, CATALOGUE_BATCH
from listings.models import Achievement, CatalogueBatch
from listings.notices.catalogue import BATCH_APPROVED, BATCH_HELD, BATCH_REFUSED, path_of_batch
from listings.permissions.audit import can_audit_case
from listings.selectors.batch_check import HOLDING
from listings.services.batch_check import start_batch_check
from listings.services.catalogue_standing import publish_records
from tte.accounts.actor import Actor
from tte.accounts.roles import Permission
from tte.accounts.selectors.organisation import exchange
from tte.accounts.selectors.people import members_among, people_with
from tte.casework.selectors import checks_owed
from tte.casework.selectors.checklist import Answer
from tte.casework.services import ask_checks, close_case, decide_case, open_case
from tte.casework.services.reasons import refuse_unexplained
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.selectors.codes import names
from tte.codelists.selectors.rules import rule
from tte.common.errors import DomainError, PermissionRefused
from tte.common.languages import both
from tte.common.locks import lock
from tte.common.presence import present
from tte.notices.kinds import NoticeKind
from tte.notices.services import notify
from tte.trail.services import advance, advance_all


class DocumentMissing(DomainError):
    """The review of all its rows has no document yet (R8-02)."""

    code = "document_missing"


class ChecksUnfinished(DomainError):
    code = "checks_unfinished"


class NotEntitled(DomainError):
    code = "not_entitled"
    field = "entitled"


@transaction.atomic
def hand_in_batch(*, batch: CatalogueBatch, by: Actor) -> CatalogueBatch:
    """Close the entering: records wait for one decision of the exchange on all of them; mere drafts wait for nobody."""
    batch = lock(batch)
    if not batch.catalogued:
        return advance(batch, "keep", lifecycle=CATALOGUE_BATCH, by=by, drafts=batch.drafts)
    batch = advance(
        batch, "hand_in", lifecycle=CATALOGUE_BATCH, by=by, catalogued=batch.catalogued, drafts=batch.drafts
    )
    batch.case = open_case(
        kind=CATALOGUE_AUDIT,
        office=exchange(),
        applicant=batch.holder,
        author=batch.entered_by,
        reference=batch.code,
        title=both(batch.file_name, batch.file_name),
        limit=rule(RuleKey.EXCHANGE_AUDIT),
        by=by,
    )
    batch.save(update_fields=["case"])
    ask_checks(case=batch.case)
    start_batch_check(batch=batch, by=by)
    return batch


def decide_batch(
    *,
    batch: CatalogueBatch,
    conclusion: str,
    reason_code: str,
    text: str,
    answers: Collection[Answer] = (),
    holding: Collection[str] = HOLDING,
    by: Actor,
) -> CatalogueBatch:
    """The one door of the auditor's page: carry out the conclusion that was chosen."""
    if conclusion == BatchConclusion.APPROVE:
        return approve_batch(batch=batch, text=text, answers=answers, holding=holding, by=by)
    return refuse_batch(batch=batch, reason_code=reason_code, text=text, answers=answers, by=by)


@transaction.atomic
def approve_batch(
    *,
    batch: CatalogueBatch,
    text: str = "",
    answers: Collection[Answer] = (),
    holding: Collection[str] = HOLDING,
    by: Actor,
) -> CatalogueBatch:
    """Publish the records of the batch in one act: public and found by search, not for trade until completed.

    A record that one of the checks in `holding` has something against stays back as a draft of its institution.
    """
    batch = _take(batch, by)
    if batch.secrecy.paper_id is None:
        raise DocumentMissing(
            _("The document of the secrecy review is missing: the institution attaches it on the page of this import")
        )
    if checks_owed(present(batch.case)):
        raise ChecksUnfinished(_("Its files are still being looked at; conclude when that is done"))
    advance(batch, "approve", lifecycle=CATALOGUE_BATCH, by=by)
    _decide(batch, BatchConclusion.APPROVE, "", text, answers, by)
    close_case(case=present(batch.case), by=by)
    published, batch.held = publish_records(batch=batch, holding=holding, by=by)
    batch.save(update_fields=["held"])
    if batch.held:
        _tell(BATCH_HELD, batch, count=published, held=batch.held)
    else:
        _tell(BATCH_APPROVED, batch, count=published)
    return batch


@transaction.atomic
def refuse_batch(
    *, batch: CatalogueBatch, reason_code: str, text: str, answers: Collection[Answer] = (), by: Actor
) -> CatalogueBatch:
    """Refuse all of it with a coded reason: nothing of it is ever shown, and the same file may be mended and sent."""
    refuse_unexplained(CodeList.AUDIT_REASON, reason_code, text)
    batch = _take(batch, by)
    advance(batch, "refuse", lifecycle=CATALOGUE_BATCH, by=by, reason=reason_code)
    _decide(batch, BatchConclusion.REFUSE, reason_code, text, answers, by)
    close_case(case=present(batch.case), by=by)
    advance_all(_records(batch), "turn_away", lifecycle=ACHIEVEMENT, about=batch, by=by)
    _tell(BATCH_REFUSED, batch, code=reason_code, reason=names(CodeList.AUDIT_REASON, reason_code), text=text)
    return batch


@transaction.atomic
def complete_record(*, achievement: Achievement, entitled: bool, by: Actor) -> Achievement:
    """Take a record out of the catalogue to make it an offer: a draft of the institution, which goes on as any other.

    Whoever does it states that the institution may dispose of the result (R3-34); the trail keeps that.
    """
    if not entitled:
        raise NotEntitled(_("Only what your institution may dispose of can be offered"))
    achievement = advance(lock(achievement), "complete", lifecycle=ACHIEVEMENT, by=by, entitled=True)
    achievement.posted_by = by.user
    achievement.save(update_fields=["posted_by"])
    return achievement


def _records(batch: CatalogueBatch) -> QuerySet[Achievement]:
    return Achievement.objects.filter(catalogue_entry__batch=batch)


def _take(batch: CatalogueBatch, by: Actor) -> CatalogueBatch:
    """The locked batch of the auditor's own office; whose interests it touches is refused with the decision (R8-31)."""
    batch = lock(batch)
    if not can_audit_case(by, present(batch.case)):
        raise PermissionRefused(_("This case belongs to another office"))
    return batch


def _decide(
    batch: CatalogueBatch, conclusion: str, reason_code: str, text: str, answers: Collection[Answer], by: Actor
) -> None:
    given: dict[str, Any] = {"conclusion": conclusion, "reason_code": reason_code, "text": text, "answers": answers}
    decide_case(case=present(batch.case), step="audit", by=by, **given)


def _tell(kind: NoticeKind, batch: CatalogueBatch, **said: Any) -> None:
    officers = people_with(batch.holder, Permission.ACHIEVEMENT_SUBMIT).order_by("pk")
    people = [*members_among([batch.entered_by], batch.holder), *officers]
    notify(kind, people, subject=batch, url=path_of_batch(batch), file=batch.file_name, **said)
