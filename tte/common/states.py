"""The state vocabulary: which form and which word a state wears, for every thing that has states.

Form tells the phase before colour does: open ring = not begun, left half = somebody is working, lower half = back with
you, full = open to others, done = finished, seal = official and published, stop = stopped.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OPEN, HALF, BACK, FULL, LIVE, DONE, SEAL, STOP, FAIL = (
    "",
    "is-half",
    "is-back",
    "is-full",
    "is-full is-live",
    "is-done",
    "is-seal",
    "is-stop",
    "is-fail",
)


class Look(NamedTuple):
    form: str
    word: str | Promise


STATES: dict[tuple[str, str], Look] = {
    ("achievement", "draft"): Look(OPEN, _("Draft")),
    ("achievement", "submitted"): Look(HALF, _("Unit review")),
    ("achievement", "in_audit"): Look(HALF, _("Under audit")),
    ("achievement", "correction"): Look(BACK, _("Correction asked")),
    ("achievement", "approved"): Look(DONE, _("Approved")),
    ("achievement", "refused"): Look(STOP, _("Refused")),
    ("achievement", "withdrawn"): Look(STOP, _("Withdrawn")),
    ("achievement", "imported"): Look(HALF, _("Import under review")),
    ("achievement", "catalogued"): Look(OPEN, _("Catalogue record")),
    ("catalogue_batch", "entering"): Look(HALF, _("Being entered")),
    ("catalogue_batch", "in_audit"): Look(HALF, _("Under audit")),
    ("catalogue_batch", "approved"): Look(DONE, _("Approved")),
    ("catalogue_batch", "refused"): Look(STOP, _("Refused")),
    ("catalogue_batch", "kept"): Look(DONE, _("Kept as drafts")),
    ("listing", "in_notice"): Look(LIVE, _("In notice")),
    ("listing", "qualifying"): Look(HALF, _("Qualification")),
    ("listing", "bidding"): Look(LIVE, _("Bidding open")),
    ("listing", "negotiating"): Look(HALF, _("In negotiation")),
    ("listing", "sold"): Look(DONE, _("Deal confirmed")),
    ("listing", "expired"): Look(STOP, _("Expired")),
    ("listing", "suspended"): Look(STOP, _("Suspended")),
    ("listing", "terminated"): Look(STOP, _("Terminated")),
    ("listing", "withdrawn"): Look(STOP, _("Listing withdrawn")),
    ("proposal", "asked"): Look(HALF, _("Waiting for the exchange")),
    ("proposal", "granted"): Look(DONE, _("Granted")),
    ("proposal", "declined"): Look(STOP, _("Declined")),
    ("objection", "unconfirmed"): Look(OPEN, _("Address to be confirmed")),
    ("objection", "lodged"): Look(HALF, _("Lodged")),
    ("objection", "examined"): Look(HALF, _("Under examination")),
    ("objection", "upheld"): Look(DONE, _("Upheld")),
    ("objection", "dismissed"): Look(DONE, _("Dismissed")),
    ("objection", "turned_away"): Look(STOP, _("Not admitted")),
    ("objection", "withdrawn"): Look(STOP, _("Withdrawn by the objector")),
    ("takedown", "standing"): Look(STOP, _("Taken down")),
    ("takedown", "reinstated"): Look(DONE, _("Shown again")),
    ("room_access", "asked"): Look(BACK, _("Agreement to be signed")),
    ("room_access", "signed"): Look(HALF, _("Waiting for the holder")),
    ("room_access", "granted"): Look(FULL, _("Open to read")),
    ("room_access", "refused"): Look(STOP, _("Refused")),
    ("room_access", "withdrawn"): Look(STOP, _("Access withdrawn")),
    ("room_access", "ended"): Look(STOP, _("Ended")),
    ("room_access", "gate"): Look(HALF, _("Waiting for the export gate")),
    ("intent", "deposit_due"): Look(HALF, _("Deposit due")),
    ("intent", "deposit_received"): Look(HALF, _("Being checked")),
    ("intent", "qualified"): Look(FULL, _("Qualified")),
    ("intent", "not_qualified"): Look(STOP, _("Not qualified")),
    ("deposit", "received"): Look(DONE, _("Received")),
    ("deposit", "returned"): Look(DONE, _("Returned")),
    ("deposit", "offset"): Look(DONE, _("Offset against the price")),
    ("auction", "scheduled"): Look(OPEN, _("Not yet open")),
    ("auction", "open"): Look(LIVE, _("Bidding open")),
    ("auction", "suspended"): Look(STOP, _("Suspended")),
    ("auction", "sold"): Look(DONE, _("Sold")),
    ("auction", "unsold"): Look(STOP, _("Not sold")),
    ("auction", "cancelled"): Look(STOP, _("Called off")),
    ("standing", "leading"): Look(FULL, _("Leading")),
    ("standing", "outbid"): Look(BACK, _("Outbid")),
    ("standing", "matched"): Look(BACK, _("Matched by priority")),
    ("standing", "none"): Look(OPEN, _("No bid yet")),
    ("deal", "struck"): Look(HALF, _("To be confirmed")),
    ("deal", "confirmed"): Look(DONE, _("Deal confirmed")),
    ("disclosure", "owed"): Look(HALF, _("To be disclosed")),
    ("disclosure", "published"): Look(SEAL, _("Result disclosed")),
    ("contract", "draft"): Look(OPEN, _("Draft")),
    ("contract", "submitted"): Look(HALF, _("Submitted")),
    ("contract", "accepted"): Look(HALF, _("Accepted")),
    ("contract", "correction"): Look(BACK, _("Correction asked")),
    ("contract", "second_review"): Look(HALF, _("Second review")),
    ("contract", "registered"): Look(SEAL, _("Registered")),
    ("contract", "refused"): Look(STOP, _("Registration refused")),
    ("case", "unclaimed"): Look(OPEN, _("Unclaimed")),
    ("case", "in_hand"): Look(HALF, _("In hand")),
    ("case", "waiting"): Look(BACK, _("Waiting for party")),
    ("case", "closed"): Look(DONE, _("Closed")),
    ("correction", "marked"): Look(OPEN, _("Marked, not yet asked")),
    ("correction", "asked"): Look(BACK, _("Asked")),
    ("correction", "answered"): Look(HALF, _("Answered")),
    ("correction", "closed"): Look(DONE, _("Closed")),
    ("correction", "dropped"): Look(STOP, _("Dropped")),
    ("right", "in_force"): Look(DONE, _("In force")),
    ("right", "applied"): Look(HALF, _("Applied")),
    ("right", "examined"): Look(HALF, _("In examination")),
    ("right", "fee_due"): Look(BACK, _("Fee due")),
    ("right", "lapsed"): Look(STOP, _("Lapsed")),
    ("right", "invalidated"): Look(STOP, _("Invalidated")),
    ("period", "compiling"): Look(HALF, _("Being compiled")),
    ("period", "published"): Look(SEAL, _("Published")),
    ("period", "restated"): Look(SEAL, _("Restated")),
    ("batch", "uploaded"): Look(OPEN, _("To be checked")),
    ("batch", "checked"): Look(HALF, _("Checked")),
    ("batch", "begun"): Look(BACK, _("Partly entered")),
    ("batch", "entered"): Look(DONE, _("Entered")),
    ("batch", "discarded"): Look(STOP, _("Discarded")),
    ("delivery", "queued"): Look(HALF, _("Being sent")),
    ("delivery", "sent"): Look(DONE, _("Mailed")),
    ("delivery", "failed"): Look(FAIL, _("Not sent")),
    ("delivery", "bounced"): Look(BACK, _("Came back")),
    ("delivery", "withheld"): Look(STOP, _("Withheld")),
    ("work", "queued"): Look(OPEN, _("Queued")),
    ("work", "running"): Look(HALF, _("Running")),
    ("work", "done"): Look(DONE, _("Done")),
    ("work", "cancelled"): Look(STOP, _("Cancelled")),
    ("work", "failed"): Look(FAIL, _("Failed")),
}


def look_of(thing: str, state: str) -> Look:
    """How a state of a thing is shown; a state without an entry is a mistake of ours and raises KeyError."""
    return STATES[thing, str(state)]
