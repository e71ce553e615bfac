"""What the holder writes about a takedown, and what the exchange answers (R8-03)."""

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import TakedownState, TakedownWordKind
from listings.models import Takedown, TakedownWord
from listings.notices.takedown import TAKEDOWN_ANSWERED, TAKEDOWN_WRITTEN, path_of_status, path_of_takedown
from listings.permissions.takedown import can_follow_takedown, can_keep_takedown
from listings.selectors.takedown import holders_people
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.accounts.selectors.people import people_in
from tte.casework.services.reasons import refuse_wordless
from tte.common.clock import now
from tte.common.errors import DomainError, PermissionRefused
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import record


@transaction.atomic
def write_about_takedown(*, takedown: Takedown, kind: str, text: str, by: Actor) -> TakedownWord:
    """The holder contests it, offers to mend it, or asks; the heads of the exchange are told that there is a word."""
    takedown = lock(takedown)
    if not can_follow_takedown(by, takedown):
        raise PermissionRefused(_("Only the people of the holder write about it"))
    if takedown.state != TakedownState.STANDING:
        raise DomainError(_("It is shown again; there is nothing left to write about"), code="not_standing")
    word = _said(takedown, kind, text, by)
    notify(
        TAKEDOWN_WRITTEN,
        people_in(takedown.office, [Role.HEAD]),
        subject=word,
        url=path_of_takedown(takedown),
        code=takedown.code,
        wanted=TakedownWordKind(kind).label,
        holder=takedown.achievement.holder,
        at=word.written_at,
    )
    return word


@transaction.atomic
def answer_about_takedown(*, takedown: Takedown, text: str, by: Actor) -> TakedownWord:
    """The exchange answers the holder; its decision is another act."""
    takedown = lock(takedown)
    if not can_keep_takedown(by, takedown):
        raise PermissionRefused(_("Only the head of the exchange that took it down answers"))
    if not takedown.words.exists():
        raise DomainError(_("The holder has written nothing yet"), code="nothing_to_answer")
    word = _said(takedown, TakedownWordKind.ANSWER, text, by)
    notify(
        TAKEDOWN_ANSWERED,
        holders_people(takedown),
        subject=word,
        url=path_of_status(takedown),
        code=takedown.code,
        office=takedown.office,
        at=word.written_at,
    )
    return word


def _said(takedown: Takedown, kind: str, text: str, by: Actor) -> TakedownWord:
    """The row and its line of the trail, which names the kind and repeats no word."""
    refuse_wordless(text, _("Write what you have to say"))
    word = TakedownWord.objects.create(
        takedown=takedown,
        kind=kind,
        text=text.strip(),
        organisation=by.acting_for,
        written_by=by.user,
        written_at=now(),
    )
    record("takedown.write", takedown, by=by, word=str(kind))
    return word
