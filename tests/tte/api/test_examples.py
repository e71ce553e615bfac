"""The examples of the schema are what programs of these tests sent and got; `make api-examples` records them anew."""

from datetime import date

import jsonschema
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory

from contracts.services.certificate import issue_certificate
from listings.models import Listing
from listings.selectors.unit_review import newest_review
from listings.services.audit import ask_correction
from listings.services.follow import follow_listing
from listings.services.proposal import propose
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.batch_check import RecordFindingFactory
from tests.factories.bidding import IntentFactory, auditor_of, finance_of, make_agent, officer_of, running_auction
from tests.factories.casework import CaseFactory, CorrectionFactory, DecisionFactory, ReauditFactory
from tests.factories.charge import charged_withdrawal, deposited_listing
from tests.factories.checklist import every_shape
from tests.factories.contracts import Cast, ContractFactory, registered_contract
from tests.factories.data_room import granted_access, offered_room, signed_access
from tests.factories.files import PDF, small_png
from tests.factories.filing import to_be_filed
from tests.factories.imports import make_batch_of
from tests.factories.institutions import AgencyFactory
from tests.factories.listings import (
    OPTIONS,
    AchievementFactory,
    AttachmentFactory,
    ExistingLicenceFactory,
    ListingFactory,
    RightShareFactory,
    audited_achievement,
    author_of,
    catalogue_batch,
    catalogue_record,
    claimed_achievement,
    finish_checks,
    make_auditor,
    make_officer,
    qualifying_listing,
    submitted_achievement,
    the_exchange,
)
from tests.factories.longwork import make_works
from tests.factories.notice import (
    ObjectionFactory,
    OutsideSaleFactory,
    claimed_objection,
    examined_objection,
    lodged_objection,
    paper,
)
from tests.factories.question import answered_question, asked_question
from tests.factories.statistics import make_facts, projections_in
from tests.factories.takedown import make_head, taken_down
from tests.tte.api.described import described_schema
from tests.tte.api.recorder import Recorder
from tests.tte.webhooks.test_sending import event_for
from tte.accounts.enums import OrganisationKind, Role
from tte.api.recorded import FOLDER, examples_of
from tte.casework.services import claim_case
from tte.casework.services.correction import mark_field
from tte.common.clock import now
from tte.feed.relay import relay_all
from tte.imports.lifecycles import BATCH
from tte.imports.models import Batch
from tte.imports.running import check_now
from tte.search.follower import catch_up
from tte.search.index import reading
from tte.statistics.projection import rebuild
from tte.trail.services import advance
from tte.webhooks.models import Dispatch, Subscription

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """Names and titles are counted from the beginning, whatever was made before in this session."""
    for maker in makers():
        maker.reset_sequence(0, force=True)
    recorder = Recorder()
    yield recorder
    recorder.hold()


@pytest.fixture
def projections(tmp_path):
    """Search and statistics of a test's own."""
    reading.forget()
    with projections_in(tmp_path):
        yield
    reading.forget()


def makers(kind=DjangoModelFactory):
    for each in kind.__subclasses__():
        yield each
        yield from makers(each)


def yes_to(*codes):
    return [{"code": code, "answer": "yes"} for code in codes]


