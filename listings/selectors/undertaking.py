"""The seller's undertakings as they were given for a listing."""

from django.db.models import QuerySet

from listings.models import Listing, UndertakingAcceptance


def undertakings_of(listing: Listing) -> QuerySet[UndertakingAcceptance]:
    """Oldest first. For the first listing they were given when its achievement was sent to the exchange; each listing
    that follows another has its own (R3-34)."""
    own = listing if listing.previous_id else None
    given = UndertakingAcceptance.objects.filter(achievement=listing.achievement_id, listing=own)
    return given.select_related("accepted_by", "organisation").order_by("pk")
