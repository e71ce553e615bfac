import io
import os
import resource
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, RectangleObject, read_object

from listings import watermark, watermark_drawing
from listings.enums import RoomAccessState
from listings.models import RoomAccess, RoomEntry, RoomSignature
from listings.selectors.data_room import accesses, agreement, ending_accesses, needs_export_decision, shut_room
from listings.services.data_room import (
    AgreementChanged,
    AlreadyAsked,
    EndsInThePast,
    GateNotPassed,
    ListingNotRunning,
    NotAgreed,
    NothingInConfidence,
    NotSigned,
    ask_access,
    grant_access,
    open_room,
    refuse_access,
    sign_agreement,
    withdraw_access,
)
from listings.services.data_room_end import tell_of_room_end
from listings.services.data_room_entry import FileNotOffered, RoomShut, take_file, view_room
from listings.services.export_gate import LicenceMissing, NoGate, decide_export
from listings.watermark import FileNotMarked, MarkerAway, marked
from tests.factories.accounts import OrganisationFactory, OrganisationIdentifierFactory, make_actor
from tests.factories.bidding import auditor_of, make_agent
from tests.factories.data_room import (
    REASON,
    asked_access,
    confidential_file,
    granted_access,
    offered_room,
    pdf_of_pages,
    signed_access,
)
from tests.factories.listings import ListingFactory, make_officer
from tte.accounts.enums import OrganisationKind, Role
from tte.codelists.enums import RuleKey
from tte.codelists.models import Rule
from tte.codelists.selectors import forget
from tte.common.clock import now, today
from tte.common.errors import TransitionRefused
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = pytest.mark.django_db

NETWORK = "192.0.2.0/24"
LIST = "2008 list as adjusted 2025-07-15"


def foreign_agent(region="8000"):
    organisation = OrganisationFactory(kind=OrganisationKind.ENTERPRISE, region_code=region)
    return make_actor(role=Role.AGENT, organisation=organisation)


def decide(access, by, trade_class="F", reference=""):
    return decide_export(access=access, trade_class=trade_class, list_version=LIST, reference=reference, note="", by=by)


def told(kind):
    return [notice.person for notice in Notice.objects.filter(kind=f"listings.{kind}").order_by("pk")]


def fresh(access):
    return accesses().get(pk=access.pk)


# --- the way in


@pytest.mark.rule("R8-05")
def test_a_room_is_asked_for_signed_for_and_opened():
    listing = ListingFactory()
    officer, agent = make_officer(listing.holder), make_agent()
    confidential_file(listing)
    room = open_room(listing=listing, opening="decision", offers_unmarked=False, by=officer)
    access = asked_access(room, agent)
    assert (access.state, access.reason, shut_room(access).code) == (RoomAccessState.ASKED, REASON, "asked")
    assert officer.user in told("room_asked")
    sign_agreement(access=access, version=agreement().key, agrees=True, by=agent)
    assert (fresh(access).state, shut_room(fresh(access)).code) == (RoomAccessState.SIGNED, "signed")
    assert officer.user in told("room_signed")
    grant_access(access=access, ends_on=None, reason="", by=officer)
    assert (fresh(access).state, shut_room(fresh(access))) == (RoomAccessState.GRANTED, None)
    assert told("room_granted") == [agent.user]
    kinds = list(Event.objects.filter(subject_type="listings.roomaccess").order_by("pk").values_list("kind", flat=True))
    assert kinds == ["room.ask", "roomaccess.sign", "roomaccess.grant"]


@pytest.mark.rule("R8-27")
def test_a_signature_keeps_the_text_as_it_was_signed():
    agent = make_agent()
    before = now()
    access = signed_access(offered_room(), agent)
    signature, text = RoomSignature.objects.get(), agreement()
    assert (signature.signed_by, signature.membership, signature.organisation) == (
        agent.user,
        agent.membership,
        access.organisation,
    )
    assert (signature.version, signature.text_sha256) == (text.version, text.sha256)
    assert (signature.text_zh, signature.text_en) == (text.text_zh, text.text_en)
    assert "样本" in text.text_zh
    assert "Sample" in text.text_en
    assert "不称其为可靠的电子签名" in text.text_zh
    assert before <= signature.signed_at <= now()


