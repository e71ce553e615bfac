"""Papers that come to an objection after its lodging: the exchange asks, the private link takes them."""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import ObjectionLetterKind
from listings.models import Objection
from listings.notices.objection import OBJECTION_PAPERS, path_of_objection_case
from listings.notices.supply import title_values
from listings.permissions.objection import is_party
from listings.selectors.objection import takes_papers
from listings.selectors.stake import free_examiners_of
from listings.services.objection_letter import owe_objection_letter
from listings.services.objection_lodging import MOST_FILES
from tte.accounts.actor import Actor
from tte.casework.services import ConflictOfInterest, NotInHand
from tte.casework.services.reasons import refuse_wordless
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.files.services import store_file
from tte.notices.services import notify
from tte.trail.services import record

MOST_IN_ALL = 4 * MOST_FILES


class PapersNotAsked(DomainError):
    code = "papers_not_asked"


class TooManyFiles(DomainError):
    code = "too_many_files"
    field = "evidence"


@transaction.atomic
def ask_papers(*, objection: Objection, text: str, by: Actor) -> Objection:
    """Ask the objector for papers: a letter says which, and the private link takes them. The periods run on."""
    objection = lock(objection)
    if is_party(by, objection):
        raise ConflictOfInterest(_("You are a party to this objection, so somebody else must decide (R8-31)"))
    if objection.case is None or objection.case.claimed_by_id != by.user.pk:
        raise NotInHand(_("You do not have this case in hand"))
    if not objection.is_undecided:
        raise PapersNotAsked(_("This objection is concluded; nothing is added to it"))
    refuse_wordless(text, _("Say which documents are missing: the objector reads it"))
    objection.papers_asked, objection.papers_asked_at, objection.papers_asked_by = text.strip(), now(), by.user
    objection.save(update_fields=["papers_asked", "papers_asked_at", "papers_asked_by"])
    record("objection.ask_papers", objection, by=by, text=objection.papers_asked)
    owe_objection_letter(objection=objection, kind=ObjectionLetterKind.PAPERS)
    return objection


@transaction.atomic
def add_papers(*, objection: Objection, evidence: Sequence[UploadedFile], by: Actor | None) -> Objection:
    """Add what the exchange asked for, as long as it is not concluded. The exchange is told once for each asking."""
    objection = lock(objection)
    if not takes_papers(objection):
        raise PapersNotAsked(_("The exchange asks for no documents now; nothing was added"))
    if len(evidence) > MOST_FILES:
        raise TooManyFiles(_("At most %(most)s files"), most=MOST_FILES)
    if objection.files.count() + len(evidence) > MOST_IN_ALL:
        raise TooManyFiles(_("An objection holds at most %(most)s files in all"), most=MOST_IN_ALL)
    for upload in evidence:
        objection.files.create(file=store_file(upload=upload, by=by))
    record("objection.add_papers", objection, by=by, files=len(evidence))
    _tell_office(objection)
    return objection


def _tell_office(objection: Objection) -> None:
    """Whoever has the case in hand, through the role by which they have it; else everybody who may take it."""
    office = free_examiners_of(objection)
    in_hand = [one for one in office if objection.case is not None and one.pk == objection.case.claimed_by_id]
    notify(
        OBJECTION_PAPERS,
        in_hand or office,
        subject=objection,
        url=path_of_objection_case(objection),
        key=objection.papers_asked_at.isoformat() if objection.papers_asked_at else "",
        title=title_values(objection.listing.achievement),
        objection=objection.code,
    )
