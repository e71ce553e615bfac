"""What the public may read of a listed record, on the page and by program: names of natural persons by their family
name (R8-20), existing licences without the licensee, no papers of what was taken back."""

import re
from operator import attrgetter

from django.db.models import QuerySet

from listings.enums import ListingState, Owner
from listings.models import Achievement, Attachment, ExistingLicence, FirstRefusal, Listing, RightShare
from tte.accounts.models import Organisation
from tte.common.formats import family_name
from tte.common.together import fetch_together

INVENTORS = "INV"
OF_AN_ORGANISATION = re.compile(
    r"公司|集团|企业|[厂所院校局社会店部]$|大学|中心|银行|学院|合作社|基金|事务所|工作室"
    r"|\b(?:ltd|limited|llc|inc|corp|corporation|co|company|group|gmbh|ag|plc|sa|bv|kk|university|college|school|institute"
    r"|academy|hospital|centre|center|bank|bureau|foundation|association|society|agency|laborator(?:y|ies)|fund)\b",
    re.IGNORECASE,
)


def is_taken_back(listing: Listing) -> bool:
    """Withdrawn and not listed again: its files and pictures are open to nobody and are not named either."""
    return listing.state == ListingState.WITHDRAWN and not listing.later.exists()


def shown_papers(listing: Listing, *audiences: str) -> QuerySet[Attachment]:
    if is_taken_back(listing):
        return Attachment.objects.none()
    rows = listing.achievement.attachments.filter(audience__in=audiences)
    return rows.select_related("file").order_by("position", "pk")


def fetch_parts(achievement: Achievement) -> None:
    """The small tables of the record at once, for a page that shows all of them."""
    fetch_together(achievement, "ip_rights", "shares", "licences", "first_refusals", "pictures")


def shares_of(achievement: Achievement) -> list[RightShare]:
    return sorted(achievement.shares.all(), key=attrgetter("pk"))


def licences_of(achievement: Achievement) -> list[ExistingLicence]:
    return sorted(achievement.licences.all(), key=attrgetter("pk"))


def first_refusals_of(achievement: Achievement) -> list[FirstRefusal]:
    return sorted(achievement.first_refusals.all(), key=attrgetter("rank", "pk"))


def owner_name(share: RightShare) -> str:
    return family_name(share.name) if share.owner == Owner.PERSON else share.name


def first_taker_name(refusal: FirstRefusal) -> str:
    """An inventor is a natural person; of the others nobody has said what they are."""
    return family_name(refusal.name) if refusal.ground == INVENTORS else party_name(refusal.name, None)


def party_name(typed: str, party: Organisation | None) -> str:
    """A party told by name or number, as everybody may read it: a natural person by the family name (R8-20, R3-60).

    Of whom is not registered here nobody has said what they are: only what reads as an organisation stands in full.
    """
    if party is None:
        return typed if OF_AN_ORGANISATION.search(typed) else family_name(typed)
    name = party.name_zh or party.name_en
    return family_name(name) if party.is_natural_person else name


def intended_buyer_name(listing: Listing) -> str:
    return party_name(listing.intended_buyer_name, listing.intended_buyer) if listing.intended_buyer_name else ""
