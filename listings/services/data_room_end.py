"""An enterprise is told before its access to a data room ends by its last day, and when it has ended."""

from django.db import transaction

from listings.enums import RoomAccessState
from listings.models import RoomAccess
from listings.notices.data_room import ROOM_ENDED, ROOM_ENDS_SOON
from listings.notices.supply import title_values
from listings.selectors.data_room import data_room_path
from listings.selectors.people import agents_of
from tte.casework.running_clock import time_before
from tte.codelists.calendar import end_of_day
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.locks import lock
from tte.notices.services import notify


@transaction.atomic
def tell_of_room_end(*, access: RoomAccess) -> bool:
    """Told once ahead, as early as other duties are, and once afterwards; a new last day is told anew."""
    access = lock(access)
    if access.state != RoomAccessState.GRANTED or access.ends_on is None:
        return False
    moment, until = now(), end_of_day(access.ends_on)
    if moment >= until:
        kind, told = ROOM_ENDED, "end_told"
    elif time_before(until, rule(RuleKey.REMIND_DUE_SOON), moment):
        kind, told = ROOM_ENDS_SOON, "soon_told"
    else:
        return False
    if getattr(access, told) == access.ends_on:
        return False
    setattr(access, told, access.ends_on)
    access.save(update_fields=[told])
    listing = access.room.listing
    said = {"title": title_values(listing.achievement), "organisation": access.organisation, "until": until}
    notify(
        kind,
        agents_of(access.organisation),
        subject=access,
        url=data_room_path(listing),
        key=str(access.ends_on),
        **said,
    )
    return True
