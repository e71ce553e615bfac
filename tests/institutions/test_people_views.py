import pytest
from django.urls import reverse

from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory, make_actor
from tests.factories.institutions import RecordedOriginFactory
from tests.factories.invitations import InvitationFactory
from tte.accounts.enums import OrganisationKind, OrganisationState, Role
from tte.accounts.models import Membership, Organisation, OrganisationIdentifier

pytestmark = pytest.mark.django_db

REGISTRATION = {
    "kind": "holder",
    "name_zh": "示例大学",
    "name_en": "",
    "party_type": "0221",
    "region_code": "3300",
    "scheme": "uscc",
    "value": "91990000MA0TEXT049",
}


@pytest.fixture
def administrator(client):
    actor = make_actor(role=Role.ADMINISTRATOR)
    client.force_login(actor.user)
    return actor


def test_a_person_registers_an_organisation(client):
    make_actor(role=Role.ADMINISTRATOR)
    person = UserFactory()
    client.force_login(person)
    assert client.post(reverse("institutions:register"), REGISTRATION).url == reverse("institutions:mine")
    assert Membership.objects.get(user=person).organisation.state == OrganisationState.AWAITING


def test_a_wrong_number_is_said_at_its_field(client):
    client.force_login(UserFactory())
    response = client.post(reverse("institutions:register"), REGISTRATION | {"value": "91990000MA0TEXT048"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["value"])


@pytest.mark.parametrize("name", ["members", "organisation", "admit", "end_membership"])
def test_only_administrators_manage_people(client, name):
    actor = make_actor(role=Role.OFFICER, organisation=OrganisationFactory(awaiting=True))
    client.force_login(actor.user)
    args = {"members": [], "end_membership": [actor.membership.pk]}.get(name, [actor.organisation.code])
    assert client.post(reverse(f"institutions:{name}", args=args)).status_code == 403
    assert Organisation.objects.get(pk=actor.organisation.pk).state == OrganisationState.AWAITING


def test_an_administrator_admits_refuses_invites_and_ends(client, administrator):
    organisation = OrganisationFactory(awaiting=True)
    page = reverse("institutions:organisation", args=[organisation.code])
    assert client.post(reverse("institutions:refuse", args=[organisation.code]), {"reason": ""}).status_code == 422
    client.post(reverse("institutions:refuse", args=[organisation.code]), {"reason": "号码不符"})
    client.post(reverse("institutions:admit", args=[organisation.code]))
    assert Organisation.objects.get(pk=organisation.pk).state == OrganisationState.ADMITTED
    person = UserFactory()
    assert client.post(page, {"email": person.email, "role": Role.OFFICER}).url == page
    membership = Membership.objects.get(organisation=organisation)
    client.post(reverse("institutions:end_membership", args=[membership.pk]))
    membership.refresh_from_db()
    assert membership.ended_by == administrator.user
    assert client.get(page).status_code == 200


def test_a_second_admission_is_answered_with_409(client, administrator):
    organisation = OrganisationFactory()
    assert client.post(reverse("institutions:admit", args=[organisation.code])).status_code == 409


def test_an_invitation_is_accepted_by_its_person_only(client):
    invitation = InvitationFactory(email="guest@example.org")
    client.force_login(UserFactory())
    accept = reverse("institutions:accept_invitation", args=[invitation.pk])
    assert client.post(accept).status_code == 404
    client.force_login(UserFactory(email="guest@example.org"))
    assert "接受" in client.get(reverse("institutions:mine")).text
    assert client.post(accept).url == reverse("institutions:mine")
    assert Membership.objects.get().organisation == invitation.organisation


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_number_of_queries(client, administrator, count, django_assert_num_queries):
    shown = OrganisationFactory(kind=OrganisationKind.HOLDER)
    MembershipFactory.create_batch(count, organisation=shown)
    InvitationFactory.create_batch(count, organisation=shown)
    for address, queries in (("institutions:members", 11), ("institutions:organisation", 10)):
        args = [shown.code] if address.endswith(":organisation") else []
        client.get(reverse(address, args=args))
        with django_assert_num_queries(queries):
            assert client.get(reverse(address, args=args)).status_code == 200


def test_every_organisation_is_found_by_name_or_number_also_those_of_a_file(client, administrator):
    acting, waiting = OrganisationFactory(name_zh="云麓大学"), OrganisationFactory(awaiting=True)
    known = OrganisationFactory(state=OrganisationState.RECORDED, name_zh="青山研究所", name_en="Qingshan Institute")
    OrganisationIdentifier.objects.create(organisation=known, scheme="foreign", value="QS-77")
    RecordedOriginFactory(organisation=known)

    def shown(**asked):
        answer = client.get(reverse("institutions:members"), asked)
        return {line.organisation.pk for line in answer.context["list"].objects}

    usual = shown()
    assert {acting.pk, waiting.pk} <= usual
    assert known.pk not in usual
    assert shown(view="awaiting") == {waiting.pk}
    assert (
        shown(view="all", q="qs-77") == shown(view="all", q="qingshan") == shown(view="all", by_file="on") == {known.pk}
    )
    assert shown(view="all", kind=acting.kind, q="云麓") == {acting.pk}


def test_the_list_of_organisations_leads_to_its_import(client, administrator):
    page = client.get(reverse("institutions:members")).text
    assert reverse("imports:new", args=["organisations"]) in page
    file = client.get(reverse("lists:export", args=["institutions.organisations"]), {"form": "csv"})
    assert administrator.organisation.name_zh in b"".join(file.streaming_content).decode()
