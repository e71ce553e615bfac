from django.db import models

from listings.models.achievement import Achievement
from listings.models.takedown import shown_by


class UnitReview(models.Model):
    """A round of an achievement before its own unit: a case from the submission until it is sent to the exchange.

    What the unit returned and gets again stays in its round; what comes back from the exchange begins a new one.
    """

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="unit_reviews")
    case = models.OneToOneField("casework.Case", on_delete=models.PROTECT, related_name="unit_review")
    round = models.PositiveSmallIntegerField()

    objects = shown_by("achievement")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["achievement", "round"], name="unit_review_once_a_round")]

    def __str__(self) -> str:
        return f"{self.achievement_id} {self.round}"
