"""The desk of a listing, objections by visitors, the notice to come, the evidence pack: through the client."""

import hashlib
import io
import json
import zipfile

import pytest
from django.core import mail
from django.urls import reverse

from listings.enums import ListingState, ObjectionState
from listings.evidence.pack import ask_for_pack
from listings.models import Listing, NoticePlan, Objection, Proposal
from tests.factories.bidding import auditor_of, officer_of
from tests.factories.checklist import every_field
from tests.factories.listings import AchievementFactory, ListingFactory, author_of
from tests.factories.notice import examined_objection, lodged_objection, paper, suspended_listing
from tte.longwork.models import Work
from tte.longwork.running import run_work

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"listings:{name}", args=args)


def test_an_auditor_suspends_and_resumes_by_the_desk_and_the_public_page_says_so(client):
    listing = ListingFactory()
    client.force_login(auditor_of(listing).user)
    page = client.get(url("notice", listing.code)).content.decode()
    assert "R3-40" in page

    answer = client.post(url("govern_listing", listing.code), {"act": "suspend", "reason_code": "G2", "text": "待查"})
    assert answer.status_code == 302
    public = client.get(url("listing", listing.code)).content.decode()
    assert "权属争议" in public
    assert url("register_intent", listing.code) not in public

    client.post(url("govern_listing", listing.code), {"act": "resume", "text": ""})
    listing.refresh_from_db()
    assert listing.state == ListingState.IN_NOTICE


def test_a_refused_act_stays_open_with_its_fault(client):
    listing = ListingFactory()
    client.force_login(auditor_of(listing).user)
    answer = client.post(url("govern_listing", listing.code), {"act": "terminate", "reason_code": "Z1", "text": ""})
    assert answer.status_code == 422
    assert "data-ask open" in answer.content.decode()
    assert Listing.objects.get(pk=listing.pk).state == ListingState.IN_NOTICE


def test_the_seller_asks_for_another_price_and_the_old_one_stays_in_view(client):
    listing = ListingFactory()
    client.force_login(officer_of(listing).user)
    given = {"act": "ask_change", "price": "3,000,000", "text": "会议同意", "evidence": paper("minutes.txt")}
    assert client.post(url("ask_for_listing", listing.code), given).status_code == 302
    proposal = Proposal.objects.get()

    client.force_login(auditor_of(listing).user)
    assert b"".join(client.get(url("proposal_paper", proposal.pk)).streaming_content)
    client.post(url("decide_proposal", proposal.pk), {"act": "grant", "answer": ""})

    public = client.get(url("listing", listing.code)).content.decode()
    assert "<s>3,200,000" in public.replace("¥", "")
    assert Listing.objects.get(pk=listing.pk).price == 3000000


@pytest.mark.rule("R3-05")
def test_a_visitor_objects_confirms_and_withdraws_by_the_private_link(client, django_capture_on_commit_callbacks):
    listing = ListingFactory()
    given = {"ground": "O1", "text": "权属", "name": "沈知言", "email": "shen@outside.example", "evidence": [paper()]}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url("object", listing.code), given)
    assert (answer.status_code, answer["Location"]) == (302, f"{url('object', listing.code)}?sent")
    client.post(url("object", listing.code), given | {"evidence": [paper()]})
    objection = Objection.objects.get()
    assert (objection.state, objection.files.count(), len(objection.sender)) == (ObjectionState.UNCONFIRMED, 1, 40)
    assert mail.outbox == []  # a worker sends it

    own = client.get(url("objection", objection.token))
    assert (own["Referrer-Policy"], own["X-Robots-Tag"]) == ("same-origin", "noindex")
    client.post(url("objection", objection.token), {"act": "confirm"})
    objection.refresh_from_db()
    assert objection.state == ObjectionState.LODGED
    public = client.get(url("listing", listing.code)).content.decode()
    assert "沈知言" not in public
    assert objection.code not in public

    client.post(url("objection", objection.token), {"act": "withdraw"})
    objection.refresh_from_db()
    assert objection.state == ObjectionState.WITHDRAWN


def test_an_objection_lacking_its_words_is_sent_back(client):
    listing = ListingFactory()
    answer = client.post(url("object", listing.code), {"ground": "O1", "name": "沈", "email": "x"})
    assert answer.status_code == 422
    assert Objection.objects.count() == 0


