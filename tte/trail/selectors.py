from django.db import models
from django.db.models import QuerySet

from tte.trail.models import Event


def events_of(subject: models.Model) -> QuerySet[Event]:
    """The trail of one thing, oldest first."""
    return Event.objects.filter(subject_type=subject._meta.label_lower, subject_key=subject.pk).order_by("at", "pk")
