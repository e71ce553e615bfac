import factory

from tte.trail.models import Event


class EventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Event

    kind = "achievement.submit"
    subject_type = "listings.achievement"
    subject_key = factory.Sequence(int)
