from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories.accounts import make_actor
from tte.accounts.enums import Role

pytestmark = pytest.mark.django_db


def issue(actor, role: str) -> str:
    said = StringIO()
    call_command("issue_api_token", actor.user.email, actor.organisation.code, role, label="script", stdout=said)
    return said.getvalue().strip()


def test_token_acts_through_its_membership(client):
    actor = make_actor(role=Role.OFFICER)

    token = issue(actor, Role.OFFICER)

    assert client.get("/api/v1/contracts/HT26-000000/").status_code in (401, 403)
    answer = client.get("/api/v1/contracts/HT26-000000/", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 404


def test_no_token_for_a_role_the_person_does_not_have():
    actor = make_actor(role=Role.OFFICER)

    with pytest.raises(CommandError):
        issue(actor, Role.AUDITOR)

    assert not actor.membership.tokens.exists()