def test_a_text_that_changed_meanwhile_is_not_signed():
    access = asked_access(offered_room(), make_agent())
    agent = make_actor(role=Role.AGENT, organisation=access.organisation)
    with pytest.raises(AgreementChanged):
        sign_agreement(access=access, version="NDA 1999-01-01 0000", agrees=True, by=agent)
    with pytest.raises(NotAgreed):
        sign_agreement(access=access, version=agreement().key, agrees=False, by=agent)
    assert (fresh(access).state, RoomSignature.objects.count()) == (RoomAccessState.ASKED, 0)


def test_a_room_that_opens_by_signature_waits_for_nobody():
    agent = make_agent()
    access = signed_access(offered_room(opening="signature"), agent)
    assert (access.state, access.decided_by, shut_room(access)) == (RoomAccessState.GRANTED, None, None)
    assert told("room_signed") == []
    assert told("room_granted") == [agent.user]


def test_nobody_is_let_in_without_a_signature_or_into_the_past():
    room, agent = offered_room(), make_agent()
    officer = make_officer(room.listing.holder)
    access = asked_access(room, agent)
    with pytest.raises(NotSigned):
        grant_access(access=access, ends_on=None, reason="", by=officer)
    sign_agreement(access=access, version=agreement().key, agrees=True, by=agent)
    with pytest.raises(EndsInThePast):
        grant_access(access=access, ends_on=today() - timedelta(days=1), reason="", by=officer)
    assert fresh(access).state == RoomAccessState.SIGNED


def test_a_room_needs_files_and_a_running_listing():
    listing = ListingFactory()
    officer = make_officer(listing.holder)
    with pytest.raises(NothingInConfidence):
        open_room(listing=listing, opening="decision", offers_unmarked=False, by=officer)
    room = offered_room(listing)
    type(listing).objects.filter(pk=listing.pk).update(notice_provisional=False, **{"state": "expired"})
    with pytest.raises(ListingNotRunning):
        ask_access(room=room, reason=REASON, by=make_agent())
    assert RoomAccess.objects.count() == 0


def test_an_organisation_asks_once_until_it_was_refused():
    room, agent = offered_room(), make_agent()
    officer = make_officer(room.listing.holder)
    access = signed_access(room, agent)
    with pytest.raises(AlreadyAsked):
        ask_access(room=room, reason="again", by=agent)
    refuse_access(access=access, reason="Too early", by=officer)
    assert (fresh(access).decision, told("room_refused")) == ("Too early", [agent.user])
    ask_access(room=room, reason="again", by=agent)
    assert (fresh(access).state, fresh(access).reason, RoomAccess.objects.count()) == ("asked", "again", 1)


def test_an_enterprise_is_told_before_its_last_day_is_over_and_after_it_once_each(settings):
    settings.TTE_RULE_SET = "R2026"
    room, agent = offered_room(), make_agent()
    officer = make_officer(room.listing.holder)
    access = granted_access(room, agent)
    assert not ending_accesses().exists()
    grant_access(access=access, ends_on=today() + timedelta(days=400), reason="", by=officer)
    assert tell_of_room_end(access=access) is False

    grant_access(access=access, ends_on=today(), reason="", by=officer)
    assert [tell_of_room_end(access=access) for _twice in range(2)] == [True, False]
    RoomAccess.objects.update(ends_on=today() - timedelta(days=1))
    assert [access.pk for access in ending_accesses()] == [access.pk]
    assert [tell_of_room_end(access=access) for _twice in range(2)] == [True, False]
    assert (told("room_ends_soon"), told("room_ended")) == ([agent.user], [agent.user])

    assert not ending_accesses().exists()