def test_posting(call):
    university = OrganisationFactory()
    author = make_actor(role=Role.RESEARCHER, organisation=university)
    declared = {"level": "public", "reviewer_name": "Chen Wei", "reviewed_on": "2026-11-20"}
    code = call("A public result", "POST", "achievements/", declared, by=author)["code"]
    secret = declared | {"level": "secret"}
    call("Anything else stores nothing", "POST", "achievements/", secret, by=author)
    described = {
        "title_en": "Graphene coating for offshore steel",
        "abstract_en": "A dense coating that withstands salt spray for 3,000 hours.",
        "field": "05",
        "kind": "2",
        "maturity": 6,
        "keywords_en": "graphene; coating; corrosion",
        "is_fiscally_funded": False,
        "shares": [
            {"owner": "holder", "name": "Yunlu University", "percent": "70"},
            {"owner": "unit", "name": "Chengjiang Institute", "percent": "30", "consented_on": "2026-09-01"},
        ],
    }
    call("A description with its owners", "PATCH", f"achievements/{code}/", described, by=author)
    call("What is of the wrong kind", "PATCH", f"achievements/{code}/", {"maturity": 12}, by=author)
    right = {"ip_type": "30", "number": "2025SR0000001"}
    pk = call("A software copyright", "POST", f"achievements/{code}/rights/", right, by=author)["pk"]
    whole = right | {"name": "Control of the coating line", "expires_on": "2075-12-31"}
    call("Said anew, whole", "PUT", f"achievements/rights/{pk}/", whole, by=author)
    upload = SimpleUploadedFile("report.pdf", PDF)
    given = {"upload": upload, "audience": "public", "description": "Report of the trial"}
    pk = call("A public file", "POST", f"achievements/{code}/files/", given, by=author, files=True)["pk"]
    bears_out = {"audience": "public", "evidence": "maturity", "description": "Report of the trial, page 3"}
    call("What it bears out", "PUT", f"achievements/files/{pk}/", bears_out, by=author)
    review = {"upload": SimpleUploadedFile("review.pdf", PDF)}
    call("The review has its document", "POST", f"achievements/{code}/secrecy/attach/", review, by=author, files=True)
    call("That document", "GET", f"achievements/{code}/secrecy/", by=author)
    call("It is incomplete", "POST", f"achievements/{code}/submit/", by=author)
    call("What one has posted", "GET", "achievements/", by=author)
    call("As it stands", "GET", f"achievements/{code}/", by=author)


def test_parts_of_a_draft(call):
    draft = AchievementFactory(regime="NEG")
    author, path = author_of(draft), f"achievements/{draft.code}/"
    picture = SimpleUploadedFile("plant.png", small_png(), "image/png")
    given = {"upload": picture, "alt_en": "The coating line"}
    pk = call("The first one is the cover", "POST", f"{path}pictures/", given, by=author, files=True)["pk"]
    call("In words, for who does not see it", "PUT", f"achievements/pictures/{pk}/", {"alt_zh": "涂层产线"}, by=author)
    call("The one cover", "POST", f"achievements/pictures/{pk}/cover/", by=author)
    call("Among several it moves up", "POST", f"achievements/pictures/{pk}/up/", by=author)
    call("Taken out", "DELETE", f"achievements/pictures/{pk}/", by=author)
    AttachmentFactory(achievement=draft)
    attachment = AttachmentFactory(achievement=draft)
    call("Before the other one", "POST", f"achievements/files/{attachment.pk}/up/", by=author)
    call("Taken out", "DELETE", f"achievements/files/{attachment.pk}/", by=author)
    call("What a negotiated price asks for", "GET", f"{path}notice/", by=author)
    buyer = {"intended_buyer_name": "Yuanhang Equipment", "related_party": False}
    call("Its buyer and what ties them", "PUT", f"{path}notice/", buyer, by=author)
    wrong = {"sale_at": "2027-03-15T10:00:00+08:00"}
    call("Another regime asks for that", "PUT", f"{path}notice/", wrong, by=author)
    right = draft.ip_rights.get()
    draft.ip_rights.update(filed_on="2024-03-01", expires_on=None)
    call("Twenty years from its filing", "POST", f"achievements/rights/{right.pk}/term/", by=author)
    call("Taken out", "DELETE", f"achievements/rights/{right.pk}/", by=author)


def test_unit_review_and_the_way_back(call):
    the_exchange()
    one, other = submitted_achievement(), submitted_achievement()
    path = f"achievements/{one.code}/"
    officer = make_officer(one.holder)
    call("What is undertaken", "GET", f"{path}forward/", by=officer)
    given = {"undertakings": 1, "answers": yes_to("R8-02", "R4-22", "R3-01b")}
    call("Given and sent on", "POST", f"{path}forward/", given, by=officer)
    call("What was handed in", "GET", f"{path}versions/", by=officer)
    call("Taken back", "POST", f"{path}withdraw/", by=author_of(one))
    reason = {"reason": "State the conditions of the trial"}
    call("Back to its author", "POST", f"achievements/{other.code}/return/", reason, by=make_officer(other.holder))


