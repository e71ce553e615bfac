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
