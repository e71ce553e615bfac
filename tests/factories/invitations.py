import factory

from institutions.models import Invitation
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.notices import LetterFactory
from tte.accounts.enums import Role


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda n: f"guest{n}@example.org")
    role = Role.RESEARCHER
    language = "zh-hans"
    delivery = factory.SubFactory(LetterFactory, address=factory.SelfAttribute("..email"))
    invited_by = factory.SubFactory(UserFactory)
