"""The secrecy review has its document, which those read who audit: of one result, or of all that an import brings."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import CatalogueBatchState
from listings.models import Achievement, CatalogueBatch, SecrecyDeclaration
from listings.services.draft import lock_open
from tte.accounts.actor import Actor
from tte.casework.services import ask_checks
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.files.models import StoredFile
from tte.files.services import store_file
from tte.trail.services import record


class ReviewOfImport(DomainError):
    """The review of many results is not changed through one of them."""

    code = "review_of_import"
    field = "upload"


class DocumentStands(DomainError):
    code = "document_stands"
    field = "upload"


@transaction.atomic
def keep_secrecy_paper(*, achievement: Achievement, upload: UploadedFile, by: Actor) -> Achievement:
    """Keep the document of the secrecy review with the declaration of a draft (R8-02); another one takes its place."""
    achievement = lock_open(achievement)
    batch = achievement.secrecy.batches.first()
    if batch is not None:
        raise ReviewOfImport(
            _("It was reviewed with the import %(code)s: an officer attaches the document there"), code=batch.code
        )
    if paper := _kept(achievement.secrecy, upload, by):
        record("achievement.secrecy_paper", achievement, by=by, file=paper.name, sha256=paper.sha256)
    return achievement


@transaction.atomic
def keep_batch_paper(*, batch: CatalogueBatch, upload: UploadedFile, by: Actor) -> CatalogueBatch:
    """One document for all that an import brought; it may be replaced as long as the exchange has not decided.

    Each one is looked at anew.
    """
    batch = lock(batch)
    is_decided = batch.state not in (CatalogueBatchState.ENTERING, CatalogueBatchState.IN_AUDIT)
    if is_decided and batch.secrecy.paper_id:
        raise DocumentStands(_("The exchange has decided on this import; its document can no longer be replaced"))
    if paper := _kept(batch.secrecy, upload, by):
        record("cataloguebatch.secrecy_paper", batch, by=by, file=paper.name, sha256=paper.sha256)
        if batch.case is not None and not is_decided:
            ask_checks(case=batch.case)
    return batch


def _kept(declaration: SecrecyDeclaration, upload: UploadedFile, by: Actor) -> StoredFile | None:
    """The new document; none where the same was sent again. Whoever calls holds what the declaration is for."""
    paper, standing = store_file(upload=upload, by=by), declaration.paper
    if standing is not None and (standing.sha256, standing.name) == (paper.sha256, paper.name):
        return None
    declaration.paper = paper
    declaration.save(update_fields=["paper"])
    return paper
