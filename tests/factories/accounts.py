"""Organisations and people. `make_actor` gives a person acting in a role; the organisation's kind follows the role."""

import factory
from allauth.account.models import EmailAddress
from django.test import Client

from tte.accounts.actor import Actor
from tte.accounts.enums import IdentifierScheme, OrganisationKind, OrganisationState, Role
from tte.accounts.middleware import ACTING_AS
from tte.accounts.models import ApiToken, Membership, Organisation, OrganisationIdentifier, User

PASSWORD = "a-long-enough-phrase-7"

KIND_OF_ROLE = {
    Role.RESEARCHER: OrganisationKind.HOLDER,
    Role.OFFICER: OrganisationKind.HOLDER,
    Role.AGENT: OrganisationKind.ENTERPRISE,
    Role.AUDITOR: OrganisationKind.EXCHANGE,
    Role.HEAD: OrganisationKind.EXCHANGE,
    Role.FINANCE: OrganisationKind.EXCHANGE,
    Role.EXPERT: OrganisationKind.EXCHANGE,
    Role.BROKER: OrganisationKind.TRANSFER,
    Role.REGISTRAR: OrganisationKind.AGENCY,
    Role.REVIEWER: OrganisationKind.AGENCY,
    Role.INSPECTOR: OrganisationKind.AGENCY,
    Role.STATISTICIAN: OrganisationKind.AGENCY,
    Role.ADMINISTRATOR: OrganisationKind.OPERATOR,
}
PARTY_TYPES = {OrganisationKind.HOLDER: "0221", OrganisationKind.ENTERPRISE: "160"}


class UserFactory(factory.django.DjangoModelFactory):
    """An account with a verified e-mail; its password is PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"沈 {n}")
    language = "zh-hans"
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def verified(self, create: bool, extracted: bool | None, **kwargs: object) -> None:
        if create and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class OrganisationFactory(factory.django.DjangoModelFactory):
    """An admitted organisation; `awaiting` for one that is not yet."""

    class Meta:
        model = Organisation

    class Params:
        awaiting = factory.Trait(state=OrganisationState.AWAITING)

    code = factory.Sequence(lambda n: f"test-org-{n}")
    kind = OrganisationKind.HOLDER
    name_zh = factory.Sequence(lambda n: f"江洲大学 {n}")
    name_en = factory.Sequence(lambda n: f"Jiangzhou University {n}")
    party_type = factory.LazyAttribute(lambda row: PARTY_TYPES.get(row.kind, "0241"))
    region_code = "3300"


class OrganisationIdentifierFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganisationIdentifier

    organisation = factory.SubFactory(OrganisationFactory)
    scheme = IdentifierScheme.FOREIGN
    value = factory.Sequence(lambda n: f"HRB {n:06d}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = Role.OFFICER
    organisation = factory.SubFactory(
        OrganisationFactory, kind=factory.LazyAttribute(lambda row: KIND_OF_ROLE[row.factory_parent.role])
    )


class ApiTokenFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApiToken

    membership = factory.SubFactory(MembershipFactory)
    label = "script"
    digest = factory.Sequence(lambda n: f"{n:064x}")


def make_actor(*, role: Role, organisation: Organisation | None = None, user: User | None = None) -> Actor:
    """A person acting in `role`, in `organisation` or in a new one of the fitting kind."""
    given = {"organisation": organisation} if organisation else {}
    membership = MembershipFactory(role=role, **given, **({"user": user} if user else {}))
    return Actor(membership.user, membership)


def sign_in(client: Client, actor: Actor) -> Client:
    """The browser of a person who acts through this membership from now on."""
    client.force_login(actor.user)
    session = client.session
    session[ACTING_AS] = actor.acting_as.pk
    session.save()
    return client
