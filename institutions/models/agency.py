from django.db import models


class Agency(models.Model):
    """A registration agency of one region (R1-11); region code and point stand in its numbers (R1-34)."""

    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="agency")
    region_code = models.CharField(max_length=4)
    point = models.CharField(max_length=2)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "point"], name="agency_point_once_per_region"),
        ]

    def __str__(self):
        return str(self.organisation)
