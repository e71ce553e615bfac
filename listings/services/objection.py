"""What becomes of an objection: admitted or turned away, upheld or dismissed, withdrawn (R3-05, R3-40)."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import (
    ENDED_LISTINGS,
    OBJECTION_ADMITTED_GROUND,
    OBJECTION_UPHELD_GROUND,
    AnnouncementKind,
    ListingState,
    ObjectionAgainst,
    ObjectionConclusion,
    ObjectionState,
)
from listings.enums import ObjectionLetterKind as Letter
from listings.lifecycles import OBJECTION, RUNNING
from listings.models import Listing, Objection
from listings.notices.notice import path_of_listing
from listings.notices.objection import (
    OBJECTION_ADMITTED,
    OBJECTION_DECIDED,
    OBJECTION_WITHDRAWN,
    path_of_objection_case,
)
from listings.notices.supply import title_values
from listings.permissions.objection import is_party
from listings.selectors.objection import stops_listing
from listings.selectors.people import touched_by
from listings.selectors.stake import free_examiners_of
from listings.services.announcement import announce
from listings.services.auction_suspension import take_turn_of
from listings.services.ending import end_for_good
from listings.services.objection_letter import owe_objection_letter
from listings.services.suspension import resume_unless_too_soon, suspend_listing
from tte.accounts.actor import Actor
from tte.casework.models import Case, Decision
from tte.casework.selectors.checklist import Answer
from tte.casework.services import ConflictOfInterest, begin_period, close_case, decide_case, open_reason
from tte.casework.services.reasons import refuse_unlisted, refuse_wordless
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.selectors.codes import names
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import advance


class EvidenceMissing(DomainError):
    """Only an objection with evidence stops the procedure (R3-40)."""

    code = "evidence_missing"


def conclude_objection(
    *, objection: Objection, conclusion: str, reason_code: str = "", by: Actor, **given: Any
) -> Objection:
    """The one door of the case page: carry out what the auditor chose, with the words and answers that are given."""
    if conclusion == ObjectionConclusion.ADMIT:
        return admit_objection(objection=objection, by=by, **given)
    if conclusion == ObjectionConclusion.TURN_AWAY:
        return turn_away_objection(objection=objection, reason_code=reason_code, by=by, **given)
    act = uphold_objection if conclusion == ObjectionConclusion.UPHOLD else dismiss_objection
    return act(objection=objection, by=by, **given)


@transaction.atomic
def admit_objection(*, objection: Objection, text: str, answers: Collection[Answer] = (), by: Actor) -> Objection:
    """Examine it: the procedure stops (R3-05). A listing is suspended, a struck deal is not signed meanwhile."""
    objection, listing = _take(objection, by)
    if not (_is_report(objection) or objection.files.exists()):
        raise EvidenceMissing(_("Without evidence it does not stop the procedure; turn it away or ask for documents"))
    _examine(objection, text, answers, by)
    if not _is_report(objection):
        _stop_procedure(objection, listing, by)
    return objection


def _examine(objection: Objection, text: str, answers: Collection[Answer], by: Actor) -> None:
    """Its examination begins, and with it the period within which it is decided."""
    advance(objection, "admit", lifecycle=OBJECTION, by=by)
    _decide(objection, ObjectionConclusion.ADMIT, "", text, answers, by)
    begin_period(case=_case(objection), limit=rule(RuleKey.OBJECTION_LIMIT, rule_set=objection.listing.rule_set), by=by)


def _stop_procedure(objection: Objection, listing: Listing, by: Actor) -> None:
    """Tell both sides and the objector; a listing that is on offer is suspended meanwhile."""
    notify(
        OBJECTION_ADMITTED,
        touched_by(listing),
        subject=objection,
        url=f"{path_of_listing(listing)}#objections",
        title=title_values(listing.achievement),
        objection=objection.code,
        ground=ground_words(objection),
    )
    if listing.state in RUNNING:
        suspend_listing(listing=listing, reason_code=OBJECTION_ADMITTED_GROUND, text="", by=by, objection=objection)
    owe_objection_letter(objection=objection, kind=Letter.ADMITTED)


def _is_report(objection: Objection) -> bool:
    """Somebody says that it should not be public: nothing of that is published, and the trade is not its matter.

    Whether the listing is taken down, the head of the exchange decides (R8-03).
    """
    return objection.against == ObjectionAgainst.PUBLICITY


@transaction.atomic
def turn_away_objection(
    *, objection: Objection, reason_code: str, text: str, answers: Collection[Answer] = (), by: Actor
) -> Objection:
    """Do not examine it, with a coded reason and words for the objector; nothing is published of it."""
    refuse_unlisted(CodeList.OBJECTION_REFUSAL, reason_code)
    objection, _listing = _take(objection, by)
    _conclude(objection, ObjectionConclusion.TURN_AWAY, reason_code, text, answers, by)
    return objection


@transaction.atomic
def uphold_objection(*, objection: Objection, text: str, answers: Collection[Answer] = (), by: Actor) -> Objection:
    """It is right: the listing ends, whatever it has reached, and its deposits go back.

    Of a listing that has ended meanwhile the decision is announced.
    """
    objection, listing = _take(objection, by)
    _conclude(objection, ObjectionConclusion.UPHOLD, "", text, answers, by)
    if _is_report(objection):
        return objection
    if listing.state in ENDED_LISTINGS:
        announce(listing=listing, kind=AnnouncementKind.OBJECTION, reason_code=objection.ground, text=text, by=by)
    else:
        end_for_good(listing, OBJECTION_UPHELD_GROUND, text, by)
    _tell_decided(objection, ObjectionState.UPHELD, text)
    return objection


@transaction.atomic
def dismiss_objection(*, objection: Objection, text: str, answers: Collection[Answer] = (), by: Actor) -> Objection:
    """It is not right: unless another one is examined, a listing suspended goes on with what is left (R3-41)."""
    objection, listing = _take(objection, by)
    _conclude(objection, ObjectionConclusion.DISMISS, "", text, answers, by)
    if _is_report(objection):
        return objection
    announce(listing=listing, kind=AnnouncementKind.OBJECTION, reason_code=objection.ground, text=text, by=by)
    _resume_if_free(listing, by)
    _tell_decided(objection, ObjectionState.DISMISSED, text)
    return objection


@transaction.atomic
def withdraw_objection(*, objection: Objection, by: Actor | None) -> Objection:
    """The objector takes it back; the exchange closes the case, and then what rested goes on."""
    objection = advance(lock(objection), "withdraw", lifecycle=OBJECTION, by=by)
    if objection.case is not None:
        open_reason(case=objection.case, code="withdrawn", by=by)
        notify(
            OBJECTION_WITHDRAWN,
            free_examiners_of(objection),
            subject=objection,
            url=path_of_objection_case(objection),
            title=title_values(objection.listing.achievement),
            objection=objection.code,
        )
    return objection


@transaction.atomic
def settle_withdrawn(*, objection: Objection, by: Actor) -> Objection:
    """Close the case of an objection that was withdrawn; a listing that it suspended goes on."""
    objection, listing = _take(objection, by)
    if objection.state != ObjectionState.WITHDRAWN:
        raise DomainError(_("This objection still stands; decide on it"), code="objection_stands")
    _decide(objection, "settle", "", "", (), by)
    close_case(case=_case(objection), by=by)
    _resume_if_free(listing, by)
    return objection


def _resume_if_free(listing: Listing, by: Actor) -> None:
    """What an objection suspended goes on once none is examined any more; what others suspended stays suspended."""
    running = listing.suspensions.filter(ended_at=None, objection__isnull=False).exists()
    if listing.state == ListingState.SUSPENDED and running and not stops_listing(listing):
        resume_unless_too_soon(listing=listing, by=by)


def _take(objection: Objection, by: Actor) -> tuple[Objection, Listing]:
    """The turn of a bidding, the listing and the objection, in this order, if no stake stands against the auditor."""
    take_turn_of(objection.listing)
    listing = lock(objection.listing)
    objection = lock(objection)
    if is_party(by, objection):
        raise ConflictOfInterest(_("You are a party to this objection, so somebody else must decide (R8-31)"))
    return objection, listing


def _conclude(
    objection: Objection, conclusion: str, reason_code: str, text: str, answers: Collection[Answer], by: Actor
) -> None:
    """Move it by the verb of the conclusion, write the decision with its reasons, close the case, tell the objector."""
    refuse_wordless(text, _("Give the reasons: they are published, or sent to the objector"))
    advance(objection, conclusion, lifecycle=OBJECTION, by=by)
    _decide(objection, conclusion, reason_code, text, answers, by)
    close_case(case=_case(objection), by=by)
    is_decided = conclusion in (ObjectionConclusion.UPHOLD, ObjectionConclusion.DISMISS)
    is_published = is_decided and not _is_report(objection)
    objection.published_text = text if is_published else ""
    objection.concluded_at, objection.concluded_by = now(), by.user
    objection.save(update_fields=["published_text", "concluded_at", "concluded_by"])
    owe_objection_letter(objection=objection, kind=Letter.CONCLUDED)


def _decide(
    objection: Objection, conclusion: str, reason_code: str, text: str, answers: Collection[Answer], by: Actor
) -> Decision:
    given: dict[str, Any] = {"conclusion": conclusion, "reason_code": reason_code, "text": text, "answers": answers}
    return decide_case(case=_case(objection), step="objection", by=by, **given)


def _tell_decided(objection: Objection, state: ObjectionState, text: str) -> None:
    listing = objection.listing
    notify(
        OBJECTION_DECIDED,
        touched_by(listing),
        subject=objection,
        url=f"{path_of_listing(listing)}#objections",
        title=title_values(listing.achievement),
        objection=objection.code,
        conclusion=state.label,
        text=text,
    )


def _case(objection: Objection) -> Case:
    """A lodged objection has a case; the table sees to it."""
    if objection.case is None:
        raise DomainError(_("The address of the objector is not confirmed yet"), code="not_lodged")
    return objection.case


def ground_words(objection: Objection) -> dict[str, str]:
    return names(CodeList.OBJECTION_GROUND, objection.ground)
