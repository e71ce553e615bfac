from django.db import models
from django.utils.translation import gettext_lazy as _


class AchievementState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Unit review")
    IN_AUDIT = "in_audit", _("Under audit")
    CORRECTION = "correction", _("Correction asked")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    IMPORTED = "imported", _("Import under review")
    CATALOGUED = "catalogued", _("Catalogue record")


BEFORE_THE_EXCHANGE = (AchievementState.IN_AUDIT, AchievementState.CORRECTION)
# On their way or listed: nobody writes in the form.
CLOSED_RECORDS = (AchievementState.SUBMITTED, AchievementState.IN_AUDIT, AchievementState.APPROVED)
UNIT_REVIEW = "unit_review"
LISTING_AUDIT = "listing_audit"
CATALOGUE_AUDIT = "catalogue_audit"
CATALOGUE_RECORD = "catalogue_record"  # no case: what is asked of each record of an import
LISTING_SECOND_LOOK = "listing_second_look"


class CatalogueBatchState(models.TextChoices):
    ENTERING = "entering", _("Being entered")
    IN_AUDIT = "in_audit", _("Under audit")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    KEPT = "kept", _("Kept as drafts")


class SecrecyLevel(models.TextChoices):
    """What the declaration says. Anything but public is a hard stop: nothing else is asked or stored (R8-01)."""

    PUBLIC = "public", _("Public")


class AskedSecrecyLevel(models.TextChoices):
    """The levels the first question offers. Only the first of them opens the exchange; the others are never stored."""

    PUBLIC = "public", _("Public: reviewed, no secret of any level")
    INTERNAL = "internal", _("Internal: a work secret or not for publication")
    SECRET = "secret", _("Secret (at most 10 years)")
    CONFIDENTIAL = "confidential", _("Confidential (at most 20 years)")
    TOP_SECRET = "top_secret", _("Top secret (at most 30 years)")
    UNREVIEWED = "unreviewed", _("Not yet reviewed")


class AuditConclusion(models.TextChoices):
    APPROVE = "approve", _("Approve the listing")
    ASK_CORRECTION = "ask_correction", _("Ask for a correction")
    REFUSE = "refuse", _("Refuse the listing")


class AuditStep(models.TextChoices):
    """One person audits; where the price is high a second one does, whose word lists it."""

    AUDIT = "audit", _("Audit")
    SECOND = "second", _("Second person")


class UnitConclusion(models.TextChoices):
    FORWARD = "forward", _("Sent to the exchange")
    RETURN = "return", _("Returned to the author")


PROPOSE = "propose"
SECOND_PERSON = "second_person"


class RecordedAs(models.TextChoices):
    """What the rows of an import become."""

    CATALOGUE = "catalogue", _("Catalogue records: public after the exchange has agreed, not for trade until completed")
    DRAFT = "draft", _("Drafts: seen by the institution alone, each submitted when it is complete")


class RecordLanguage(models.TextChoices):
    AS_WRITTEN = "auto", _("As each text is written")
    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")


class BatchConclusion(models.TextChoices):
    APPROVE = "approve", _("Publish the records in the catalogue")
    REFUSE = "refuse", _("Refuse the import")


class Regime(models.TextChoices):
    """Under which rules the notice runs (R3-30). An auctioneer's sale is run outside; here its notice is published."""

    NEGOTIATED = "NEG", _("Negotiated price, in publicity")
    PUBLIC_INSTITUTION = "LIST-PUB", _("Listing by a public institution")
    STATE_ENTERPRISE = "LIST-SOE", _("Listing by a state enterprise")
    PRIVATE = "LIST-PRIV", _("Listing by a private holder")
    AUCTION = "AUCTION", _("Sale run by a licensed auctioneer")


class RightOffered(models.TextChoices):
    TRANSFER = "transfer", _("Transfer")
    EXCLUSIVE = "E", _("Exclusive licence")
    SOLE = "S", _("Sole licence")
    ORDINARY = "O", _("Ordinary licence")


