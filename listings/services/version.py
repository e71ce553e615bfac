from django.db import transaction
from django.db.models import Max

from listings.models import Achievement, Version
from listings.selectors.record import content_of
from tte.accounts.actor import Actor


@transaction.atomic
def keep_version(*, achievement: Achievement, by: Actor) -> Version:
    """The record as it is handed in, whole and for good. The caller has locked the achievement."""
    last = achievement.versions.aggregate(last=Max("number"))["last"] or 0
    return achievement.versions.create(number=last + 1, content=content_of(achievement), handed_in_by=by.user)