def test_two_asks_in_a_row_are_two_notices():
    room, agent = offered_room(), make_agent()
    officer = make_officer(room.listing.holder)
    access = granted_access(room, agent)
    for _round in range(2):
        withdraw_access(access=access, reason="Audit", by=officer)
        grant_access(access=access, ends_on=None, reason="", by=officer)
    assert told("room_withdrawn") == [agent.user] * 2
    assert told("room_granted") == [agent.user] * 3


# --- looking and taking


@pytest.mark.rule("R8-05")
def test_every_page_bears_who_took_it_and_when():
    room = offered_room()
    agent = make_agent()
    access = granted_access(room, agent)
    attachment = room.listing.achievement.attachments.get()
    taken = take_file(access=access, attachment=attachment, address=NETWORK, by=agent)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(taken.content)).pages]
    day = today().isoformat()
    seen = [all(word in page for word in (access.organisation.name_zh, agent.user.name, day)) for page in pages]
    assert seen == [True, True]
    entry = RoomEntry.objects.get()
    assert (entry.person, entry.organisation, entry.attachment, entry.act, entry.marked, entry.address) == (
        agent.user,
        access.organisation,
        attachment,
        "download",
        True,
        NETWORK,
    )
    assert entry.file_sha256 == attachment.file.sha256


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_mark_stands_upright_on_a_turned_page(rotation):
    kept = confidential_file(ListingFactory(), pdf_of_pages((300, 500), rotation=rotation)).file
    page = PdfReader(io.BytesIO(marked(kept, "东海新材料 · 沈 · 2026-11-26"))).pages[0]
    turns = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, 300, 0),
        180: (-1, 0, 0, -1, 300, 500),
        270: (0, -1, 1, 0, 0, 500),
    }
    upright = f"q {' '.join(f'{number:.3f}' for number in turns[rotation])} cm /Mark0 Do Q"
    assert page.get_contents().get_data().decode().split("\n")[-2:] == [upright, ""]
    box = page["/Resources"]["/XObject"]["/Mark0"]["/BBox"][2:]
    assert (page.rotation, box) == (rotation, [500, 300] if rotation in (90, 270) else [300, 500])
    assert page.extract_text().count("东海新材料") == 4


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.rule("R8-05")
def test_a_file_pinned_to_a_page_bears_no_mark_and_stays_behind():
    writer = PdfWriter()
    page = writer.add_blank_page(300, 500)
    pinned = (
        "[<< /Subtype /FileAttachment /Rect [0 0 9 9] /FS << /F (a.txt) >> >> << /Subtype /Square /Rect [0 0 9 9] >>]"
    )
    page[NameObject("/Annots")] = read_object(io.BytesIO(pinned.encode()), None)
    copy = PdfReader(io.BytesIO(marked(confidential_file(ListingFactory(), written(writer)).file, "东海新材料")))
    assert [note.get_object()["/Subtype"] for note in copy.pages[0]["/Annots"]] == ["/Square"]


@pytest.mark.rule("R8-05")
def test_the_mark_stands_within_what_is_seen_of_a_page_whatever_its_content_leaves_behind():
    writer, content, own = PdfWriter(), DecodedStreamObject(), DecodedStreamObject()
    page = writer.add_blank_page(300, 500)
    content.set_data(b"0.01 0 0 0.01 0 0 cm /Mark0 Do")
    page[NameObject("/Contents")] = writer._add_object(content)
    page.cropbox = RectangleObject((50, 100, 250, 400))
    drawings = DictionaryObject({NameObject("/Mark0"): writer._add_object(own)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): drawings})
    copy = PdfReader(io.BytesIO(marked(confidential_file(ListingFactory(), written(writer)).file, "东海新材料"))).pages[
        0
    ]
    lines = [line for line in copy.get_contents().get_data().decode().split("\n") if line]
    assert (lines[0], lines[-2:]) == ("q", ["Q", "q 1.000 0.000 0.000 1.000 50.000 100.000 cm /Mark1 Do Q"])
    held = copy["/Resources"]["/XObject"]
    assert (held["/Mark0"].get_data(), held["/Mark1"]["/BBox"][2:]) == (b"", [200, 300])