class ListingState(models.TextChoices):
    """S3 onwards of rules 3.3; disclosure is a life cycle of its own (R3-29)."""

    IN_NOTICE = "in_notice", _("In notice")
    SUSPENDED = "suspended", _("Suspended")
    QUALIFYING = "qualifying", _("Qualification")
    BIDDING = "bidding", _("Bidding open")
    NEGOTIATING = "negotiating", _("In negotiation")
    SOLD = "sold", _("Deal confirmed")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Listing withdrawn")
    TERMINATED = "terminated", _("Terminated")


class IntentState(models.TextChoices):
    DEPOSIT_DUE = "deposit_due", _("Deposit due")
    DEPOSIT_RECEIVED = "deposit_received", _("Being checked")
    QUALIFIED = "qualified", _("Qualified")
    NOT_QUALIFIED = "not_qualified", _("Not qualified")


class DepositKind(models.TextChoices):
    """Lines of the deposit record; every line is a fact, the balance is their sum."""

    RECEIVED = "received", _("Received")
    RETURNED = "returned", _("Returned")
    OFFSET = "offset", _("Offset against the price")


class AuctionState(models.TextChoices):
    SCHEDULED = "scheduled", _("Not yet open")
    OPEN = "open", _("Bidding open")
    SUSPENDED = "suspended", _("Suspended")
    SOLD = "sold", _("Sold")
    UNSOLD = "unsold", _("Not sold")
    CANCELLED = "cancelled", _("Called off")


class DealMode(models.TextChoices):
    BIDDING = "bidding", _("Online bidding")
    NEGOTIATION = "negotiation", _("Negotiation with a sole bidder")
    AUCTION = "auction", _("Sale run by a licensed auctioneer")


class DealStage(models.TextChoices):
    """No column: a deal is confirmed once somebody has confirmed it."""

    STRUCK = "struck", _("To be confirmed")
    CONFIRMED = "confirmed", _("Deal confirmed")


class DisclosureState(models.TextChoices):
    OWED = "owed", _("To be disclosed")
    PUBLISHED = "published", _("Result disclosed")