def test_filing_of_an_approval(call):
    listing = to_be_filed(date(2026, 11, 20))
    officer, path = officer_of(listing), f"achievements/{listing.achievement.code}/filing/"
    call("What is to be filed, and by when", "GET", path, by=officer)
    call("It was filed before it was approved", "POST", path, {"filed_on": "2026-11-19"}, by=officer)
    call("It was filed", "POST", path, {"filed_on": "2026-11-25"}, by=officer)


def test_following(call):
    listing, agent = ListingFactory(), make_agent()
    call("Not yet", "GET", f"listings/{listing.code}/follow/", by=agent)
    call("From now on", "PUT", f"listings/{listing.code}/follow/", by=agent)
    call("No more", "DELETE", f"listings/{listing.code}/follow/", by=agent)


def test_takedown(call):
    listing, head = ListingFactory(), make_head()
    act = {"reason_code": "D4", "basis": "A report of 26 November"}
    path = f"achievements/{listing.achievement.code}/take-down/"
    copy = ListingFactory(title_zh="防腐膜", title_en="", copied_from=listing.achievement).achievement.code
    call("What says the same", "GET", f"achievements/{listing.achievement.code}/kin/", by=head)
    code = call("Gone everywhere", "POST", path, act | {"along": [copy]}, by=head)["code"]
    call("The register", "GET", "takedowns/", by=head)
    call("One act", "GET", f"takedowns/{code}/", by=head)
    found = {"reason_code": "B1", "text": "Nothing secret was in it"}
    call("Shown again", "POST", f"takedowns/{code}/reinstate/", found, by=head)


def test_correction_and_answer(call):
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    mark_field(case=achievement.case, field="abstract_zh", text="State the conditions of the trial", by=auditor)
    ask_correction(achievement=achievement, reason_code="E99", text="One point is unclear", by=auditor)
    author, path = author_of(achievement), f"achievements/{achievement.code}/"
    call("One point waits", "GET", f"{path}corrections/", by=author)
    answer = {"answers": [{"number": 1, "answer": "3.5 % sodium chloride, 35 °C, as in the report"}]}
    call("Its answer", "POST", f"{path}answers/", answer, by=author)


def test_audit(call):
    auditor = make_auditor()
    achievement = audited_achievement(price=4000000)
    path = f"audit/cases/{achievement.code}/"
    call("The queue", "GET", "audit/cases/?state=unclaimed", by=auditor)
    call("Into one's hand", "POST", f"{path}claim/", by=auditor)
    call("Put back", "POST", f"{path}release/", by=auditor)
    claim_case(case=achievement.case, by=auditor)
    marked = {"field": "price", "text": "The appraisal names another figure"}
    call("A field to be mended", "POST", f"{path}marks/", marked, by=auditor)
    call("The case with its checks", "GET", path, by=auditor)
    given = {"conclusion": "approve", "answers": every_shape()[:1]}
    call("The checklist is not complete", "POST", f"{path}decide/", given, by=auditor)
    wanted = {"conclusion": "ask_correction", "reason_code": "E99", "text": "See the point that is marked"}
    call("A correction is asked", "POST", f"{path}decide/", wanted, by=auditor)
    call("The checks once more", "POST", f"{path}check/", by=auditor)


