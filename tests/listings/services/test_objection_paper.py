"""Papers that come to an objection after its lodging: asked by the exchange, sent by the private link (R3-40)."""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from listings.enums import ObjectionState
from listings.models import Objection
from listings.services.objection import (
    EvidenceMissing,
    admit_objection,
    turn_away_objection,
    withdraw_objection,
)
from listings.services.objection_paper import MOST_IN_ALL, PapersNotAsked, TooManyFiles, add_papers, ask_papers
from tests.factories.accounts import MembershipFactory
from tests.factories.bidding import auditor_of, make_agent, registered_intent
from tests.factories.checklist import OBJECTION_YES
from tests.factories.listings import ListingFactory
from tests.factories.notice import claimed_objection, paper
from tests.listings.services.test_stake import of_side
from tte.accounts.enums import Role
from tte.casework.services import ConflictOfInterest, NotInHand, release_case
from tte.casework.services.reasons import WordsMissing
from tte.files.services import FileRefused
from tte.notices.delivery import deliver
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = pytest.mark.django_db
WORDS = "请补充委托开发合同的签字页。"


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def link_of(objection: Objection) -> str:
    return reverse("listings:objection", args=[objection.token])


@pytest.mark.rule("R3-40")
def test_an_objection_without_evidence_is_admitted_once_the_papers_asked_for_have_come():
    listing = ListingFactory()
    auditor = auditor_of(listing)
    objection = claimed_objection(listing, auditor, papers=0)
    with pytest.raises(EvidenceMissing):
        admit_objection(objection=fresh(objection), text="", answers=OBJECTION_YES, by=auditor)
    due = fresh(objection).case.due_at

    ask_papers(objection=fresh(objection), text=WORDS, by=auditor)
    letter = objection.letters.latest("pk")
    assert (letter.kind, fresh(objection).case.due_at) == ("papers", due)
    deliver(delivery_id=letter.delivery_id)
    assert WORDS in mail.outbox[-1].body
    assert objection.token in mail.outbox[-1].body

    add_papers(objection=fresh(objection), evidence=[paper("a.txt")], by=None)
    add_papers(objection=fresh(objection), evidence=[paper("b.txt")], by=None)

    told = Notice.objects.filter(kind="listings.objection_papers")
    assert [each.person for each in told] == [auditor.user], "once for each asking"
    assert Event.objects.filter(kind="objection.add_papers", subject_key=objection.pk).count() == 2
    admitted = admit_objection(objection=fresh(objection), text="", answers=OBJECTION_YES, by=auditor)
    assert (admitted.state, admitted.files.count()) == (ObjectionState.EXAMINED, 2)
    add_papers(objection=fresh(objection), evidence=[paper("c.txt")], by=None)


def test_papers_nobody_asked_for_and_papers_after_the_end_are_not_taken():
    listing = ListingFactory()
    auditor = auditor_of(listing)
    objection = claimed_objection(listing, auditor)
    with pytest.raises(PapersNotAsked):
        add_papers(objection=objection, evidence=[paper()], by=None)
    ask_papers(objection=objection, text=WORDS, by=auditor)
    turn_away_objection(objection=fresh(objection), reason_code="N1", text="与公告无关。", by=auditor)
    with pytest.raises(PapersNotAsked):
        add_papers(objection=fresh(objection), evidence=[paper()], by=None)
    with pytest.raises(PapersNotAsked):
        ask_papers(objection=fresh(objection), text=WORDS, by=auditor)
    assert objection.files.count() == 1


