import factory

from tests.factories.accounts import MembershipFactory, UserFactory
from tte.accounts.actor import Actor
from tte.lists.models import ColumnChoice, SavedView


class SavedViewFactory(factory.django.DjangoModelFactory):
    """A view of the register, kept by a person in one membership."""

    class Meta:
        model = SavedView

    membership = factory.SubFactory(MembershipFactory)
    user = factory.SelfAttribute("membership.user")
    list_code = "contracts.register"
    name = factory.Sequence(lambda n: f"视图 {n}")


class ColumnChoiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ColumnChoice

    user = factory.SubFactory(UserFactory)
    list_code = "contracts.register"
    columns = factory.LazyFunction(lambda: ["number"])


def kept_view(actor: Actor, **fields) -> SavedView:
    return SavedViewFactory(membership=actor.membership, user=actor.user, **fields)
