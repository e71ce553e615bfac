"""Notices, objections, rooms, questions and biddings; contracts, search, figures and what tells other systems."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.services.certificate import issue_certificate
from listings.models import Listing
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.bidding import auditor_of, make_agent, officer_of, running_auction
from tests.factories.contracts import Cast, ContractFactory, registered_contract
from tests.factories.data_room import granted_access, offered_room, signed_access
from tests.factories.files import PDF
from tests.factories.institutions import AgencyFactory
from tests.factories.listings import (
    ExistingLicenceFactory,
    ListingFactory,
    RightShareFactory,
    qualifying_listing,
)
from tests.factories.notice import (
    OutsideSaleFactory,
    lodged_objection,
)
from tests.factories.statistics import make_facts
from tests.tte.api.recorder import yes_to
from tests.tte.webhooks.test_sending import event_for
from tte.accounts.enums import OrganisationKind, Role
from tte.common.clock import now
from tte.feed.relay import relay_all
from tte.search.follower import catch_up
from tte.statistics.projection import rebuild
from tte.webhooks.models import Dispatch, Subscription

pytestmark = pytest.mark.django_db


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