class AttachmentAudience(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    CONFIDENTIAL = "confidential", _("Enterprises with a signed confidentiality agreement, in the data room")
    AUDITORS = "auditors", _("Auditors only")


class Evidence(models.TextChoices):
    """What an attachment bears out, besides describing."""

    MATURITY = "maturity", _("The maturity level")
    RIGHT = "right", _("The rights")
    PRICE = "price", _("The basis of the price")
    CONSENT = "consent", _("The consent of the other owners")
    FUNDING = "funding", _("The funding")
    APPROVAL = "approval", _("The approval of the department in charge")


class Owner(models.TextChoices):
    """Whose share of the right it is."""

    HOLDER = "holder", _("The holder")
    UNIT = "unit", _("Another unit")
    PERSON = "person", _("A person")


# --- the notice and what may happen to it

OBJECTION_CASE = "objection"
ENDED_LISTINGS = (ListingState.EXPIRED, ListingState.WITHDRAWN, ListingState.TERMINATED)


class AnnouncementKind(models.TextChoices):
    """What the exchange announces about a listing after its publication."""

    SUSPENDED = "suspended", _("Suspended")
    RESUMED = "resumed", _("Resumed")
    TERMINATED = "terminated", _("Terminated")
    WITHDRAWN = "withdrawn", _("Withdrawn by the seller")
    EXTENDED = "extended", _("Notice extended")
    CHANGED = "changed", _("Terms changed, notice begun again")
    RELISTED = "relisted", _("Listed again")
    OBJECTION = "objection", _("Objection decided")
    SALE = "sale", _("Result of the auctioneer's sale")


class ProposalKind(models.TextChoices):
    """What a seller asks and the exchange decides."""

    SUSPENSION = "suspension", _("Suspend the listing")
    CHANGE = "change", _("Change the terms and begin the notice again")
    WITHDRAWAL = "withdrawal", _("Withdraw the listing")
    RELISTING = "relisting", _("List it again")


class ProposalState(models.TextChoices):
    ASKED = "asked", _("Waiting for the exchange")
    GRANTED = "granted", _("Granted")
    DECLINED = "declined", _("Declined")


class SaleResult(models.TextChoices):
    SOLD = "sold", _("Sold")
    UNSOLD = "unsold", _("Not sold")


class ObjectionAgainst(models.TextChoices):
    NOTICE = "notice", _("the notice of a listing")
    RESULT = "result", _("a disclosed result")
    PUBLICITY = "publicity", _("its being public")


class ObjectionState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Address to be confirmed")
    LODGED = "lodged", _("Lodged")
    EXAMINED = "examined", _("Under examination")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Dismissed")
    TURNED_AWAY = "turned_away", _("Not admitted")
    WITHDRAWN = "withdrawn", _("Withdrawn by the objector")


class ObjectionLetterKind(models.TextChoices):
    """What a letter to the objector says."""

    CONFIRM = "confirm", _("Asks to confirm the address")
    LODGED = "lodged", _("Says that it is lodged")
    PAPERS = "papers", _("Asks for documents")
    ADMITTED = "admitted", _("Says that it is admitted")
    CONCLUDED = "concluded", _("Says that it is concluded")
    RESTING = "resting", _("Says that its case is on hold")
    GOES_ON = "goes_on", _("Says that its case goes on")


class ObjectionConclusion(models.TextChoices):
    """What the exchange concludes: first whether it examines, then what it found."""

    ADMIT = "admit", _("Admit it: the procedure stops")
    TURN_AWAY = "turn_away", _("Do not admit it")
    UPHOLD = "uphold", _("Uphold it: the listing ends")
    DISMISS = "dismiss", _("Dismiss it: the procedure goes on")


class RoomOpening(models.TextChoices):
    """What opens a data room to an enterprise that asked."""

    DECISION = "decision", _("Our officer decides after the signature")
    SIGNATURE = "signature", _("The signature opens it at once")


class RoomAccessState(models.TextChoices):
    ASKED = "asked", _("Agreement to be signed")
    SIGNED = "signed", _("Waiting for the holder")
    GRANTED = "granted", _("Open to read")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Access withdrawn")


class RoomShut(models.TextChoices):
    """What keeps a room shut beside the state of the access."""

    ENDED = "ended", _("Ended")
    GATE = "gate", _("Waiting for the export gate")


class TakedownState(models.TextChoices):
    STANDING = "standing", _("Taken down")
    REINSTATED = "reinstated", _("Shown again")


class TakedownWordKind(models.TextChoices):
    """What the holder of something taken down writes, and the exchange's answer to it."""

    CONTEST = "contest", _("It should not have been taken down")
    MEND = "mend", _("We offer to correct it")
    ASK = "ask", _("We have a question")
    ANSWER = "answer", _("Answer of the exchange")


class RoomAct(models.TextChoices):
    """What is logged of a data room."""

    VIEW = "view", _("Room viewed")
    DOWNLOAD = "download", _("File downloaded")


class QuestionAudience(models.TextChoices):
    """Who reads a question and its answer."""

    PUBLIC = "public", _("Everybody, together with the answer")
    PRIVATE = "private", _("The holder alone")


class QuestionState(models.TextChoices):
    ASKED = "asked", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Declined by the holder")
    WITHDRAWN = "withdrawn", _("Withdrawn by the asker")
    STOPPED = "stopped", _("Stopped by the exchange")


class KinReason(models.TextChoices):
    """By what a record is known to say the same as another."""

    COPY = "copy", _("One is a copy of the other")
    RIGHT = "right", _("The same right")
    TITLE = "title", _("The same title")
    TEXT = "text", _("Much the same text")


# Of the reasons for a takedown those that rest on an order or a duty of law: the public address says so (451).
LEGAL_REASONS = ("D1", "D2", "D3")
# The grounds of a suspension that an admitted objection and a takedown set; the latter nobody chooses.
OBJECTION_ADMITTED_GROUND = "G1"
TAKEDOWN_GROUND = "G8"
# The ground of the end of a listing whose objection was right.
OBJECTION_UPHELD_GROUND = "Z2"
