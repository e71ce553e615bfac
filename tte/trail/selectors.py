from django.db import models
from django.db.models import Q, QuerySet

from tte.trail.models import Event


def events_of(*subjects: models.Model) -> QuerySet[Event]:
    """The trail of one thing, or of several together, oldest first."""
    about = Q()
    for subject in subjects:
        about |= Q(subject_type=subject._meta.label_lower, subject_key=subject.pk)
    return Event.objects.filter(about).order_by("at", "pk")
