from listings.models.achievement import Achievement, SecrecyDeclaration, TitleKey
from listings.models.announcement import Announcement, Proposal
from listings.models.attachment import Attachment, Picture
from listings.models.auction import Admission, Auction, BidDecision, BidIntake
from listings.models.catalogue import BatchCheck, CatalogueBatch, CatalogueEntry, RecordFinding
from listings.models.charge import WithdrawalCharge
from listings.models.data_room import DataRoom, ExportDecision, RoomAccess, RoomEntry, RoomSignature
from listings.models.deal import Deal, Disclosure
from listings.models.follow import Follow, Telling
from listings.models.intent import DepositEntry, Intent
from listings.models.listing import Listing, Suspension
from listings.models.notice_plan import NoticePlan, OutsideSale, UndertakingAcceptance
from listings.models.objection import Objection, ObjectionFile, ObjectionLetter
from listings.models.offer import Offer
from listings.models.question import ContactBlock, Message, Question, QuestionReading, QuestionReport
from listings.models.right import ExistingLicence, FirstRefusal, IPRight, RightShare
from listings.models.takedown import (
    Takedown,
    TakedownEvidence,
    TakedownFile,
    TakedownReport,
    TakedownWord,
)
from listings.models.unit_review import UnitReview
from listings.models.version import Version

__all__ = [
    "Achievement",
    "Admission",
    "Announcement",
    "Attachment",
    "Auction",
    "BatchCheck",
    "BidDecision",
    "BidIntake",
    "CatalogueBatch",
    "CatalogueEntry",
    "ContactBlock",
    "DataRoom",
    "Deal",
    "DepositEntry",
    "Disclosure",
    "ExistingLicence",
    "ExportDecision",
    "FirstRefusal",
    "Follow",
    "IPRight",
    "Intent",
    "Listing",
    "Message",
    "NoticePlan",
    "Objection",
    "ObjectionFile",
    "ObjectionLetter",
    "Offer",
    "OutsideSale",
    "Picture",
    "Proposal",
    "Question",
    "QuestionReading",
    "QuestionReport",
    "RecordFinding",
    "RightShare",
    "RoomAccess",
    "RoomEntry",
    "RoomSignature",
    "SecrecyDeclaration",
    "Suspension",
    "Takedown",
    "TakedownEvidence",
    "TakedownFile",
    "TakedownReport",
    "TakedownWord",
    "Telling",
    "TitleKey",
    "UndertakingAcceptance",
    "UnitReview",
    "Version",
    "WithdrawalCharge",
]