def test_what_is_sent_is_looked_at_as_at_the_lodging_and_has_its_limits():
    listing = ListingFactory()
    auditor = auditor_of(listing)
    objection = claimed_objection(listing, auditor, papers=0)
    ask_papers(objection=objection, text=WORDS, by=auditor)
    program = SimpleUploadedFile("x.txt", b"MZ\x90\x00\x03\x00\x00\x00" + bytes(64))
    with pytest.raises(FileRefused):
        add_papers(objection=objection, evidence=[paper(), program], by=None)
    with pytest.raises(TooManyFiles):
        add_papers(objection=objection, evidence=[paper(f"{n}.txt") for n in range(6)], by=None)
    assert objection.files.count() == 0
    for time in range(MOST_IN_ALL // 5):
        add_papers(objection=objection, evidence=[paper(f"{time}-{n}.txt") for n in range(5)], by=None)
    with pytest.raises(TooManyFiles):
        add_papers(objection=objection, evidence=[paper()], by=None)
    assert objection.files.count() == MOST_IN_ALL


@pytest.mark.rule("R8-31")
def test_only_who_has_the_case_in_hand_and_is_no_party_asks():
    listing = ListingFactory()
    agent, auditor = make_agent(), auditor_of(listing)
    objection = claimed_objection(listing, auditor, by=agent)
    with pytest.raises(NotInHand):
        ask_papers(objection=objection, text=WORDS, by=auditor_of(listing))
    with pytest.raises(WordsMissing):
        ask_papers(objection=objection, text=" ", by=auditor)
    MembershipFactory(user=auditor.user, organisation=agent.organisation, role=Role.AGENT)
    with pytest.raises(ConflictOfInterest):
        ask_papers(objection=objection, text=WORDS, by=auditor)


def test_by_the_pages_the_exchange_asks_and_the_objector_answers(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    listing = ListingFactory()
    auditor = auditor_of(listing)
    objection = claimed_objection(listing, auditor, papers=0)
    case = reverse("listings:objection_case", args=[objection.code])
    own = client.get(link_of(objection)).content.decode()
    assert "The exchange asks for documents" not in own

    client.force_login(auditor.user)
    assert client.post(case, {"act": "ask_papers", "text": ""}).status_code == 422
    asked = client.post(case, {"act": "ask_papers", "text": WORDS}, follow=True).content.decode()
    assert "Asked; a letter with the private link is on its way" in asked
    assert WORDS in asked

    client.logout()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    own = client.get(link_of(objection)).content.decode()
    assert "The exchange asks for documents" in own
    assert WORDS in own
    assert client.post(link_of(objection), {"act": "papers"}).status_code == 422
    sent = client.post(link_of(objection), {"act": "papers", "evidence": [paper("signed.txt")]}, follow=True)
    assert "The documents are with the exchange" in sent.content.decode()

    client.force_login(auditor.user)
    page = client.get(case).content.decode()
    assert "signed.txt" in page
    stored = reverse("listings:objection_paper", args=[objection.files.get().pk])
    assert b"".join(client.get(stored).streaming_content)


def test_a_withdrawn_objection_takes_no_papers(client):
    listing = ListingFactory()
    auditor = auditor_of(listing)
    objection = claimed_objection(listing, auditor)
    ask_papers(objection=objection, text=WORDS, by=auditor)
    withdraw_objection(objection=fresh(objection), by=None)
    answer = client.post(link_of(objection), {"act": "papers", "evidence": [paper()]})
    assert (answer.status_code, objection.files.count()) == (422, 1)


def test_papers_to_an_objection_in_nobodys_hand_are_told_to_the_auditors():
    listing = ListingFactory()
    auditor, other = auditor_of(listing), auditor_of(listing)
    objection = claimed_objection(listing, auditor)
    ask_papers(objection=objection, text=WORDS, by=auditor)
    release_case(case=fresh(objection).case, by=auditor)
    add_papers(objection=fresh(objection), evidence=[paper()], by=None)
    told = Notice.objects.filter(kind="listings.objection_papers")
    assert {auditor.user, other.user} <= {each.person for each in told}


@pytest.mark.rule("R8-31")
def test_who_is_a_party_is_told_of_no_papers_and_of_no_withdrawal():
    listing, agent = ListingFactory(), make_agent()
    auditor, bidding, objecting = (auditor_of(listing) for _each in range(3))
    objection = claimed_objection(listing, auditor)
    registered_intent(listing, agent)
    of_side(bidding, agent.organisation)
    Objection.objects.filter(pk=objection.pk).update(objector=objecting.user)
    ask_papers(objection=fresh(objection), text=WORDS, by=auditor)
    release_case(case=fresh(objection).case, by=auditor)
    add_papers(objection=fresh(objection), evidence=[paper()], by=None)
    withdraw_objection(objection=fresh(objection), by=None)
    for kind in ("listings.objection_papers", "listings.objection_withdrawn"):
        told = {each.person for each in Notice.objects.filter(kind=kind)}
        assert told & {auditor.user, bidding.user, objecting.user} == {auditor.user}