def test_notice(call):
    listing = ListingFactory()
    auditor, seller, path = auditor_of(listing), officer_of(listing), f"listings/{listing.code}/"
    call("In its notice", "GET", path, by=None)
    ground = {"reason_code": "G2", "text": "Ownership is being examined"}
    call("Suspended on a ground", "POST", f"{path}suspend/", ground, by=auditor)
    call("It rests already", "POST", f"{path}suspend/", ground, by=auditor)
    call("It goes on", "POST", f"{path}resume/", {"text": "The ownership is clear"}, by=auditor)
    asked = {"kind": "suspension", "reason_code": "G2", "text": "A co-owner has written to us"}
    pk = call("The seller asks", "POST", f"{path}propose/", asked, by=seller)["pk"]
    call("What was asked", "GET", f"{path}proposals/", by=seller)
    answer = {"grant": False, "answer": "The letter names another patent"}
    call("Declined with its reason", "POST", f"proposals/{pk}/decide/", answer, by=auditor)
    taken = {"reason_code": "W1", "text": "The unit builds it itself"}
    call("The seller takes it back", "POST", f"{path}withdraw/", taken, by=seller)
    call("To be read before it is listed again", "GET", f"{path}propose/", by=seller)
    again = {"kind": "relisting", "price": "2880000.00", "text": "The pilot line is closed", "undertakings": 1}
    call("Listed again, with undertakings of its own", "POST", f"{path}propose/", again, by=seller)
    other = ListingFactory()
    ended = {"reason_code": "Z1", "text": "The patent was declared invalid"}
    at_sale = qualifying_listing()
    Listing.objects.filter(pk=at_sale.pk).update(regime="AUCTION")
    moment = now()
    OutsideSaleFactory(listing=at_sale, viewing_from=moment, viewing_until=moment, sale_at=moment)
    reported = {"result": "sold", "price": "3500000.00", "buyer_name": "Haidong Energy"}
    call("Sold by the auctioneer", "POST", f"listings/{at_sale.code}/sale/", reported, by=auditor_of(at_sale))
    OrganisationFactory(kind=OrganisationKind.ENTERPRISE, name_en="Haidong Energy")
    named = {"buyer_name": "Haidong Energy"}
    call("Its buyer has registered", "POST", f"listings/{at_sale.code}/buyer/", named, by=auditor_of(at_sale))
    call("Ended for good", "POST", f"listings/{other.code}/terminate/", ended, by=auditor_of(other))


def test_objections(call):
    listing = ListingFactory()
    auditor, objector = auditor_of(listing), make_agent()
    said = {"ground": "O1", "text": "It was developed on our commission"}
    code = call("Somebody signed in", "POST", f"listings/{listing.code}/objections/", said, by=objector)["code"]
    lodged = lodged_objection(listing)
    call("What the office has", "GET", "objections/?state=lodged", by=auditor)
    call("One of them", "GET", f"objections/{code}/", by=auditor)
    call("Into one's hand", "POST", f"objections/{lodged.code}/claim/", by=auditor)
    given = {"conclusion": "admit", "answers": yes_to("R3-05", "R3-40")}
    call("Admitted", "POST", f"objections/{lodged.code}/conclude/", given, by=auditor)


def test_data_rooms(call):
    room = offered_room()
    holder, agent, second, third = officer_of(room.listing), make_agent(), make_agent(), make_agent()
    path = f"listings/{room.listing.code}/room/ask/"
    call("An enterprise asks", "POST", path, {"reason": "The ageing tests"}, by=agent)
    signed, refused = signed_access(room, second), signed_access(room, third)
    call("Who stands before one's rooms", "GET", "room-accesses/?state=signed", by=holder)
    call("Opened", "POST", f"room-accesses/{signed.pk}/grant/", {"ends_on": "2027-03-31"}, by=holder)
    call("Refused", "POST", f"room-accesses/{refused.pk}/refuse/", {"reason": "A competitor of ours"}, by=holder)
    open_now = granted_access(room, make_agent())
    call("Taken back", "POST", f"room-accesses/{open_now.pk}/revoke/", {"reason": "It was sold"}, by=holder)
    call("Who looked", "GET", "room-entries/", by=holder)


def test_questions(call):
    listing, agent = ListingFactory(), make_agent()
    holder, path = officer_of(listing), f"listings/{listing.code}/"
    asked = {"audience": "public", "text": "Can it be sprayed on galvanised steel?"}
    call("Words that name a way round", "POST", f"{path}ask/", asked | {"text": "Write to a@example.com"}, by=agent)
    made = call("Before everybody", "POST", f"{path}ask/", asked, by=agent)
    private = {"audience": "private", "text": "Would you license it for one region?"}
    call("To the holder alone", "POST", f"{path}ask/", private, by=agent)
    call("What waits for an answer", "GET", "questions/?state=asked&audience=public", by=holder)
    said = {"text": "Yes, after phosphating.", "upon": made["messages"][-1]["pk"], "audience": "public"}
    call("Everybody reads it now", "POST", f"questions/{made['pk']}/answer/", said, by=holder)
    call("Somebody was faster", "POST", f"questions/{made['pk']}/answer/", said | {"text": "Yes."}, by=holder)
    call("With its answer", "GET", f"questions/{made['pk']}/", by=agent)
    call("What everybody reads", "GET", f"{path}questions/", by=None)


