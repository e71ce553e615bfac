from django.conf import settings
from django.db import models

from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class Follow(models.Model):
    """A person who wants to hear what becomes of a listing. It is the person's own and nobody else sees it."""

    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="follows")
    followed_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("listing", "achievement")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "person"], name="followed_once")]
        indexes = [models.Index(fields=["person", "-followed_at"])]

    def __str__(self):
        return f"{self.listing_id} {self.person_id}"


class Telling(models.Model):
    """What the followers of a listing are owed to hear. It is written with the act; a worker tells them after it.

    `told_to` is the last follower who was told, in the order of their keys; `but` are people told in another way.
    """

    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="tellings")
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_key = models.PositiveBigIntegerField()
    url = models.CharField(max_length=300)
    context = models.JSONField()
    but = models.JSONField(default=list)
    told_to = models.PositiveBigIntegerField(default=0)
    owed_at = models.DateTimeField(db_default=ClockTimestamp())
    told_at = models.DateTimeField(null=True)

    objects = shown_by("listing", "achievement")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_type", "subject_key"], name="telling_once"),
        ]
        indexes = [models.Index(fields=["id"], condition=models.Q(told_at=None), name="telling_owed")]

    def __str__(self):
        return f"{self.kind} {self.listing_id}"
