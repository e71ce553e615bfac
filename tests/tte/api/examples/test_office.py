"""What the office has in hand: cases, second looks, documents, the export gate, words, deposits."""

import pytest

from listings.services.follow import follow_listing
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.bidding import IntentFactory, auditor_of, finance_of, make_agent, officer_of
from tests.factories.casework import CaseFactory, CorrectionFactory, DecisionFactory, ReauditFactory
from tests.factories.charge import charged_withdrawal, deposited_listing
from tests.factories.checklist import every_shape
from tests.factories.data_room import offered_room, signed_access
from tests.factories.listings import (
    ListingFactory,
    audited_achievement,
    make_auditor,
)
from tests.factories.notice import (
    ObjectionFactory,
    claimed_objection,
    examined_objection,
    paper,
)
from tests.factories.question import answered_question, asked_question
from tests.factories.takedown import make_head, taken_down
from tte.accounts.enums import OrganisationKind, Role
from tte.casework.services.correction import mark_field

pytestmark = pytest.mark.django_db


def test_cases_of_an_office(call):
    auditor, colleague, head = make_auditor(), make_auditor(), make_head()
    achievement = audited_achievement(price=4000000)
    path = f"cases/{achievement.case.pk}/"
    call("The most urgent case", "POST", "audit/next/", by=auditor)
    call("Nothing else waits", "POST", "audit/next/", by=colleague)
    call("A word among colleagues", "POST", f"{path}notes/", {"text": "The appraisal is on file"}, by=auditor)
    marks = [mark_field(case=achievement.case, field=name, text="Why", by=auditor) for name in ("price", "field")]
    call("A mark taken back", "POST", f"cases/corrections/{marks[0].pk}/drop/", by=auditor)
    answered = CorrectionFactory(
        case=achievement.case, number=3, state="answered", answer="As appraised", marked_by=auditor.user
    )
    call("Content with the answer", "POST", f"cases/corrections/{answered.pk}/close/", by=auditor)
    given = {"colleague": colleague.user.pk, "text": "The price is left"}
    call("Handed over", "POST", f"{path}hand-over/", given, by=auditor)
    call("The head gives it back", "POST", f"{path}assign/", {"colleague": auditor.user.pk}, by=head)
    call("A case with its notes", "GET", path, by=auditor)


def test_second_looks(call):
    auditor = make_auditor()
    first = DecisionFactory(case=audited_achievement(price=4000000).case)
    case = CaseFactory(kind="listing_second_look", office=auditor.organisation, reference="R202600001")
    ReauditFactory(case=case, original=first)
    path = f"audit/second-looks/{case.reference}/"
    call("What may be taken", "GET", "audit/second-looks/", by=auditor)
    call("The matter alone", "GET", path, by=auditor)
    call("Into one's hand", "POST", f"{path}claim/", by=auditor)
    call("The checklist is not complete", "POST", f"{path}conclude/", {"conclusion": "approve"}, by=auditor)
    given = {"conclusion": "approve", "answers": every_shape()}
    call("As the first one", "POST", f"{path}conclude/", given, by=auditor)


def test_papers_of_objections(call):
    listing = ListingFactory()
    auditor = auditor_of(listing)
    objection = claimed_objection(listing, auditor)
    path, own = f"objections/{objection.code}/", f"objections/own/{objection.token}/"
    call("What bears it out", "GET", f"{path}papers/", by=auditor)
    call("One paper", "GET", f"objections/papers/{objection.files.get().pk}/", by=auditor)
    missing = {"text": "The contract of the commission"}
    call("A paper is missing", "POST", f"{path}ask-papers/", missing, by=auditor)
    call("By the private link", "GET", own, by=None)
    call("The paper", "POST", f"{own}papers/", {"evidence": [paper("contract.txt")]}, by=None, files=True)
    call("Put back", "POST", f"{path}release/", by=auditor)
    unproven = ObjectionFactory(listing=listing)
    call("The address is proven", "POST", f"objections/own/{unproven.token}/confirm/", by=None)
    call("Taken back", "POST", f"{own}withdraw/", by=None)
    examined = examined_objection(ListingFactory(), auditor)
    call("After it was admitted", "POST", f"objections/own/{examined.token}/withdraw/", by=None)
    call("Settled", "POST", f"objections/{examined.code}/settle/", by=auditor)


