"""Achievements from the draft to the decision, their catalogue and their takedown."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from listings.selectors.unit_review import newest_review
from listings.services.audit import ask_correction
from listings.services.proposal import propose
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.bidding import auditor_of, make_agent, officer_of
from tests.factories.checklist import every_shape
from tests.factories.files import PDF, small_png
from tests.factories.filing import to_be_filed
from tests.factories.listings import (
    AchievementFactory,
    AttachmentFactory,
    ListingFactory,
    audited_achievement,
    author_of,
    catalogue_record,
    claimed_achievement,
    make_auditor,
    make_officer,
    submitted_achievement,
    the_exchange,
)
from tests.factories.longwork import make_works
from tests.factories.notice import (
    paper,
)
from tests.factories.takedown import make_head
from tests.tte.api.recorder import yes_to
from tte.accounts.enums import Role
from tte.casework.services import claim_case
from tte.casework.services.correction import mark_field

pytestmark = pytest.mark.django_db


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


def test_queues_of_a_unit(call):
    the_exchange()
    one, other = submitted_achievement(), submitted_achievement()
    officer, second = make_officer(one.holder), make_officer(other.holder)
    call("What waits in the unit", "GET", "unit-review/cases/", by=officer)
    call("The most urgent one", "POST", "unit-review/next/", by=officer)
    path = f"unit-review/cases/{newest_review(other).case.reference}/"
    call("Into one's hand", "POST", f"{path}claim/", by=second)
    call("Put back", "POST", f"{path}release/", by=second)


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


def test_catalogue(call):
    record = catalogue_record()
    path, officer = f"catalogue/{record.code}/complete/", make_officer(record.holder)
    call("Not said to be one's own", "POST", path, {"entitled": False}, by=officer)
    call("An offer of one's own", "POST", path, {"entitled": True}, by=officer)
