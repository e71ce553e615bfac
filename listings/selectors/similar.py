"""What the public can find that is like a title or a listing: the engine names it, PostgreSQL says what is shown."""

from listings.enums import ListingState
from listings.models import Listing
from listings.selectors.search import shown_listings, shown_records
from tte.common.languages import own_language
from tte.search.queries import SearchUnavailable, alike, search

KINDS = ("listing", "catalogue")
MOST = 5
SHORTEST = 4
ON_OFFER = (ListingState.IN_NOTICE, ListingState.QUALIFYING, ListingState.BIDDING, ListingState.NEGOTIATING)
BESIDE = 4


def similar(title: str) -> list[dict]:
    """Listings first, then catalogue records, at most five; `kind` says which. A title of a few signs finds nothing."""
    if len(title.strip()) < SHORTEST:
        return []
    language = own_language()
    try:
        found = [(kind, search(title, kind=kind, limit=MOST, language=language).pks) for kind in KINDS]
    except SearchUnavailable:
        return []
    shown = {"listing": shown_listings, "catalogue": shown_records}
    rows = [row | {"kind": kind} for kind, keys in found for row in shown[kind](keys)]
    return rows[:MOST]


def similar_listings(listing: Listing, language: str) -> list[dict]:
    """Other listings still on offer: of the same field first, then by the words of titles and keywords."""
    one = listing.achievement
    words = " ".join((one.title_zh, one.title_en, one.keywords_zh, one.keywords_en))
    try:
        keys = alike(
            words,
            kind="listing",
            filters={"state": ON_OFFER},
            prefer={"field": [one.field]} if one.field else {},
            leave_out=[listing.pk],
            limit=BESIDE + 2,
            language=language,
        )
    except SearchUnavailable:
        return []
    return [row for row in shown_listings(keys) if row["state"] in ON_OFFER][:BESIDE]
