from listings.models.achievement import Achievement, Attachment, IPRight, SecrecyDeclaration, TitleKey
from listings.models.auction import Admission, Auction, BidDecision, BidIntake
from listings.models.catalogue import CatalogueBatch, CatalogueEntry
from listings.models.deal import Deal, Disclosure
from listings.models.intent import DepositEntry, Intent
from listings.models.listing import Listing
from listings.models.offer import Offer

__all__ = [
    "Achievement",
    "Admission",
    "Attachment",
    "Auction",
    "BidDecision",
    "BidIntake",
    "CatalogueBatch",
    "CatalogueEntry",
    "Deal",
    "DepositEntry",
    "Disclosure",
    "IPRight",
    "Intent",
    "Listing",
    "Offer",
    "SecrecyDeclaration",
    "TitleKey",
]
