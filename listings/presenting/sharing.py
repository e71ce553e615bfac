"""How a listing is passed on: one stable address, its QR code for the printed sheet, what other machines read of it.

Structured data are attributes of the page itself (microdata): the policy against inline script holds without an
exception, and machines are told nothing that readers do not see.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from listings.enums import ListingState
from listings.models import Listing
from listings.presenting.matter import Shot
from listings.presenting.qr import qr_code
from tte.common.languages import spoken_language

AVAILABLE = {
    ListingState.IN_NOTICE: "InStock",
    ListingState.SUSPENDED: "OutOfStock",
    ListingState.QUALIFYING: "LimitedAvailability",
    ListingState.BIDDING: "LimitedAvailability",
    ListingState.NEGOTIATING: "LimitedAvailability",
    ListingState.SOLD: "SoldOut",
    ListingState.EXPIRED: "Discontinued",
    ListingState.WITHDRAWN: "Discontinued",
    ListingState.TERMINATED: "Discontinued",
}


@dataclass(frozen=True)
class Sharing:
    """`picture` is empty where the cover is drawn; `availability` is a term of schema.org."""

    address: str
    qr: SafeString
    picture: str
    picture_words: str
    availability: str


def sharing_of(listing: Listing, title: str, cover: Shot | None) -> Sharing:
    address = settings.TTE_BASE_URL + reverse("listings:listing", args=[listing.code])
    picture = settings.TTE_BASE_URL + reverse("listings:picture", args=[cover.picture.pk]) if cover else ""
    return Sharing(
        address=address,
        qr=_drawn(address, spoken_language()),
        picture=picture,
        picture_words=cover.alt if cover else title,
        availability=f"https://schema.org/{AVAILABLE[ListingState(listing.state)]}",
    )


@lru_cache(maxsize=512)
def _drawn(address: str, _language: str) -> SafeString:
    """A code is drawn once for each address; its words are of the language."""
    return qr_code(address)