def drawing(size, pages=1):
    """A drawing as programs for plans write it: lines without end on every page."""
    writer, content = PdfWriter(), DecodedStreamObject()
    content.set_data(b"0 0 m 10 10 l S\n" * (size // 16))
    shared = writer._add_object(content.flate_encode())
    for _ in range(pages):
        writer.add_page(PageObject.create_blank_page(width=300, height=500))[NameObject("/Contents")] = shared
    return written(writer)


@pytest.mark.rule("R8-05")
def test_a_drawing_of_many_lines_is_marked_without_reading_its_lines():
    kept = confidential_file(ListingFactory(), drawing(10_000_000, pages=50)).file
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    pages = PdfReader(io.BytesIO(marked(kept, "东海新材料 · 沈"))).pages
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - used < 10
    lines, mark = (page["/Contents"][1].get_object() for page in (pages[0], pages[49])), pages[49]["/Contents"][2]
    assert [len(drawn.get_data()) for drawn in lines] == [10_000_000] * 2
    assert b"/Mark0 Do" in mark.get_object().get_data()


@pytest.mark.rule("R8-05")
def test_a_document_that_takes_too_long_is_ended_named_and_not_tried_again(monkeypatch):
    agent, room = make_agent(), offered_room()
    access, attachment = granted_access(room, agent), room.listing.achievement.attachments.get()
    endless = Path(attachment.file.content.path).with_suffix(".endless")
    os.mkfifo(endless)  # reading it never ends
    attachment.file.content.name = str(endless)
    attachment.file.save()
    monkeypatch.setattr(watermark, "PATIENCE", 1.0)
    began = time.monotonic()
    for _twice in range(2):
        with translation.override("en"), pytest.raises(FileNotMarked, match="could not be prepared"):
            take_file(access=access, attachment=attachment, address=NETWORK, by=agent)
        monkeypatch.setattr(watermark, "PATIENCE", 600.0)  # a second try would take so long
    assert 1 < time.monotonic() - began < 300
    assert RoomEntry.objects.count() == 0


def test_a_reader_who_would_wait_for_the_copies_of_others_is_told_to_come_again(monkeypatch, client):
    agent, room = make_agent(), offered_room()
    granted_access(room, agent)
    attachment = room.listing.achievement.attachments.get()
    monkeypatch.setattr(watermark, "TURN", 0.01)
    client.force_login(agent.user)
    with watermark.ONE_AT_A_TIME:
        answer = client.get(f"/rooms/files/{attachment.pk}/")
    assert (answer.status_code, RoomEntry.objects.count()) == (503, 0)
    assert f'href="/rooms/files/{attachment.pk}/"' in answer.content.decode()
    assert client.get(f"/rooms/files/{attachment.pk}/").status_code == 200


def test_a_process_that_does_not_start_says_nothing_of_the_document(monkeypatch):
    kept = confidential_file(ListingFactory()).file
    with monkeypatch.context() as broken, pytest.raises(MarkerAway):
        broken.setattr(watermark.sys, "executable", "/bin/false")
        marked(kept, "东海新材料")
    assert marked(kept, "东海新材料")


def test_the_process_that_marks_is_told_no_secret(monkeypatch, tmp_path):
    kept, nosy, told = confidential_file(ListingFactory()).file, tmp_path / "nosy", tmp_path / "told"
    nosy.write_text(f"#!/bin/sh\nenv > {told}\n")
    nosy.chmod(0o755)
    with monkeypatch.context() as changed, pytest.raises(MarkerAway):
        changed.setattr(watermark.sys, "executable", str(nosy))
        marked(kept, "东海新材料")
    assert "PATH=" in told.read_text()
    assert "TTE_" not in told.read_text()


def test_the_process_that_marks_has_bounds_of_pages_memory_time_and_size(tmp_path):
    source = tmp_path / "two.pdf"
    source.write_bytes(pdf_of_pages((300, 500), (300, 500)))
    code = (
        "import resource, sys; from listings import watermark_drawing as drawing; drawing.MOST_PAGES = 1\n"
        "print(drawing.main(sys.argv[1], 'x', sys.argv[2]))\n"
        "print(*(resource.getrlimit(getattr(resource, f'RLIMIT_{each}'))[0] for each in ('AS', 'CPU', 'FSIZE')))"
    )
    asked = [sys.executable, "-c", code, str(source), str(tmp_path / "copy.pdf")]
    said = subprocess.run(asked, cwd=watermark.ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout
    assert said.split() == [
        "damaged",
        *(str(most) for most in (watermark_drawing.MEMORY, watermark_drawing.SECONDS, watermark_drawing.LARGEST)),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (pdf_of_pages(password="secret"), "locked"),
        (b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", "damaged"),
        (b"%PDF-1.7", "damaged"),
        (pdf_of_pages()[:300], "damaged"),
        (written(PdfWriter()), "damaged"),
    ],
)
def test_what_cannot_be_marked_is_not_handed_out(content, says):
    room = offered_room()
    agent = make_agent()
    attachment = confidential_file(room.listing, content)
    access = granted_access(room, agent)
    with translation.override("en"), pytest.raises(FileNotMarked, match=says):
        take_file(access=access, attachment=attachment, address=NETWORK, by=agent)
    assert RoomEntry.objects.count() == 0


def test_other_types_go_out_only_where_the_holder_says_so():
    room = offered_room()
    agent = make_agent()
    sheet = confidential_file(room.listing, b"a,b\n", content_type="text/csv", name="data.csv")
    access = granted_access(room, agent)
    with pytest.raises(FileNotOffered):
        take_file(access=access, attachment=sheet, address=NETWORK, by=agent)
    assert RoomEntry.objects.count() == 0
    open_room(listing=room.listing, opening="decision", offers_unmarked=True, by=make_officer(room.listing.holder))
    taken = take_file(access=fresh(access), attachment=sheet, address=NETWORK, by=agent)
    assert (taken.content, taken.entry.marked) == (None, False)


def test_a_withdrawal_holds_also_against_a_page_already_open():
    room, agent = offered_room(), make_agent()
    held = granted_access(room, agent)
    withdraw_access(access=fresh(held), reason="Sold elsewhere", by=make_officer(room.listing.holder))
    with pytest.raises(RoomShut):
        view_room(access=held, address=NETWORK, by=agent)
    with pytest.raises(RoomShut):
        take_file(access=held, attachment=room.listing.achievement.attachments.get(), address=NETWORK, by=agent)
    assert (RoomEntry.objects.count(), told("room_withdrawn")) == (0, [agent.user])


@pytest.mark.parametrize(
    ("row", "fields", "code"),
    [
        ("access", {"ends_on": "2020-01-01"}, "ended"),
        ("listing", {"state": "expired"}, "ended"),
        ("listing", {"state": "sold"}, "ended"),
    ],
)
def test_an_end_that_comes_by_itself_shuts_the_room(row, fields, code):
    agent = make_agent()
    access = granted_access(offered_room(), agent)
    thing = {"access": access, "listing": access.room.listing}[row]
    type(thing).objects.filter(pk=thing.pk).update(**fields)
    assert shut_room(fresh(access)).code == code
    with pytest.raises(RoomShut):
        view_room(access=access, address=NETWORK, by=agent)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_log_cannot_be_rewritten(act):
    agent = make_agent()
    entry = view_room(access=granted_access(offered_room(), agent), address=NETWORK, by=agent)
    rows = RoomEntry._base_manager.filter(pk=entry.pk)
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        rows.update(address="") if act == "update" else rows._raw_delete(rows.db)


# --- the export gate


@pytest.mark.rule("R8-10")
@pytest.mark.parametrize(("region", "stands"), [("3300", False), ("8000", True), ("7100", True), ("8100", True)])
def test_the_gate_stands_before_parties_outside(region, stands):
    assert needs_export_decision(OrganisationFactory(region_code=region)) is stands


@pytest.mark.rule("R8-10")
def test_hong_kong_macao_and_taiwan_pass_where_the_setting_says_so():
    Rule.objects.filter(key=RuleKey.EXPORT_GATE_REGIONS).update(value=0)
    forget()
    assert needs_export_decision(OrganisationFactory(region_code="7100")) is False
    assert needs_export_decision(OrganisationFactory(region_code="8000")) is True


def test_a_number_of_a_foreign_register_alone_is_outside():
    organisation = OrganisationIdentifierFactory().organisation
    assert needs_export_decision(organisation) is True
    OrganisationIdentifierFactory(organisation=organisation, scheme="uscc", value="91330000MA0TEST017")
    assert needs_export_decision(organisation) is False


@pytest.mark.rule("R8-11", "R8-16")
def test_a_foreign_party_waits_for_the_exchange():
    room, agent = offered_room(opening="signature"), foreign_agent()
    auditor = auditor_of(room.listing)
    access = signed_access(room, agent)
    assert (access.state, shut_room(access).code) == (RoomAccessState.SIGNED, "gate")
    assert auditor.user in told("room_gate_owed")
    with pytest.raises(GateNotPassed):
        grant_access(access=access, ends_on=None, reason="", by=make_officer(room.listing.holder))
    decision = decide(access, auditor)
    assert (decision.list_version, decision.trade_class, decision.decided_by) == (LIST, "F", auditor.user)
    assert (fresh(access).state, shut_room(fresh(access))) == (RoomAccessState.GRANTED, None)
    assert agent.user in told("room_gate_passed")


@pytest.mark.rule("R8-16")
def test_a_prohibition_found_later_shuts_an_open_room():
    room, agent = offered_room(opening="signature"), foreign_agent()
    access, auditor = signed_access(room, agent), auditor_of(room.listing)
    decide(access, auditor)
    decide(access, auditor, trade_class="P")
    assert shut_room(fresh(access)).code == "prohibited"
    with pytest.raises(RoomShut):
        view_room(access=access, address=NETWORK, by=agent)
    assert agent.user in told("room_gate_shut")


@pytest.mark.rule("R8-12")
def test_a_restricted_technology_needs_its_licence():
    room = offered_room()
    access, auditor = signed_access(room, foreign_agent()), auditor_of(room.listing)
    with pytest.raises(LicenceMissing):
        decide(access, auditor, trade_class="R")
    assert shut_room(fresh(access)).code == "gate"
    decide(access, auditor, trade_class="R", reference="LIC-2026-17")
    assert shut_room(fresh(access)).code == "signed"


def test_the_gate_does_not_reopen_what_the_holder_has_withdrawn():
    room = offered_room(opening="signature")
    access, auditor = signed_access(room, foreign_agent()), auditor_of(room.listing)
    decide(access, auditor)
    withdraw_access(access=access, reason="Enough", by=make_officer(room.listing.holder))
    decide(access, auditor)
    assert fresh(access).state == RoomAccessState.WITHDRAWN


def test_no_gate_before_a_party_inside():
    room = offered_room()
    with pytest.raises(NoGate):
        decide(signed_access(room, make_agent()), auditor_of(room.listing))


def test_a_refused_decision_is_refused_twice():
    room = offered_room()
    officer, access = make_officer(room.listing.holder), signed_access(room, make_agent())
    refuse_access(access=access, reason="No", by=officer)
    with pytest.raises(TransitionRefused):
        refuse_access(access=access, reason="No", by=officer)


@pytest.mark.rule("R8-05")
def test_a_room_refused_in_a_second_round_does_not_open_on_the_signature_of_the_first():
    agent = make_agent()
    access = granted_access(offered_room(), agent)
    officer = make_officer(access.room.listing.holder)
    withdraw_access(access=access, reason=REASON, by=officer)
    ask_access(room=access.room, reason=REASON, by=agent)
    refuse_access(access=access, reason=REASON, by=officer)

    with pytest.raises(NotSigned):
        grant_access(access=access, ends_on=None, reason=REASON, by=officer)

    access.refresh_from_db()
    assert (access.state, shut_room(access) is not None) == (RoomAccessState.REFUSED, True)
