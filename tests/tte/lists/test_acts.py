"""Several rows at once: each is decided by the service of the single row, and what was refused says why."""

import pytest

from contracts.services.review import claim_contract
from tests.factories.contracts import Cast, ContractFactory, filed_contract
from tests.factories.listings import audited_achievement, make_auditor
from tests.tte.lists.test_pages import sign_in
from tte.casework.enums import CaseState
from tte.casework.models import Case
from tte.casework.services import claim_case
from tte.trail.models import Event

pytestmark = pytest.mark.django_db


def states(*cases):
    return [Case.objects.get(pk=case.pk).state for case in cases]


def act(client, code, name, *rows, here=""):
    return client.post(f"/lists/{code}/acts/", {"act": name, "row": [row.pk for row in rows], "here": here})


def test_several_cases_are_claimed_and_put_back(client):
    auditor = make_auditor()
    sign_in(client, auditor)
    cases = [audited_achievement().case for _ in range(3)]

    answer = act(client, "listings.audit", "claim", *cases[:2], here="view=all")

    assert answer.url == "/audit/?view=all"
    assert states(*cases) == [CaseState.IN_HAND, CaseState.IN_HAND, CaseState.UNCLAIMED]
    assert set(Case.objects.filter(state=CaseState.IN_HAND).values_list("claimed_by", flat=True)) == {auditor.user.pk}
    act(client, "listings.audit", "release", *cases[:2])
    assert states(*cases) == [CaseState.UNCLAIMED] * 3


@pytest.mark.rule("R8-31")
def test_what_is_refused_is_named_with_its_reason_and_the_rest_is_done(client):
    colleague, auditor = make_auditor(), make_auditor()
    sign_in(client, auditor)
    free, taken, own = (audited_achievement().case for _ in range(3))
    claim_case(case=taken, by=colleague)
    Case.objects.filter(pk=own.pk).update(author=auditor.user)

    act(client, "listings.audit", "claim", free, taken, own)
    outcome = client.get("/audit/").context["list"].outcome

    assert states(free, taken, own) == [CaseState.IN_HAND, CaseState.IN_HAND, CaseState.UNCLAIMED]
    assert Case.objects.get(pk=taken.pk).claimed_by == colleague.user
    assert (outcome["done"], [name for name, _why in outcome["refused"]]) == (1, [taken.reference, own.reference])
    assert all(why for _name, why in outcome["refused"])
    assert client.get("/audit/").context["list"].outcome is None


def test_what_is_in_ones_hands_already_is_no_refusal_and_nothing_is_written(client):
    auditor = make_auditor()
    sign_in(client, auditor)
    held, free = (audited_achievement().case for _ in range(2))
    held = claim_case(case=held, by=auditor)

    act(client, "listings.audit", "claim", held, free)
    outcome = client.get("/audit/").context["list"].outcome

    assert (outcome["said"], outcome["refused"]) == (["已领取 1 件。", "已在您手上：1 件。"], [])
    assert (states(held, free), Case.objects.get(pk=held.pk).claimed_at) == ([CaseState.IN_HAND] * 2, held.claimed_at)
    assert Event.objects.filter(kind="case.claim", subject_key__in=[held.pk, free.pk]).count() == 2


def test_cases_of_another_office_are_not_touched(client):
    case = audited_achievement().case
    cast = Cast(ContractFactory())
    contract = filed_contract(cast)
    sign_in(client, cast.registrar)

    act(client, "contracts.queue", "claim", contract, case)

    contract.case.refresh_from_db()
    assert contract.case.state == CaseState.IN_HAND
    assert states(case) == [CaseState.UNCLAIMED]
    assert client.post("/lists/listings.audit/acts/", {"act": "claim", "row": case.pk}).status_code == 404


def test_contracts_are_claimed_by_their_own_service(client):
    cast = Cast(ContractFactory())
    first, second = filed_contract(cast), filed_contract(agency=cast.contract.agency)
    claim_contract(contract=second, by=cast.registrar)
    sign_in(client, cast.reviewer)

    act(client, "contracts.queue", "claim", first, second)
    outcome = client.get("/registry/").context["list"].outcome

    assert (outcome["done"], len(outcome["refused"])) == (0, 2)
    assert states(first.case) == [CaseState.UNCLAIMED]


@pytest.mark.parametrize("rows", [[], ["x"], ["9" * 30], ["-1"]])
def test_nothing_chosen_does_nothing_and_says_so(client, rows):
    sign_in(client, make_auditor())
    case = audited_achievement().case

    answer = client.post("/lists/listings.audit/acts/", {"act": "claim", "row": rows})

    assert answer.status_code == 302
    assert len(client.get("/audit/").context["list"].outcome["said"]) == 1
    assert states(case) == [CaseState.UNCLAIMED]


def test_an_act_that_there_is_not_is_not_there(client):
    sign_in(client, make_auditor())
    assert client.post("/lists/listings.audit/acts/", {"act": "approve"}).status_code == 404
    assert client.post("/lists/listings.search/acts/", {"act": "claim"}).status_code == 404
