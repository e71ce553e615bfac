"""Who follows a listing, and what a person follows."""

from django.db.models import QuerySet

from listings.models import Follow, Listing, Telling
from tte.accounts.actor import Actor
from tte.accounts.models import User


def followers_of(listing: Listing) -> QuerySet[User]:
    return User.objects.filter(follows__listing=listing, is_active=True).order_by("pk")


def followers_to_tell(telling: Telling) -> QuerySet[User]:
    """Those who followed it when it was owed and are not told yet, nor in another way."""
    follows = Follow.objects.filter(listing=telling.listing_id, followed_at__lte=telling.owed_at)
    people = User.objects.filter(pk__in=follows.values("person"), pk__gt=telling.told_to, is_active=True)
    return people.exclude(pk__in=telling.but).order_by("pk")


def owed_tellings() -> QuerySet[Telling]:
    return Telling.objects.filter(told_at=None).order_by("pk")


def follows(person: User, listing: Listing) -> bool:
    return Follow.objects.filter(person=person, listing=listing).exists()


def followed_by(actor: Actor) -> QuerySet[Follow]:
    return Follow.objects.filter(person=actor.user).select_related("listing__achievement", "listing__holder")
