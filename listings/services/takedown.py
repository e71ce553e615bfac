"""One act that hides an achievement everywhere and keeps what there was; and the decision that undoes it (R8-03).

The mark is one row: every table that tells of the achievement asks for it (`listings/models/takedown.py`), so all
surfaces lose it with one commit. What other floors keep about it is withheld in the same transaction.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from listings.enums import TAKEDOWN_GROUND, DisclosureState, ListingState, ObjectionLetterKind, QuestionState
from listings.evidence.frozen import evidence_text, material_of, sha256_of, sources_of
from listings.evidence.typing import drafts_about, give_back_typing
from listings.lifecycles import RUNNING, TAKEDOWN
from listings.models import (
    Achievement,
    Disclosure,
    Listing,
    Question,
    Suspension,
    Takedown,
    TakedownEvidence,
    TakedownFile,
    TakedownReport,
)
from listings.notices.supply import path_of
from listings.notices.takedown import REINSTATED, TAKEN_DOWN, path_of_status, path_of_takedown
from listings.permissions.takedown import can_keep_takedown, can_take_down, reachable
from listings.selectors.disclosure import end_of_objections
from listings.selectors.takedown import holders_people, was_public
from listings.services.auction import close_auction
from listings.services.auction_suspension import BiddingOver, ring_of, take_turn_of
from listings.services.objection_letter import tell_objectors
from listings.services.question_due import answer_due
from listings.services.suspension import resume_unless_too_soon, suspend_unannounced
from listings.services.takedown_letter import TAKEDOWN_LETTER
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.accounts.selectors.people import people_in
from tte.casework.services.reasons import refuse_unlisted, refuse_wordless
from tte.casework.services.withholding import give_back_cases, notify_withheld, withhold_cases
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import names
from tte.common.clock import now, official_date
from tte.common.errors import DomainError, PermissionRefused
from tte.common.locks import lock
from tte.common.numbering import yearly_code
from tte.files.models import StoredFile
from tte.longwork.recalling import recall_results
from tte.notices.kinds import NoticeKind
from tte.notices.services import notify, owe_letter
from tte.notices.withholding import give_back_notices, withhold_notices
from tte.trail.services import advance, record


class NotWithYou(DomainError):
    code = "not_with_you"
    field = "along"


@transaction.atomic
def take_down(
    *, achievement: Achievement, reason_code: str, basis: str, by: Actor, along: Sequence[str] = ()
) -> Takedown:
    """Hide it everywhere at once, keep everything that there was, tell whom it concerns without saying what it is.

    A running listing rests and its periods stand still; a bidding takes no bid. From the commit on nobody can change
    or delete it while the takedown stands. The achievements `along` go in the same act, all or none: each has a number,
    evidence and notices of its own, and is shown again by a decision of its own.
    """
    refuse_unlisted(CodeList.TAKEDOWN_REASON, reason_code)
    refuse_wordless(basis, _("State its basis: the order, the report, what was seen"), field="basis")
    others = _named(along, achievement, by)
    listings = list(Listing.objects.filter(achievement__in=[achievement, *others]).order_by("pk"))
    for listing in listings:
        take_turn_of(listing)
    every = {each.pk: lock(each) for each in sorted([achievement, *others], key=lambda each: each.pk)}
    if by.organisation is None or not can_take_down(by, achievement):
        raise PermissionRefused(_("Only the head of the exchange that has it may take it down"))
    _rest(every, by)
    said = {"office": by.organisation, "reason_code": reason_code, "basis": basis.strip(), "taken_down_at": now()}
    first = _hide(every[achievement.pk], None, by, said)
    for each in others:
        _hide(every[each.pk], first, by, said)
    for listing in listings:
        ring_of(listing)
    return first


def _named(codes: Sequence[str], achievement: Achievement, by: Actor) -> list[Achievement]:
    """The others of the act, in the order of their keys."""
    rows = Achievement.objects.filter(code__in=codes).exclude(pk=achievement.pk).order_by("pk")
    found = {row.code: row for row in rows}
    may = reachable(by, [row.pk for row in rows])
    for code in codes:
        if code != achievement.code and (code not in found or found[code].pk not in may):
            raise NotWithYou(
                _("Nothing of number %(number)s is with your exchange, or it is taken down already"), number=code
            )
    return list(found.values())


def _hide(achievement: Achievement, first: Takedown | None, by: Actor, said: dict[str, Any]) -> Takedown:
    """One achievement of the act, locked and at rest: its mark, its evidence, its notices."""
    moment, reason_code = said["taken_down_at"], said["reason_code"]
    takedown = Takedown.objects.create(
        achievement=achievement,
        first=first,
        code=yearly_code("TD{yy}-{number:05d}", series="takedown-{year}", on=official_date(moment)),
        was_public=was_public(achievement),
        taken_down_by=by.user,
        **said,
    )
    _freeze(takedown, by)
    with_it = {"first": first.code} if first else {}
    record("achievement.take_down", achievement, by=by, takedown=takedown.code, reason=reason_code, **with_it)
    _tell(TAKEN_DOWN, takedown, CodeList.TAKEDOWN_REASON, reason_code, moment)
    tell_objectors(achievement=achievement, kind=ObjectionLetterKind.RESTING)
    for address in settings.TTE_AUTHORITY_EMAILS:
        TakedownReport.objects.create(takedown=takedown, delivery=owe_letter(TAKEDOWN_LETTER, address=address))
    return takedown


def _rest(achievements: Iterable[int], by: Actor) -> None:
    """What runs stands still from now on, unannounced; a bidding whose end has come has its result first."""
    running = Listing.objects.filter(achievement__in=list(achievements), state__in=RUNNING).order_by("pk")
    for listing in [lock(each) for each in running]:
        try:
            suspend_unannounced(listing=listing, reason_code=TAKEDOWN_GROUND, by=by)
        except BiddingOver:
            close_auction(auction_id=listing.auction.pk)


def _freeze(takedown: Takedown, by: Actor) -> None:
    """Withhold what other floors keep about it, and write down everything, with the hash of the whole."""
    achievement, moment = takedown.achievement, takedown.taken_down_at
    material = material_of(achievement)
    recalled = recall_results(since=achievement.posted_at, about=takedown.code)
    text = evidence_text(achievement, material, recalled, _facts(takedown, by))
    TakedownEvidence.objects.create(takedown=takedown, text=text, sha256=sha256_of(text))
    files = [*material.files, *sources_of(achievement)]
    hashes = dict(StoredFile.objects.filter(pk__in=[key for key, _role in files]).values_list("pk", "sha256"))
    TakedownFile.objects.bulk_create(
        TakedownFile(takedown=takedown, file_id=key, sha256=hashes[key], role=role) for key, role in files
    )
    resting = withhold_cases(keys=material.cases, moment=moment)
    withhold_notices(subjects=material.subjects, codes=material.codes, moment=moment)
    notify_withheld(resting, moment)
    drafts_about(material.codes).delete()


def _facts(takedown: Takedown, by: Actor) -> dict[str, Any]:
    return {
        "code": takedown.code,
        "at": takedown.taken_down_at,
        "by": by.user.pk,
        "office": takedown.office.code,
        "reason": takedown.reason_code,
        "basis": takedown.basis,
        **({"first": takedown.first.code} if takedown.first else {}),
    }


@transaction.atomic
def reinstate(*, takedown: Takedown, reason_code: str, text: str, by: Actor) -> Takedown:
    """Show it again as it was; what rested goes on with what was left, a bidding with the time it had."""
    refuse_unlisted(CodeList.REINSTATEMENT_REASON, reason_code)
    takedown = lock(takedown)
    if not can_keep_takedown(by, takedown):
        raise PermissionRefused(_("Only the head of the exchange that took it down may reinstate it"))
    advance(takedown, "reinstate", lifecycle=TAKEDOWN, by=by, reason=reason_code)
    moment = now()
    Takedown.objects.filter(pk=takedown.pk).update(
        reinstatement_code=reason_code, reinstatement_text=text, reinstated_at=moment, reinstated_by=by.user
    )
    takedown.refresh_from_db()
    material = material_of(takedown.achievement)
    give_back_cases(keys=material.cases, withheld_at=takedown.taken_down_at, moment=moment)
    give_back_notices(withheld_at=takedown.taken_down_at)
    give_back_typing(text=takedown.evidence.text, pause=moment - takedown.taken_down_at)
    _go_on(takedown, moment, by)
    record("achievement.reinstate", takedown.achievement, by=by, takedown=takedown.code, reason=reason_code)
    _tell(REINSTATED, takedown, CodeList.REINSTATEMENT_REASON, reason_code, moment)
    tell_objectors(achievement=takedown.achievement, kind=ObjectionLetterKind.GOES_ON)
    return takedown


def _go_on(takedown: Takedown, moment: datetime, by: Actor) -> None:
    """What was stopped: notice, negotiation and bidding by their suspension, a time for objections with the days left.

    A suspension that stood before lasts as much longer, and a question is owed its answer within a whole period again.
    """
    began, pause = takedown.taken_down_at, moment - takedown.taken_down_at
    disclosed = Disclosure.objects.filter(deal__listing__achievement=takedown.achievement, period_ends_at__gt=began)
    for disclosure in disclosed.filter(state=DisclosureState.PUBLISHED).select_related("deal__listing"):
        ends = end_of_objections(disclosure)
        Disclosure.objects.filter(pk=disclosure.pk).update(period_ends_at=ends.at, period_provisional=ends.provisional)
    suspended = Suspension.objects.filter(listing__achievement=takedown.achievement, ended_at=None)
    suspended.exclude(ground=TAKEDOWN_GROUND).filter(due_at__gt=began).update(due_at=F("due_at") + pause)
    asked = Question.objects.filter(state=QuestionState.ASKED)
    for listing in Listing.objects.filter(achievement=takedown.achievement, questions__in=asked).distinct():
        due = answer_due(listing, moment)
        asked.filter(listing=listing).update(due_at=due.at, due_provisional=due.provisional, due_from=moment)
    for listing in Listing.objects.filter(achievement=takedown.achievement, state=ListingState.SUSPENDED):
        if listing.suspensions.filter(ended_at=None, ground=TAKEDOWN_GROUND).exists():
            resume_unless_too_soon(listing=listing, by=by)


def _tell(kind: NoticeKind, takedown: Takedown, of: CodeList, reason_code: str, moment: datetime) -> None:
    """The holder's officers and the author learn the number and the reason, the exchange the way to the evidence."""
    achievement = takedown.achievement
    said = {"what": achievement.code, "code": takedown.code, "reason": names(of, reason_code), "at": moment}
    said |= {"office": takedown.office}
    key = takedown.state
    offices = people_in(takedown.office, [Role.HEAD])
    place = path_of(achievement) if kind is REINSTATED else path_of_status(takedown)
    notify(kind, holders_people(takedown), subject=takedown, url=place, key=key, **said)
    notify(kind, offices, subject=takedown, url=path_of_takedown(takedown), key=key, **said)
