"""What the public can find that is like a title: the search engine's answer, fetched where only public rows are."""

from django.utils.translation import get_language

from listings.selectors.search import shown_listings, shown_records
from tte.search.queries import SearchUnavailable, search

KINDS = ("listing", "catalogue")
MOST = 5
SHORTEST = 4


def similar(title: str) -> list[dict]:
    """Listings first, then catalogue records, at most five; `kind` says which. A title of a few signs finds nothing."""
    if len(title.strip()) < SHORTEST:
        return []
    language = (get_language() or "zh")[:2]
    try:
        found = [(kind, search(title, kind=kind, limit=MOST, language=language).pks) for kind in KINDS]
    except SearchUnavailable:
        return []
    shown = {"listing": shown_listings, "catalogue": shown_records}
    rows = [row | {"kind": kind} for kind, keys in found for row in shown[kind](keys)]
    return rows[:MOST]
