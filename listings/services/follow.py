"""People follow listings, and are told what becomes of them."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models, transaction

from listings.models import Achievement, Follow, Listing, Telling
from listings.notices.supply import title_values
from listings.selectors.follow import followers_of, followers_to_tell
from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.common.clock import now
from tte.common.jobs import defer
from tte.notices.kinds import KINDS, NoticeKind
from tte.notices.services import notify
from tte.notices.wording import kept

PART = 1000  # followers told in one transaction


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


def owe_followers(
    *, listing: Listing, kind: NoticeKind, subject: models.Model, url: str, but: Iterable[User] = (), **said: Any
) -> None:
    """Owe a notice to whoever follows the listing and is not told in another way: one row in the caller's transaction.

    The caller holds the lock of the listing; thousands of followers are told after the commit, by a worker.
    """
    if not listing.follows.exists():
        return
    said |= {"title": title_values(listing.achievement), "listing": listing.code}
    telling, _made = Telling.objects.get_or_create(
        kind=kind.code,
        subject_type=subject._meta.label_lower,
        subject_key=subject.pk,
        defaults={
            "listing": listing,
            "url": url,
            "context": {name: kept(value) for name, value in said.items()},
            "but": sorted(person.pk for person in but),
        },
    )
    defer("listings.tell_followers", telling_id=telling.pk)


def tell_followers(*, telling_id: int) -> int:
    """Tell them, a part at a time, and return how many.

    Each part is a transaction with the mark of how far it came: a worker that is killed is followed by another, and
    nobody is told twice or not at all.
    """
    told = 0
    while part := _tell_part(telling_id):
        told += part
    return told


@transaction.atomic
def _tell_part(telling_id: int) -> int:
    """The achievement is locked: a takedown comes before the part, which then tells nothing, or after it, and withholds
    what it told."""
    shown = Achievement.objects.select_for_update(of=("self",), no_key=True).filter(listings__tellings=telling_id)
    owed = Telling.objects.select_for_update(of=("self",), no_key=True).filter(pk=telling_id, told_at=None)
    telling = owed.first() if shown.first() is not None else None
    if telling is None:
        return 0
    people = list(followers_to_tell(telling)[:PART])
    subject = apps.get_model(telling.subject_type)(pk=telling.subject_key)
    notify(KINDS[telling.kind], people, subject=subject, url=telling.url, **telling.context)
    if len(people) < PART:
        telling.told_at = now()
    telling.told_to = people[-1].pk if people else telling.told_to
    telling.save(update_fields=["told_to", "told_at"])
    return len(people)
