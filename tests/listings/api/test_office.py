"""What offices and parties do by program: once under a key, blind where the page is blind, refused as the page does."""

import pytest
from django.test.client import MULTIPART_CONTENT

from tests.factories.accounts import make_actor, sign_in
from tests.factories.bidding import auditor_of, make_agent, officer_of
from tests.factories.casework import CaseFactory, DecisionFactory, ReauditFactory
from tests.factories.listings import ListingFactory, audited_achievement, claimed_achievement, make_auditor
from tests.factories.notice import claimed_objection, lodged_objection, paper
from tests.factories.takedown import make_head
from tte.accounts.enums import Role
from tte.accounts.tokens import issue_token
from tte.casework.models import Case, Correction
from tte.common.clock import now
from tte.longwork.models import Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    def ask(by, method, path, body=None, key="", **options):
        headers = {"accept-language": "en"} | ({"Idempotency-Key": key} if key else {})
        if by is not None:
            headers["authorization"] = f"Bearer {issue_token(label='test', by=by)}"
        options = {"content_type": "application/json"} | options
        return getattr(client, method)(f"/api/v1/{path}", body or {}, headers=headers, **options)

    return ask


def test_a_mark_sent_again_under_its_key_is_one(ask):
    auditor = make_auditor()
    path = f"audit/cases/{claimed_achievement(auditor).code}/marks/"
    given = {"field": "price", "text": "The appraisal names another figure"}

    made = [ask(auditor, "post", path, given, key="m-1") for _ in range(2)]
    other = ask(auditor, "post", path, given | {"text": "Another word"}, key="m-1")

    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].json()["pk"] == made[1].json()["pk"]
    assert (other.status_code, other.json()["code"], Correction.objects.count()) == (409, "key_reused", 1)


def test_the_next_case_asked_for_again_under_its_key_is_the_same(ask):
    auditor = make_auditor()
    audited_achievement()
    audited_achievement()

    taken = [ask(auditor, "post", "audit/next/", key="n-1").json()["reference"] for _ in range(2)]

    assert taken[0] == taken[1]
    assert Case.objects.filter(claimed_by=auditor.user).count() == 1


@pytest.mark.rule("R3-06")
def test_the_evidence_pack_is_asked_for_once_and_followed_as_work(ask):
    listing = ListingFactory()
    officer, path = officer_of(listing), f"listings/{listing.code}/evidence/"

    made = [ask(officer, "post", path, key="e-1") for _ in range(2)]
    stranger = ask(make_agent(), "post", path)

    assert [answer.status_code for answer in (*made, stranger)] == [202, 202, 404]
    work = Work.objects.get()
    assert ask(officer, "get", f"jobs/{work.pk}/").json()["state"] == work.state
    assert ask(auditor_of(listing), "get", f"jobs/{work.pk}/").status_code == 404


def test_a_second_look_tells_nothing_of_the_first(ask):
    auditor, first = make_auditor(), make_auditor()
    achievement = audited_achievement()
    decision = DecisionFactory(
        case=achievement.case, conclusion="refuse", text="Words of the first", decided_by=first.user
    )
    case = CaseFactory(kind="listing_second_look", office=auditor.organisation, reference="R202600007")
    ReauditFactory(case=case, original=decision)
    first.user.name = "Somebody Before"
    first.user.save()

    told = ask(auditor, "get", "audit/second-looks/R202600007/")

    assert told.json()["achievement"]["code"] == achievement.code
    assert "state" not in told.json()["achievement"]
    assert b"Words of the first" not in told.content
    assert b"Somebody Before" not in told.content
    assert b"refuse" not in told.content


def test_a_case_goes_to_a_colleague_of_the_office_and_to_nobody_else(ask):
    auditor, colleague, head = make_auditor(), make_auditor(), make_head()
    case = claimed_achievement(auditor).case
    stranger = make_actor(role=Role.AUDITOR)

    wrong = ask(head, "post", f"cases/{case.pk}/assign/", {"colleague": stranger.user.pk})
    assert (wrong.status_code, list(wrong.json())) == (400, ["colleague"])
    assert ask(auditor, "post", f"cases/{case.pk}/assign/", {"colleague": colleague.user.pk}).status_code == 404
    assert ask(head, "post", f"cases/{case.pk}/assign/", {"colleague": colleague.user.pk}).status_code == 200
    case.refresh_from_db()
    assert case.claimed_by == colleague.user


@pytest.mark.rule("R3-05")
def test_whoever_has_the_private_link_adds_papers_and_takes_the_objection_back(ask):
    listing = ListingFactory()
    auditor = auditor_of(listing)
    objection = claimed_objection(listing, auditor)
    own = f"objections/own/{objection.token}/"
    ask(auditor, "post", f"objections/{objection.code}/ask-papers/", {"text": "The contract"})

    added = ask(
        None, "post", f"{own}papers/", {"evidence": [paper("a.txt"), paper("b.txt")]}, content_type=MULTIPART_CONTENT
    )
    assert (added.status_code, added.json()["papers"]) == (200, 3)
    listed = ask(auditor, "get", f"objections/{objection.code}/papers/").json()["results"]
    assert [each["name"] for each in listed] == ["b.txt", "a.txt", "0.txt"]
    fetched = ask(auditor, "get", f"objections/papers/{listed[0]['pk']}/")
    assert b"".join(fetched.streaming_content) == "委托开发合同第三条".encode()
    assert ask(officer_of(listing), "get", f"objections/papers/{listed[0]['pk']}/").status_code == 404
    assert ask(None, "post", f"{own}withdraw/").json()["state"] == "withdrawn"
    assert ask(None, "post", "objections/own/no-such-link/withdraw/").status_code == 404


def test_an_objection_that_is_not_withdrawn_is_not_settled(ask):
    listing = ListingFactory()
    objection = lodged_objection(listing)

    refused = ask(auditor_of(listing), "post", f"objections/{objection.code}/settle/")

    assert refused.status_code == 409
    objection.refresh_from_db()
    assert (objection.state, objection.case.closed_at) == ("lodged", None)


@pytest.mark.rule("R8-31")
def test_the_first_decision_is_closed_to_whoever_has_the_second_look_in_hand(client, ask):
    auditor, colleague = make_auditor(), make_auditor()
    first = audited_achievement().case
    decision = DecisionFactory(case=first, conclusion="refuse", text="Words of the first", decided_by=make_head().user)
    Case.objects.filter(pk=first.pk).update(state="closed", closed_at=now(), closed_by=decision.decided_by)
    look = CaseFactory(kind="listing_second_look", office=auditor.organisation, reference="R202600007")
    ReauditFactory(case=look, original=decision)
    doors = (f"audit/cases/{first.reference}/", f"cases/{first.pk}/")
    assert [ask(auditor, "get", door).status_code for door in doors] == [200, 200]

    Case.objects.filter(pk=look.pk).update(state="in_hand", claimed_by=auditor.user, claimed_at=now())

    assert [ask(auditor, "get", door).status_code for door in doors] == [404, 404]
    assert [ask(colleague, "get", door).status_code for door in doors] == [200, 200]
    page = sign_in(client, auditor).get(f"/audit/{first.reference}/")
    assert page.status_code == 403
    assert b"Words of the first" not in page.content

    Case.objects.filter(pk=look.pk).update(state="closed", closed_at=now(), closed_by=auditor.user)
    assert [ask(auditor, "get", door).status_code for door in doors] == [200, 200]
