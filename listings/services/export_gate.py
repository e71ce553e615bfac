"""The export gate before a data room: what the exchange found for one party, kept with its list (R8-10..16)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from listings.models import ExportDecision, RoomAccess
from listings.notices.data_room import ROOM_GATE_PASSED, ROOM_GATE_SHUT, access_path
from listings.notices.supply import title_values
from listings.selectors.data_room import data_room_path, needs_export_decision, shut_by_gate
from listings.selectors.people import agents_of, officers_of_holder
from listings.services.data_room import open_by_signature
from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import is_code
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import record

RESTRICTED = "R"


class NoGate(DomainError):
    code = "no_gate"


class ClassUnknown(DomainError):
    code = "class_unknown"
    field = "trade_class"


class LicenceMissing(DomainError):
    code = "licence_missing"
    field = "reference"


@transaction.atomic
def decide_export(
    *, access: RoomAccess, trade_class: str, list_version: str, reference: str, note: str, by: Actor
) -> ExportDecision:
    """Say which class of the list the technology is of, for this party; the last word counts."""
    access = lock(access)
    if not needs_export_decision(access.organisation):
        raise NoGate(_("No export gate applies to this organisation"))
    if not is_code(CodeList.TRADE_CONTROL, trade_class):
        raise ClassUnknown(_("Choose a class of the export list"))
    if trade_class == RESTRICTED and not reference:
        raise LicenceMissing(_("A restricted technology is shown abroad only under a licence: enter its number"))
    decision = ExportDecision.objects.create(
        access=access,
        office=access.room.listing.exchange,
        trade_class=trade_class,
        list_version=list_version,
        reference=reference,
        note=note,
        decided_by=by.user,
    )
    record("room.decide_export", access, by=by, trade_class=trade_class, list=list_version, reference=reference)
    is_shut = shut_by_gate(access) is not None
    _tell(decision, is_shut)
    if not is_shut:
        open_by_signature(access=access, by=by)
    return decision


def _tell(decision: ExportDecision, is_shut: bool) -> None:
    access = decision.access
    listing = access.room.listing
    kind = ROOM_GATE_SHUT if is_shut else ROOM_GATE_PASSED
    said: dict[str, Any] = {"title": title_values(listing.achievement), "organisation": access.organisation}
    notify(kind, agents_of(access.organisation), subject=decision, url=data_room_path(listing), **said)
    notify(kind, officers_of_holder(listing), subject=decision, url=access_path(access), **said)