def test_export_gate(call):
    listing = ListingFactory()
    auditor, abroad = auditor_of(listing), OrganisationFactory(kind=OrganisationKind.ENTERPRISE, region_code="8000")
    put = {"opening": "decision"}
    room = offered_room(listing)
    call("What opens it", "PUT", f"listings/{listing.code}/room/", put, by=officer_of(listing))
    access = signed_access(room, make_actor(role=Role.AGENT, organisation=abroad))
    call("Who stands before it", "GET", "export-gates/", by=auditor)
    said = {"trade_class": "R", "list_version": "Catalogue of 2025-07-15"}
    path = f"export-gates/{access.pk}/"
    call("A licence is missing", "POST", f"{path}decide/", said, by=auditor)
    call("With its licence", "POST", f"{path}decide/", said | {"reference": "SY-31 of 2026"}, by=auditor)
    call("What was decided", "GET", path, by=auditor)


def test_words_about_a_takedown(call):
    listing, head = ListingFactory(), make_head()
    takedown, officer = taken_down(listing.achievement, head), officer_of(listing)
    path = f"takedowns/{takedown.code}/"
    call("What was taken down", "GET", "takedowns/own/", by=officer)
    call("The holder asks", "POST", f"{path}words/", {"kind": "mend", "text": "We leave out page 3"}, by=officer)
    call("The exchange answers", "POST", f"{path}answer/", {"text": "Send the new text"}, by=head)
    call("Its state", "GET", f"{path}status/", by=officer)
    call("What is kept", "GET", f"{path}evidence/", by=head)


def test_oversight_of_questions(call):
    listing, agent = ListingFactory(), make_agent()
    holder, auditor = officer_of(listing), auditor_of(listing)
    declined, taken_back = asked_question(listing, by=agent), asked_question(listing, by=agent, text="Or in winter?")
    ground = {"reason_code": "Q1", "text": "It is part of the contract"}
    call("Declined on a ground", "POST", f"questions/{declined.pk}/decline/", ground, by=holder)
    call("Taken back", "POST", f"questions/{taken_back.pk}/withdraw/", by=agent)
    path = f"questions/{answered_question(listing, by=agent, text='Is it tested?').pk}/"
    call("One side reports it", "POST", f"{path}report/", {"reason_code": "M3"}, by=holder)
    call("No more of them", "POST", f"{path}block/", by=holder)
    call("Taken again", "DELETE", f"{path}block/", by=holder)
    call("Off the public page", "POST", f"{path}stop/", {"reason_code": "M3"}, by=auditor)
    call("It stands again", "POST", f"{path}restore/", by=auditor)
    call("What was found", "POST", f"{path}settle/", {"text": "Nothing against it"}, by=auditor)
    follow_listing(listing=listing, by=agent)
    call("What one follows", "GET", "follows/", by=agent)


def test_deposits_and_charges(call):
    listing = deposited_listing()
    finance = finance_of(listing)
    paid = IntentFactory(listing=listing)
    call("What the bank is to report", "GET", "deposits/", by=finance)
    call("It has reported it", "POST", f"deposits/{paid.pk}/receive/", {"bank_reference": "ICBC-77"}, by=finance)
    charge = charged_withdrawal(listing=listing)
    call("It went back", "POST", f"deposits/{paid.pk}/settle/", {"bank_reference": "ICBC-78"}, by=finance)
    call("Its lines", "GET", f"deposits/{paid.pk}/", by=finance)
    path = f"deposits/charges/{charge.pk}/"
    call("What sellers owe", "GET", "deposits/charges/", by=finance)
    call("One charge", "GET", path, by=finance)
    call("It was received", "POST", f"{path}receive/", {"bank_reference": "ICBC-79"}, by=finance)
    call("Once alone", "POST", f"{path}receive/", {"bank_reference": "ICBC-80"}, by=finance)