def test_the_exchange_claims_admits_and_dismisses(client):
    listing = ListingFactory()
    objection = lodged_objection(listing)
    client.force_login(auditor_of(listing).user)
    assert objection.code in client.get(url("objections")).content.decode()
    case = url("objection_case", objection.code)
    client.post(case, {"act": "claim"})
    client.post(case, {"act": "conclude", "conclusion": "admit", "text": ""} | every_field("objection"))
    assert Listing.objects.get(pk=listing.pk).state == ListingState.SUSPENDED
    refused = client.post(case, {"act": "conclude", "conclusion": "dismiss", "text": ""})
    assert refused.status_code == 422
    given = {"act": "conclude", "conclusion": "dismiss", "text": "不成立"}
    assert client.post(case, given).status_code == 422
    client.post(case, given | every_field("objection"))
    assert Listing.objects.get(pk=listing.pk).state == ListingState.IN_NOTICE
    assert "不成立" in client.get(url("listing", listing.code)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_a_fixed_number_of_times(client, django_assert_num_queries, count):
    for _time in range(count):
        lodged_objection(ListingFactory())
    client.force_login(auditor_of(Listing.objects.first()).user)
    client.get(url("objections"))
    with django_assert_num_queries(QUEUE_QUERIES):
        client.get(url("objections"))


QUEUE_QUERIES = 10


@pytest.mark.rule("R3-03")
@pytest.mark.rule("R3-04")
def test_the_notice_to_come_asks_for_the_buyer_of_a_negotiated_price(client):
    achievement = AchievementFactory(regime="NEG", publicity=False)
    client.force_login(author_of(achievement).user)
    page = client.get(url("plan_notice", achievement.code)).content.decode()
    assert "id_intended_buyer_name" in page
    assert "id_auctioneer" not in page
    edit = client.get(url("edit_achievement", achievement.code)).content.decode()
    assert url("plan_notice", achievement.code) in edit

    given = {
        "notice_length": "60",
        "intended_buyer_name": "远航装备有限公司",
        "related_party": "yes",
        "relation": "股东",
    }
    assert client.post(url("plan_notice", achievement.code), given).status_code == 302
    plan = NoticePlan.objects.get()
    assert (plan.notice_length, plan.related_party, plan.relation) == (60, True, "股东")


@pytest.mark.rule("R3-06")
def test_the_evidence_pack_holds_its_documents_their_hashes_and_nobody_who_objected():
    listing = ListingFactory()
    auditor = auditor_of(listing)
    objection = examined_objection(listing, auditor)
    officer = officer_of(listing)

    work = ask_for_pack(listing=Listing.objects.get(pk=listing.pk), by=officer)
    run_work(work_id=work.pk)

    work = Work.objects.get(pk=work.pk)
    assert (work.state, work.result_type) == ("done", "application/zip")
    with work.result.open() as file, zipfile.ZipFile(io.BytesIO(file.read())) as pack:
        manifest = json.loads(pack.read("manifest.json"))
        names = [each["name"] for each in manifest["files"]]
        assert names == [
            *("notice.json", "versions.json", "announcements.json", "objections.json", "undertakings.json"),
            *("secrecy.json", "approvals.json", "requests.json", "competition.json", "papers.json", "trail.csv"),
            *(f"files/{listing.achievement.secrecy.paper.sha256}.txt", "cover.pdf"),
        ]
        for each in manifest["files"]:
            assert hashlib.sha256(pack.read(each["name"])).hexdigest() == each["sha256"]
        assert pack.read("cover.pdf").startswith(b"%PDF")
        whole = b"".join(pack.read(name) for name in names).decode(errors="ignore")
        assert json.loads(pack.read("undertakings.json"))[0]["version"] == 1
    assert objection.code in whole
    assert objection.name not in whole
    assert objection.email not in whole


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_of_a_suspended_listing_in_both_languages(client, settings, language):
    listing = suspended_listing()
    client.force_login(officer_of(listing).user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get(url("notice", listing.code)).content.decode()
    assert ("中止" if language == "zh-hans" else "Suspended") in page
