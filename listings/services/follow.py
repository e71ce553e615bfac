"""People follow listings, and are told what becomes of them."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from listings.models import Follow, Listing
from listings.notices.supply import title_values
from listings.selectors.follow import followers_of
from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.notices.kinds import NoticeKind
from tte.notices.services import notify


def follow_listing(*, listing: Listing, by: Actor) -> Follow:
    """Follow it; a second time changes nothing."""
    return Follow.objects.get_or_create(listing=listing, person=by.user)[0]


def unfollow_listing(*, listing: Listing, by: Actor) -> int:
    """Follow it no more; a second time changes nothing."""
    return Follow.objects.filter(listing=listing, person=by.user).delete()[0]


@transaction.atomic
def carry_follows(*, listing: Listing, to: Listing, by: Actor) -> int:
    """Whoever follows a listing follows the one that comes after it."""
    people = followers_of(listing).values_list("pk", flat=True)
    rows = [Follow(listing=to, person_id=pk) for pk in people]
    return len(Follow.objects.bulk_create(rows, ignore_conflicts=True))


def tell_followers(
    *,
    listing: Listing,
    kind: NoticeKind,
    subject: models.Model,
    url: str,
    but: Iterable[User] = (),
    **said: Any,
) -> int:
    """Owe a notice to whoever follows the listing and is not told in another way; in the caller's transaction."""
    said |= {"title": title_values(listing.achievement), "listing": listing.code}
    return notify(kind, followers_of(listing, but=but), subject=subject, url=url, **said)
