"""An objection from its writing to its lodging: by anybody, with an address that is proven, counted against floods."""

import hashlib
import secrets
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import OBJECTION_CASE, ObjectionAgainst, ObjectionState
from listings.enums import ObjectionLetterKind as Letter
from listings.lifecycles import OBJECTION
from listings.models import Listing, Objection
from listings.notices.objection import OBJECTION_LODGED, path_of_objection_case
from listings.notices.supply import title_values
from listings.selectors.objection import (
    confirmation_due,
    is_flooded,
    is_full_of_letters,
    is_network_flooded,
    objection_against,
    unconfirmed_twin,
)
from listings.selectors.people import auditors_of
from listings.selectors.stake import free_examiners_of
from listings.services.objection import ground_words
from listings.services.objection_letter import owe_objection_letter
from tte.accounts.actor import Actor
from tte.casework.models import Case
from tte.casework.services import open_case
from tte.casework.services.reasons import ReasonMissing
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.selectors.codes import is_code
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.languages import spoken_language
from tte.common.locks import lock
from tte.common.numbering import yearly_code
from tte.files.models import StoredFile
from tte.files.services import store_file
from tte.notices.services import notify
from tte.trail.services import advance, record

MOST_FILES = 5


class TooLate(DomainError):
    code = "too_late"


class TooMany(DomainError):
    code = "too_many"


@transaction.atomic
def lodge_objection(
    *,
    listing: Listing,
    ground: str,
    text: str,
    name: str,
    email: str,
    evidence: Sequence[UploadedFile],
    sender: str,
    by: Actor | None,
) -> Objection:
    """Lodge an objection; a visitor confirms it by a link in a letter. The same sent again is one: what papers came
    with it are added, and the letter goes out anew; once its time to confirm is over, it is a new one.

    Who lodged it is never published. A flood from one sender, or from one address, is refused.
    """
    against = _against(listing, ground)
    _refuse_shape(ground, evidence)
    email = by.user.email if by else email
    again = unconfirmed_twin(listing, against=against, email=email, ground=ground, text=text)
    if again is not None and by is None:
        return _written_again(again, evidence)
    _refuse_flood(listing, sender, email, by)
    files = [store_file(upload=upload, by=by) for upload in evidence]
    listing = lock(listing) if by else listing  # before the number, for which everybody else waits
    objection = Objection.objects.create(
        listing=listing,
        code=yearly_code("OB{yy}-{number:05d}", series="objection-{year}"),
        token=secrets.token_urlsafe(32),
        against=against,
        ground=ground,
        text=text,
        email=email,
        language=spoken_language(),
        sender=sender,
        **_objector(by, name),
    )
    _keep_evidence(objection, files, by)
    owe_objection_letter(objection=objection, kind=Letter.LODGED if by else Letter.CONFIRM)
    return confirm_objection(objection=objection, by=by) if by else objection


def _objector(by: Actor | None, name: str) -> dict[str, Any]:
    if by is None:
        return {"name": name}
    return {"name": by.user.name, "objector": by.user, "organisation": by.organisation}


def _written_again(objection: Objection, evidence: Sequence[UploadedFile]) -> Objection:
    """Who forgot the papers, or never got the letter, writes it once more before its address is proven."""
    objection = lock(objection)
    held = set(objection.files.values_list("file__sha256", flat=True))
    fresh = [upload for upload in evidence if hashlib.file_digest(upload, "sha256").hexdigest() not in held]
    if len(held) + len(fresh) > MOST_FILES:
        raise DomainError(_("At most %(most)s files"), code="too_many_files", field="evidence", most=MOST_FILES)
    _refuse_letters(objection.email)
    for upload in fresh:
        upload.seek(0)
        objection.files.create(file=store_file(upload=upload, by=None))
    if fresh:
        record("objection.add_papers", objection, by=None, files=len(fresh))
    owe_objection_letter(objection=objection, kind=Letter.CONFIRM)
    return objection


def _keep_evidence(objection: Objection, files: Sequence[StoredFile], by: Actor | None) -> None:
    for file in files:
        objection.files.create(file=file)
    record("objection.lodge", objection, by=by, listing=objection.listing.code, files=len(files))


def _against(listing: Listing, ground: str) -> ObjectionAgainst:
    against = objection_against(listing, now(), ground)
    if against is None:
        raise TooLate(_("The time for objections to this listing is over"))
    return against


def _refuse_flood(listing: Listing, sender: str, email: str, by: Actor | None) -> None:
    """Who signed in answers for what is their own; what others wrote from the same network counts against visitors."""
    if by is None and is_network_flooded(sender=sender, listing=listing):
        raise TooMany(
            _("So many objections came from your network within a day that no more are accepted; sign in to object")
        )
    if is_flooded(email=email, listing=listing, person=by.user if by else None):
        raise TooMany(
            _("You have sent too many objections within a day for more to be accepted; write to the exchange")
        )
    if by is None:
        _refuse_letters(email)


def _refuse_letters(email: str) -> None:
    """Anybody may name any address, so an address gets so many letters a day; its owner signs in and needs none."""
    if is_full_of_letters(email):
        raise TooMany(_("So many letters went to this address within a day that no more are sent; sign in to object"))


def _refuse_shape(ground: str, evidence: Sequence[UploadedFile]) -> None:
    if not is_code(CodeList.OBJECTION_GROUND, ground):
        raise ReasonMissing(_("Choose the ground from the list"), field="ground")
    if len(evidence) > MOST_FILES:
        raise DomainError(_("At most %(most)s files"), code="too_many_files", field="evidence", most=MOST_FILES)


@transaction.atomic
def confirm_objection(*, objection: Objection, by: Actor | None) -> Objection:
    """The address is proven: the objection becomes a case of the exchange, with the time in which it must answer.

    What was written in time is in time, however late its letter came, as long as it is confirmed by `confirmation_due`.
    The listing is locked first: what an objection holds does not go on in between.
    """
    listing = lock(objection.listing)
    objection = lock(objection)
    if objection.state != ObjectionState.UNCONFIRMED:
        return objection
    if now() >= confirmation_due(objection):
        raise TooLate(_("The time to confirm this objection is over; if that for objections is not, write it again"))
    case = open_case(
        kind=OBJECTION_CASE,
        office=listing.exchange,
        applicant=listing.holder,
        author=listing.achievement.posted_by,
        reference=objection.code,
        title=listing.achievement.titles,
        reason="lodged",
        limit=rule(RuleKey.OBJECTION_ADMISSION, rule_set=listing.rule_set),
        by=by,
    )
    objection.case = case
    objection.save(update_fields=["case"])
    advance(objection, "confirm", lifecycle=OBJECTION, by=by)
    _tell_auditors(objection, case)
    return objection


def _tell_auditors(objection: Objection, case: Case) -> None:
    """The auditors of the exchange are told; those among them who are a party never take the case (R8-31)."""
    free = free_examiners_of(objection)
    parties = auditors_of(objection.listing).exclude(pk__in=[person.pk for person in free])
    case.barred = sorted({*case.barred, *parties.values_list("pk", flat=True)})
    case.save(update_fields=["barred"])
    notify(
        OBJECTION_LODGED,
        free,
        subject=objection,
        url=path_of_objection_case(objection),
        title=title_values(objection.listing.achievement),
        objection=objection.code,
        ground=ground_words(objection),
        due=case.due_at,
    )
