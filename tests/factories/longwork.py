import factory
from django.core.files.base import ContentFile

from tests.factories.accounts import MembershipFactory, UserFactory
from tests.tte.longwork.kinds import LETTERS
from tte.accounts.actor import Actor
from tte.common.clock import now
from tte.longwork.enums import WorkState
from tte.longwork.models import Cancellation, Recall, Work


class WorkFactory(factory.django.DjangoModelFactory):
    """A waiting work of a person acting for one organisation."""

    class Meta:
        model = Work

    kind = LETTERS
    title = factory.LazyFunction(lambda: {"zh": "写信", "en": "Writing letters"})
    membership = factory.SubFactory(MembershipFactory)
    asked_by = factory.SelfAttribute("membership.user")


class RecallFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recall

    about = "TD26-00001"


class CancellationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cancellation

    work = factory.SubFactory(WorkFactory)
    asked_by = factory.SubFactory(UserFactory)


def make_works(actor: Actor) -> dict[str, Work]:
    """A waiting, a failed and a finished work of the actor; the finished one has a file."""
    given = {"membership": actor.membership, "arguments": {"count": 1}}
    ended = {**given, "ended_at": now()}
    return {
        "waiting": WorkFactory(**given),
        "failed": WorkFactory(state=WorkState.FAILED, **ended),
        "done": WorkFactory(
            state=WorkState.DONE,
            result=ContentFile(b"letters", "letters.txt"),
            result_name="letters.txt",
            result_type="text/plain",
            result_size=7,
            result_until=now(),
            **ended,
        ),
    }