def test_bidding(call):
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    code = auction.listing.code
    bid = {"amount": str(auction.start_price), "request_key": "bid-1"}
    call("The bid stands", "POST", f"bidding/{code}/bids/", bid, by=agents[0])
    call("Too low", "POST", f"bidding/{code}/bids/", bid | {"request_key": "bid-2"}, by=agents[1])
    call("The course", "GET", f"bidding/{code}/", by=None)


def test_contracts(call):
    AgencyFactory()
    officer = make_actor(role=Role.OFFICER)
    given = {
        "buyer": OrganisationFactory(kind=OrganisationKind.ENTERPRISE).code,
        "title": "热障涂层工艺独占许可合同",
        "contract_type": "31",
        "licence_mode": "E",
        "ip_type": "11",
        "field": "05",
        "objective": "10",
        "plan_source": "P0",
        "payment_method": "LS",
        "signed_on": "2026-01-06",
        "begins_on": "2026-02-01",
        "ends_on": "2036-01-31",
        "total_amount": "10000000",
        "document": SimpleUploadedFile("contract.pdf", PDF),
    }
    code = call("A licence", "POST", "contracts/", given, by=officer, files=True)["application_code"]
    call("Its state", "GET", f"contracts/{code}/", by=officer)
    cast = Cast(ContractFactory())
    registration = registered_contract(cast)
    issue_certificate(registration_id=registration.pk)
    path = f"contracts/{registration.contract.application_code}/certificate/"
    check = call("Its certificate", "GET", path, by=cast.officer)["check_value"]
    call("It is genuine", "GET", f"register/verify/?number={registration.number}&check={check}", by=None)
    call("The register of one's agency", "GET", "register/", by=cast.registrar)


def test_search(call, projections):
    achievement = ListingFactory(title_zh="石墨烯防腐涂层", title_en="Graphene coating", field="05").achievement
    RightShareFactory(achievement=achievement)
    ExistingLicenceFactory(achievement=achievement)
    relay_all()
    catch_up()
    path = "listings/?q=graphene&field=05&sort=newest"
    call("By a word, within one field", "GET", path, by=None)


def test_statistics(call, projections):
    make_facts(40)
    relay_all()
    rebuild()
    call("The classes of contracts of a year", "GET", "statistics/?year=2025&by=contract_class", by=None)


def test_code_lists(call):
    call("The first three of them", "GET", "codelists/", by=None, first=3)
    call("Fields of technology by their name", "GET", "codelists/technology_field/?q=energy", by=None)
    call("One field of technology", "GET", "codelists/technology_field/05/", by=None)


def test_webhooks(call):
    officer = make_actor(role=Role.OFFICER)
    given = {"name": "Research system", "url": "https://hooks.example.org/tte", "kinds": ["listing.suspended"]}
    pk = call("Suspensions of one's own listings", "POST", "webhooks/", given, by=officer)["pk"]
    call("An address inside a network", "POST", "webhooks/", given | {"url": "https://10.0.0.8/"}, by=officer)
    path = f"webhooks/{pk}/"
    call("Those of the organisation", "GET", "webhooks/", by=officer)
    call("Everything from now on", "PATCH", path, {"kinds": []}, by=officer)
    call("As it stands", "GET", path, by=officer)
    call("It rests", "POST", f"{path}pause/", by=officer)
    call("It goes on", "POST", f"{path}resume/", by=officer)
    call("Another secret", "POST", f"{path}secret/", by=officer)
    sent = event_for(Subscription.objects.get())
    Dispatch.objects.filter(pk=sent.pk).update(
        **{"state": "failed"}, attempts=8, status=503, fault="answer", milliseconds=41, tried_at="2026-11-26T01:30:00Z"
    )
    call("What did not arrive", "GET", f"{path}deliveries/?state=failed", by=officer)
    call("One once more", "POST", f"webhooks/deliveries/{sent.pk}/replay/", by=officer)
    stretch = {"begins": "2026-11-26T00:00:00Z", "ends": "2026-11-27T00:00:00Z", "only_unsent": False}
    call("A day once more", "POST", f"{path}replay/", stretch, by=officer)
    call("A test", "POST", f"{path}test/", by=officer)
    call("Ended", "DELETE", path, by=officer)


