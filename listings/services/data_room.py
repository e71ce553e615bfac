"""The data room between holder and enterprise: opened, asked for, signed for, granted, refused, withdrawn (R8-05)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import RoomAccessState, RoomOpening
from listings.lifecycles import ROOM_ACCESS
from listings.models import DataRoom, Listing, RoomAccess, RoomSignature
from listings.notices.data_room import (
    ROOM_ASKED,
    ROOM_GATE_OWED,
    ROOM_GRANTED,
    ROOM_REFUSED,
    ROOM_SIGNED,
    ROOM_WITHDRAWN,
    access_path,
    gate_path,
)
from listings.notices.supply import title_values
from listings.selectors.data_room import (
    RUNNING,
    Agreement,
    agreement,
    confidential_files,
    data_room_path,
    needs_export_decision,
    shut_by_gate,
    signature_of,
)
from listings.selectors.people import agents_of, officers_of_holder
from listings.selectors.stake import free_auditors_of
from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.common.clock import now, today
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.kinds import NoticeKind
from tte.notices.services import notify
from tte.trail.services import advance, record


class NothingInConfidence(DomainError):
    code = "nothing_in_confidence"


class ListingNotRunning(DomainError):
    code = "listing_not_running"


class AlreadyAsked(DomainError):
    code = "already_asked"


class AgreementChanged(DomainError):
    code = "agreement_changed"


class NotAgreed(DomainError):
    code = "not_agreed"
    field = "agrees"


class NotSigned(DomainError):
    code = "not_signed"


class GateNotPassed(DomainError):
    code = "gate_not_passed"


class EndsInThePast(DomainError):
    code = "ends_in_the_past"
    field = "ends_on"


@transaction.atomic
def open_room(*, listing: Listing, opening: str, offers_unmarked: bool, by: Actor) -> DataRoom:
    """Offer the confidential files of a running listing, or say anew how the room opens and what it hands out."""
    _refuse_unless_running(listing)
    if not confidential_files(listing).exists():
        raise NothingInConfidence(_("No file of this achievement is meant for the data room"))
    room, _made = DataRoom.objects.update_or_create(
        listing=listing,
        defaults={"opening": opening, "offers_unmarked": offers_unmarked},
        create_defaults={"opening": opening, "offers_unmarked": offers_unmarked, "opened_by": by.user},
    )
    record("room.open", room, by=by, listing=listing.code, opening=opening, offers_unmarked=offers_unmarked)
    return room


@transaction.atomic
def ask_access(*, room: DataRoom, reason: str, by: Actor) -> RoomAccess:
    """Ask for an enterprise, once; after a refusal or a withdrawal it may ask again and signs again."""
    _refuse_unless_running(room.listing)
    access, created = RoomAccess.objects.get_or_create(
        room=room, organisation=by.organisation, defaults={"reason": reason, "asked_by": by.user}
    )
    if created:
        record("room.ask", access, by=by, listing=room.listing.code)
    else:
        access = lock(access)
        if not ROOM_ACCESS.allows("ask_again", access.state):
            raise AlreadyAsked(_("Your organisation has already asked for this data room"))
        advance(access, "ask_again", lifecycle=ROOM_ACCESS, by=by)
        access.reason, access.asked_by, access.asked_at, access.ends_on = reason, by.user, now(), None
        access.save(update_fields=["reason", "asked_by", "asked_at", "ends_on"])
    _tell_holder(access, ROOM_ASKED)
    if needs_export_decision(access.organisation) and not access.export_decisions.exists():
        _tell(access, ROOM_GATE_OWED, free_auditors_of(room.listing), gate_path(access))
    return access


@transaction.atomic
def sign_agreement(*, access: RoomAccess, version: str, agrees: bool, by: Actor) -> RoomSignature:
    """Sign the text that was read, in the words that stand now, and keep them. Where the room says so, it opens."""
    _refuse_unless_running(access.room.listing)
    if not agrees:
        raise NotAgreed(_("Read the agreement and say that your organisation is bound by it"))
    membership, text = by.acting_as, _text_read(version)
    access = lock(access)
    advance(access, "sign", lifecycle=ROOM_ACCESS, by=by, version=text.version, sha256=text.sha256)
    signature = RoomSignature.objects.create(
        access=access,
        organisation=access.organisation,
        membership=membership,
        signed_by=by.user,
        version=text.version,
        text_zh=text.text_zh,
        text_en=text.text_en,
        text_sha256=text.sha256,
    )
    open_by_signature(access=access, by=by)
    if access.room.opening == RoomOpening.DECISION:
        _tell_holder(access, ROOM_SIGNED)
    return signature


def open_by_signature(*, access: RoomAccess, by: Actor) -> bool:
    """Open a room that opens by signature, unless the export gate stands before it; whether it is open now."""
    is_due = access.state == RoomAccessState.SIGNED and access.room.opening == RoomOpening.SIGNATURE
    if not is_due or shut_by_gate(access):
        return False
    advance(access, "grant", lifecycle=ROOM_ACCESS, by=by, opening=str(RoomOpening.SIGNATURE))
    access.decided_by, access.decided_at, access.decision = None, None, ""
    access.save(update_fields=["decided_by", "decided_at", "decision"])
    _tell(access, ROOM_GRANTED, agents_of(access.organisation), data_room_path(access.room.listing))
    return True


@transaction.atomic
def grant_access(*, access: RoomAccess, ends_on: date | None, reason: str, by: Actor) -> RoomAccess:
    """Open the room to an enterprise that has signed, until a last day if one is named; also again, or for longer."""
    _refuse_unless_running(access.room.listing)
    access = lock(access)
    if signature_of(access) is None:
        raise NotSigned(_("The enterprise has not signed the confidentiality agreement yet"))
    if shut := shut_by_gate(access):
        raise GateNotPassed(shut.sentence)
    if ends_on is not None and ends_on < today():
        raise EndsInThePast(_("The last day lies in the past"))
    _decide(access, "grant", reason, by, ends_on=ends_on.isoformat() if ends_on else "")
    access.ends_on = ends_on
    access.save(update_fields=["ends_on"])
    _tell(access, ROOM_GRANTED, agents_of(access.organisation), data_room_path(access.room.listing))
    return access


@transaction.atomic
def refuse_access(*, access: RoomAccess, reason: str, by: Actor) -> RoomAccess:
    access = lock(access)
    _decide(access, "refuse", reason, by)
    _tell(access, ROOM_REFUSED, agents_of(access.organisation), data_room_path(access.room.listing), reason=reason)
    return access


@transaction.atomic
def withdraw_access(*, access: RoomAccess, reason: str, by: Actor) -> RoomAccess:
    """Shut the room before an enterprise: from the commit on every request is refused."""
    access = lock(access)
    _decide(access, "withdraw", reason, by)
    _tell(access, ROOM_WITHDRAWN, agents_of(access.organisation), data_room_path(access.room.listing), reason=reason)
    return access


def _decide(access: RoomAccess, verb: str, reason: str, by: Actor, **said: str) -> None:
    advance(access, verb, lifecycle=ROOM_ACCESS, by=by, reason=reason, **said)
    access.decision, access.decided_by, access.decided_at = reason, by.user, now()
    access.save(update_fields=["decision", "decided_by", "decided_at"])


def _text_read(version: str) -> Agreement:
    text = agreement()
    if text is None or text.key != version:
        raise AgreementChanged(_("The text of the agreement has changed meanwhile. Read the new one and sign that."))
    return text


def _refuse_unless_running(listing: Listing) -> None:
    listing.refresh_from_db(fields=["state"])
    if listing.state not in RUNNING:
        raise ListingNotRunning(_("The listing does not run any more; its data room is closed."))


def _tell_holder(access: RoomAccess, kind: NoticeKind) -> None:
    _tell(access, kind, officers_of_holder(access.room.listing), access_path(access))


def _tell(access: RoomAccess, kind: NoticeKind, people: Iterable[User], url: str, **said: object) -> None:
    """Each act on the same access is a notice of its own, also the same one done again: the moment tells them apart."""
    listing = access.room.listing
    said |= {"title": title_values(listing.achievement), "organisation": access.organisation}
    notify(kind, people, subject=access, url=url, key=now().isoformat(), **said)
