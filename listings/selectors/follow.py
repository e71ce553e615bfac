"""Who follows a listing, and what a person follows."""

from collections.abc import Iterable

from django.db.models import QuerySet

from listings.models import Follow, Listing
from tte.accounts.actor import Actor
from tte.accounts.models import User


def followers_of(listing: Listing, *, but: Iterable[User] = ()) -> QuerySet[User]:
    """Whoever follows it, without those who are told in another way."""
    told = [person.pk for person in but]
    return User.objects.filter(follows__listing=listing, is_active=True).exclude(pk__in=told).order_by("pk")


def follows(person: User, listing: Listing) -> bool:
    return Follow.objects.filter(person=person, listing=listing).exists()


def followed_by(actor: Actor) -> QuerySet[Follow]:
    return Follow.objects.filter(person=actor.user).select_related("listing__achievement", "listing__holder")