def test_queues_of_a_unit(call):
    the_exchange()
    one, other = submitted_achievement(), submitted_achievement()
    officer, second = make_officer(one.holder), make_officer(other.holder)
    call("What waits in the unit", "GET", "unit-review/cases/", by=officer)
    call("The most urgent one", "POST", "unit-review/next/", by=officer)
    path = f"unit-review/cases/{newest_review(other).case.reference}/"
    call("Into one's hand", "POST", f"{path}claim/", by=second)
    call("Put back", "POST", f"{path}release/", by=second)


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


def test_evidence_of_a_decision(call):
    listing = ListingFactory()
    officer, auditor = officer_of(listing), auditor_of(listing)
    call("A worker gathers it", "POST", f"listings/{listing.code}/evidence/", by=officer)
    works = make_works(officer)
    call("What one asked for", "GET", "jobs/", by=officer, first=1)
    call("How far it is", "GET", f"jobs/{works['done'].pk}/", by=officer)
    call("Its file", "GET", f"jobs/{works['done'].pk}/result/", by=officer)
    call("Once more", "POST", f"jobs/{works['failed'].pk}/retry/", by=officer)
    call("No more", "POST", f"jobs/{works['waiting'].pk}/cancel/", by=officer)
    words = {"kind": "suspension", "reason_code": "G2", "text": "A co-owner has written"}
    pk = propose(listing=listing, by=officer, evidence=paper("letter.txt"), **words).pk
    call("The paper", "GET", f"proposals/{pk}/paper/", by=auditor)


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


def test_a_file_on_its_way_in(call):
    the_exchange()
    officer = make_actor(role=Role.OFFICER)
    call("What may be brought in", "GET", "imports/kinds/", by=officer)
    call("Its columns", "GET", "imports/kinds/achievements/template/", by=officer)
    table = "title,holder,maturity\nGraphene film,Yunlu University,6\nBlade monitoring,Yunlu University,12\n"
    given = {"kind": "achievements", "upload": SimpleUploadedFile("results.csv", table.encode())} | OPTIONS
    secret = given | {"level": "secret"}
    call("Of what is not public nothing is kept", "POST", "imports/", secret, by=officer, files=True)
    given["upload"] = SimpleUploadedFile("results.csv", table.encode())
    path = f"imports/{call('A table', 'POST', 'imports/', given, by=officer, files=True)['pk']}/"
    call("How its lines are read", "GET", f"{path}rows/", by=officer)
    columns = {"columns": {"title": 0, "holder": 1, "maturity": 2}}
    call("Its columns are named", "POST", f"{path}check/", columns, by=officer)
    call("Stopped before it began", "POST", f"{path}stop/", by=officer)
    batch = check_now(batch=Batch.objects.get(), by=officer)
    call("Checked", "GET", path, by=officer)
    call("Line by line", "GET", f"{path}findings/", by=officer)
    call("To be corrected", "GET", f"{path}bad-rows/", by=officer)
    call("One row is faulty", "POST", f"{path}enter/", {"mode": "all"}, by=officer)
    call("The valid rows", "POST", f"{path}enter/", {"mode": "good"}, by=officer)
    call("Stopped before it began", "POST", f"{path}stop/", by=officer)
    advance(batch, "begin", lifecycle=BATCH, by=officer)
    call("Left at what is in", "POST", f"{path}conclude/", by=officer)
    other = make_batch_of("title\nGraphene film\n", kind="achievements", options=OPTIONS, by=officer)
    call("Nothing of it will enter", "POST", f"imports/{other.pk}/discard/", by=officer)
    call("What was brought in", "GET", "imports/", by=officer)


