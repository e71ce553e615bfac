"""What this app puts on a desk: duties that wait, and the way to its rooms. One module a subject."""

from listings.presenting.desk import audit, bidding, data_room, question, supply, takedown
from tte.accounts.actor import Actor
from tte.common.duties import Duty
from tte.common.parts import Group


def duties(actor: Actor) -> list[Duty]:
    """Only what waits: an empty list is a free desk."""
    found = [duty for subject in (supply, audit, bidding, data_room, question) for duty in subject.duties(actor)]
    return [duty for duty in found if duty.count]


def rail(actor: Actor) -> list[Group]:
    subjects = (supply, audit, bidding, data_room, question, takedown)
    return [group for subject in subjects for group in subject.rail(actor)]
