from django.db import models
from django.db.models import Q

from listings.enums import Owner
from listings.models.achievement import Achievement
from listings.models.fields import line
from listings.models.takedown import shown_by


class IPRight(models.Model):
    """A right the achievement rests on: type by list 2.3, number checked by R4-20 where it is a patent.

    Its term is counted from the filing, the grant or the first publication, as its type has it (rules 4.3).
    """

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="ip_rights")
    ip_type = models.CharField(max_length=2)
    number = models.CharField(max_length=40, blank=True)
    name = line(300)
    holder = line(200)
    status = line(4)
    filed_on = models.DateField(null=True, blank=True)
    granted_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    objects = shown_by("achievement")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["achievement", "ip_type", "number"], name="right_named_once")]
        indexes = [models.Index(fields=["number"], name="right_number")]

    def __str__(self):
        return f"{self.ip_type} {self.number}"


class ExistingLicence(models.Model):
    """A licence that stands already; it survives an assignment (R3-36)."""

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="licences")
    licensee = models.CharField(max_length=200)
    mode = models.CharField(max_length=2)
    territory = line(4)
    granted_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    note = line(300)

    objects = shown_by("achievement")

    def __str__(self):
        return f"{self.mode} {self.licensee}"


class RightShare(models.Model):
    """One owner's share of the right, in percent; together they are 100 (R3-16). No rows: the holder alone."""

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="shares")
    owner = models.CharField(max_length=20, choices=Owner.choices)
    name = models.CharField(max_length=200)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    consented_on = models.DateField(null=True, blank=True)

    objects = shown_by("achievement")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="share_is_a_part"),
            models.UniqueConstraint(fields=["achievement", "owner", "name"], name="owner_named_once"),
        ]

    def __str__(self):
        return f"{self.name} {self.percent}%"


class FirstRefusal(models.Model):
    """Who may take the result first, on which ground and in which order (R3-52)."""

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="first_refusals")
    name = models.CharField(max_length=200)
    ground = models.CharField(max_length=4)
    rank = models.PositiveSmallIntegerField(default=1)

    objects = shown_by("achievement")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rank__gte=1), name="first_refusal_has_a_rank"),
            models.UniqueConstraint(fields=["achievement", "name"], name="first_refusal_named_once"),
        ]

    def __str__(self):
        return self.name