def test_imports_are_decided_on(call):
    auditor = make_auditor()
    officer = make_actor(role=Role.OFFICER)
    told = "title,holder\nGraphene film,Yunlu University\nNoise barrier,Yunlu University\n"
    batch = catalogue_batch(told, by=officer)
    path, office = f"catalogue/imports/{batch.code}/", f"audit/imports/{batch.code}/"
    entry = batch.entries.earliest("line")
    evidence = {"found": {"abstract_en": ["shen@yunlu.example"]}}
    RecordFindingFactory(run=batch.checks.get(), achievement=entry.achievement, line=entry.line, evidence=evidence)
    call("What one imported", "GET", f"catalogue/imports/?source_batch={batch.source_batch_id}", by=officer)
    review = {"upload": SimpleUploadedFile("review.pdf", PDF)}
    call("The document of its review", "POST", f"{path}secrecy/attach/", review, by=officer, files=True)
    finish_checks(batch.case)
    call("What its lines became", "GET", f"{path}records/", by=officer)
    call("What waits", "GET", "audit/imports/?state=unclaimed", by=auditor)
    call("Into one's hand", "POST", f"{office}claim/", by=auditor)
    call("Put back", "POST", f"{office}release/", by=auditor)
    claim_case(case=batch.case, by=auditor)
    call("One import", "GET", path, by=auditor)
    call("That document", "GET", f"{path}secrecy/", by=auditor)
    call("What was found", "GET", f"{path}findings/", by=auditor)
    call("What is to be answered", "GET", f"{office}decide/", by=auditor)
    call("The checklist is not complete", "POST", f"{office}decide/", {"conclusion": "approve"}, by=auditor)
    lines = call("What is to be answered", "GET", f"{office}decide/", by=auditor)["checklist"]
    given = {"conclusion": "approve", "answers": yes_to(*(line["code"] for line in lines))}
    call("Published, but for one record", "POST", f"{office}decide/", given, by=auditor)
    again = catalogue_batch("title\nCold steriliser\n", by=officer)
    call("The checks once more", "POST", f"audit/imports/{again.code}/check/", by=auditor)


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


def test_catalogue(call):
    record = catalogue_record()
    path, officer = f"catalogue/{record.code}/complete/", make_officer(record.holder)
    call("Not said to be one's own", "POST", path, {"entitled": False}, by=officer)
    call("An offer of one's own", "POST", path, {"entitled": True}, by=officer)


# --- what stands in the schema


def operations() -> dict[str, dict]:
    paths = described_schema()["paths"]
    return {each["operationId"]: each for methods in paths.values() for each in methods.values()}


def test_every_door_has_an_example():
    assert [name for name in operations() if not examples_of(name)] == []
    assert {path.stem for path in FOLDER.glob("*.json")} <= set(operations())


def examples() -> list[tuple[str, dict, dict]]:
    """(where, example, schema) of all that stands in the schema."""
    found = []
    for name, operation in operations().items():
        parts = {"request": operation.get("requestBody", {})} | operation["responses"]
        for part, told in parts.items():
            for media in told.get("content", {}).values():
                named = media.get("examples", {}).items()
                found += [(f"{name} {part} {key}", each["value"], media["schema"]) for key, each in named]
    return found


def test_each_example_is_what_the_schema_says():
    assert len(examples()) > 80
    assert [(where, fault) for where, value, schema in examples() if (fault := fault_of(value, schema))] == []


def fault_of(value: object, schema: dict) -> str:
    """What a validator says of it."""
    whole = schema | {"components": described_schema()["components"]}
    found = next(jsonschema.Draft202012Validator(whole).iter_errors(value), None)
    return found.message if found else ""


def test_an_example_that_the_schema_does_not_allow_is_noticed():
    """The control."""
    schema = {"$ref": "#/components/schemas/Contract"}
    example = examples_of("contracts_retrieve")[0]["answer"]
    assert fault_of(example, schema) == ""
    assert "is a required property" in fault_of({k: v for k, v in example.items() if k != "seller"}, schema)
    assert "is not" in fault_of(example | {"total_amount": 7}, schema)
