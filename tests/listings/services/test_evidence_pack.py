"""The evidence pack proves by itself: files by their hashes, both persons, the version of then, bids by code."""

import hashlib
import io
import json
import zipfile
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from listings.evidence.pack import ask_for_pack
from listings.models import Achievement, Listing
from listings.services.auction import close_auction
from listings.services.bid import place_bid
from listings.services.proposal import grant_proposal, propose
from tests.factories.bidding import auditor_of, make_agent, make_close_due, officer_of, running_auction
from tests.factories.files import PDF, REVIEWED
from tests.factories.listings import AttachmentFactory, ListingFactory
from tests.factories.notice import examined_objection, paper
from tte.accounts.actor import Actor
from tte.longwork.models import Work
from tte.longwork.running import run_work

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R3-06")]
HIGH = Decimal(20000000)
MINUTES = "校长办公会纪要".encode()


def pack_for(listing: Listing, reader: Actor) -> dict[str, bytes]:
    work = ask_for_pack(listing=Listing.objects.get(pk=listing.pk), by=reader)
    run_work(work_id=work.pk)
    with Work.objects.get(pk=work.pk).result.open() as file, zipfile.ZipFile(io.BytesIO(file.read())) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def read(pack: dict[str, bytes], name: str):
    return json.loads(pack[name])


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_files_lie_under_their_hashes_as_far_as_the_reader_may_open_them():
    listing = ListingFactory()
    auditor, officer = auditor_of(listing), officer_of(listing)
    AttachmentFactory(achievement=listing.achievement, evidence="price")
    AttachmentFactory(achievement=listing.achievement, evidence="maturity")
    minutes = SimpleUploadedFile("minutes.txt", MINUTES)
    propose(listing=listing, kind="change", price=Decimal(3300000), text="重新评估。", evidence=minutes, by=officer)
    proof = examined_objection(listing, auditor)
    closed = proof.files.get().file

    sellers, offices = pack_for(listing, officer), pack_for(listing, auditor)

    assert {name for name in sellers if name.startswith("files/")} == {
        f"files/{sha256(PDF)}.pdf",
        f"files/{sha256(MINUTES)}.txt",
        f"files/{sha256(REVIEWED)}.txt",
    }
    assert sellers[f"files/{sha256(PDF)}.pdf"] == PDF
    assert [each["what"] for each in read(sellers, "papers.json")] == [
        "保密审查",
        "定价依据",
        "申请：变更条件并重新公告",
        f"异议{proof.code}",
    ]
    last = read(sellers, "papers.json")[-1]
    assert (last["sha256"], last["name"], last["content"]) == (closed.sha256, None, None)
    assert read(offices, "papers.json")[-1]["content"] == f"files/{closed.sha256}.txt"
    for each in read(offices, "manifest.json")["files"]:
        assert sha256(offices[each["name"]]) == each["sha256"]


@pytest.mark.rule("R1-29")
def test_both_persons_of_an_approval_and_the_record_as_published_stand_in_it():
    listing = ListingFactory()
    first, second, officer = auditor_of(listing), auditor_of(listing), officer_of(listing)
    request = propose(listing=listing, kind="change", price=HIGH, text="重新评估。", evidence=paper(), by=officer)
    grant_proposal(proposal=request, answer="", by=first)
    grant_proposal(proposal=request, answer="", by=second)
    was = listing.achievement.title_zh
    Achievement.objects.filter(pk=listing.achievement_id).update(title_zh="后来改的名称")

    pack = pack_for(listing, officer)

    told = read(pack, "requests.json")[0]
    assert (told["approved_by"], told["decided_by"]) == (first.user.name, second.user.name)
    assert (read(pack, "notice.json")["achievement"]["title_zh"], read(pack, "versions.json")[0]["number"]) == (was, 1)
    assert [each["content"]["title_zh"] for each in read(pack, "versions.json")] == [was]


@pytest.mark.rule("R3-51")
@pytest.mark.django_db(transaction=True)
def test_intents_and_bids_stand_in_it_by_code_once_the_competition_is_over(codelists):
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    listing = auction.listing
    place_bid(auction_id=auction.pk, amount=listing.price, request_key="k", by=agents[0])
    officer = officer_of(listing)
    assert set(read(pack_for(listing, officer), "competition.json")) == {"is_over", "says"}

    make_close_due(auction)
    close_auction(auction_id=auction.pk)
    pack = pack_for(listing, officer)

    told = read(pack, "competition.json")
    code = auction.admissions.get(bidder=agents[0].organisation).bidder_code
    assert {each["code"] for each in told["intents"]} == set(auction.admissions.values_list("bidder_code", flat=True))
    assert [(each["code"], each["number"], each["refusal"]) for each in told["bids"]] == [(code, 1, "")]
    assert (told["deal"]["buyer"], Decimal(told["deal"]["price"])) == (code, listing.price)
    assert told["intents"][0]["deposits"][0]["what"] == "已到账"
    assert agents[1].organisation.name_zh not in pack["competition.json"].decode()
