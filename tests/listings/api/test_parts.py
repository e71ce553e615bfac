"""The parts of a draft by program: rights, files, pictures and the notice plan; changed, taken out, sent once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from listings.models import Attachment, IPRight, NoticePlan, Picture
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.files import PDF, small_png
from tests.factories.listings import AchievementFactory, author_of, make_officer, submitted_achievement
from tests.listings.api.test_achievement import Program
from tte.accounts.enums import Role
from tte.trail.models import Event

pytestmark = pytest.mark.django_db

SALE = {
    "auctioneer": "Heng Feng",
    "licence_number": "P-33-0017",
    "viewing_place": "Chengjiang",
    "viewing_from": "2030-03-01T09:00:00+08:00",
    "viewing_until": "2030-03-03T17:00:00+08:00",
    "sale_place": "Chengjiang",
    "sale_at": "2030-03-15T10:00:00+08:00",
}


@pytest.fixture
def draft():
    return AchievementFactory()


@pytest.fixture
def program(client, draft):
    return Program(client, author_of(draft))


def upload(program, path, given, **headers):
    return program.client.post(
        f"/api/v1/achievements/{path}",
        given,
        headers={"authorization": f"Bearer {program.token}", "accept-language": "en", **headers},
    )


def png():
    return SimpleUploadedFile("plant.png", small_png())


def test_a_right_is_said_anew_whole_and_taken_out(program, draft):
    right = draft.ip_rights.get()

    changed = program.ask("put", f"rights/{right.pk}/", {"ip_type": "30", "number": "2025SR0000007"})
    assert (changed.status_code, changed.json()["number"], changed.json()["expires_on"]) == (200, "2025SR0000007", None)
    assert program.ask("put", f"rights/{right.pk}/", {"ip_type": "99"}).status_code == 400
    assert program.ask("delete", f"rights/{right.pk}/").status_code == 204
    assert (draft.ip_rights.count(), program.ask("get", f"{draft.code}/").json()["rights"]) == (0, [])
    assert Event.objects.filter(kind="achievement.drop_right").count() == 1


def test_the_same_right_sent_again_under_its_key_is_named_once(program, draft):
    right, key = {"ip_type": "30", "number": "2025SR0000007"}, {"idempotency-key": "r1"}

    first, again = (program.ask("post", f"{draft.code}/rights/", right, **key) for _twice in range(2))

    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert draft.ip_rights.filter(number="2025SR0000007").count() == 1
    IPRight.objects.filter(number="2025SR0000007").delete()
    gone = program.ask("post", f"{draft.code}/rights/", right, **key)
    assert (gone.status_code, gone.json()["code"]) == (409, "key_reused")


def test_a_file_is_attached_once_described_anew_and_taken_out(program, draft):
    def attach(content=PDF):
        given = {"upload": SimpleUploadedFile("report.pdf", content), "description": "Report"}
        return upload(program, f"{draft.code}/files/", given, **{"idempotency-key": "f1"})

    pk = attach().json()["pk"]
    assert (attach().json()["pk"], attach(PDF + b"\n").status_code, Attachment.objects.count()) == (pk, 409, 1)

    said = {"audience": "public", "evidence": "maturity", "description": "Report of the trial"}
    assert program.ask("put", f"files/{pk}/", said).json() == {"pk": pk, "name": "report.pdf"} | said
    assert program.ask("put", f"files/{pk}/", {"audience": "nobody"}).status_code == 400
    assert program.ask("get", f"{draft.code}/").json()["files"] == [{"pk": pk, "name": "report.pdf"} | said]
    assert program.ask("delete", f"files/{pk}/").status_code == 204
    assert Attachment.objects.count() == 0


def test_pictures_are_added_described_and_one_is_the_cover(program, draft):
    path = f"{draft.code}/pictures/"
    first = upload(program, path, {"upload": png(), "alt_en": "The plant"}, **{"idempotency-key": "p1"})
    again = upload(program, path, {"upload": png(), "alt_en": "The plant"}, **{"idempotency-key": "p1"})
    assert (first.status_code, first.json()["is_cover"], again.json()) == (201, True, first.json())
    other = upload(program, path, {"upload": png(), "alt_en": "From above"}).json()

    assert program.ask("post", f"pictures/{other['pk']}/cover/").json()["is_cover"] is True
    assert program.ask("put", f"pictures/{other['pk']}/", {"alt_zh": "俯视"}).json()["alt_en"] == ""
    shown = program.ask("get", f"{draft.code}/").json()["pictures"]
    assert [(each["pk"], each["is_cover"], each["alt_zh"]) for each in shown] == [
        (first.json()["pk"], False, ""),
        (other["pk"], True, "俯视"),
    ]
    assert program.ask("delete", f"pictures/{other['pk']}/").status_code == 204
    assert Picture.objects.get().is_cover
    wrong = upload(program, path, {"upload": SimpleUploadedFile("plant.png", b"no picture")})
    assert (wrong.status_code, Picture.objects.count()) == (409, 1)


def test_the_parts_of_another_or_of_what_is_handed_in_are_as_if_they_were_not_there(client, program, draft):
    stranger = Program(client, make_actor(role=Role.OFFICER))
    right = f"rights/{draft.ip_rights.get().pk}/"
    handed = submitted_achievement()
    late = Program(client, author_of(handed))

    assert {stranger.ask(verb, right, {}).status_code for verb in ("put", "delete")} == {404}
    assert late.ask("delete", f"rights/{handed.ip_rights.get().pk}/").status_code == 404
    assert (draft.ip_rights.count(), handed.ip_rights.count()) == (1, 1)


# --- the notice plan


@pytest.mark.rule("R3-03")
def test_a_negotiated_price_is_planned_and_submitted_by_program(client):
    buyer = OrganisationFactory(name_zh="远航装备有限公司")
    draft = AchievementFactory(regime="NEG")
    NoticePlan.objects.filter(achievement=draft).delete()
    program = Program(client, author_of(draft))
    asked = program.ask("get", f"{draft.code}/notice/").json()
    assert asked["asked"] == ["notice_length", "intended_buyer_name", "related_party", "relation"]
    assert [fault["field"] for fault in asked["faults"]] == ["intended_buyer_name", "related_party"]
    assert program.ask("post", f"{draft.code}/submit/").status_code == 409

    said = {"intended_buyer_name": "远航装备有限公司", "related_party": True}
    lacking = program.ask("put", f"{draft.code}/notice/", said).json()
    assert ([fault["field"] for fault in lacking["faults"]], lacking["intended_buyer"]) == (["relation"], buyer.code)
    whole = program.ask("put", f"{draft.code}/notice/", said | {"related_party": False}).json()

    assert (whole["faults"], whole["related_party"]) == ([], False)
    assert program.ask("post", f"{draft.code}/submit/").json()["state"] == "submitted"
    late = program.ask("put", f"{draft.code}/notice/", said)
    assert (late.status_code, late.json()["code"]) == (409, "not_open_for_writing")


@pytest.mark.rule("R3-30")
def test_an_auction_outside_is_planned_with_moments_that_carry_their_offset(client):
    draft = AchievementFactory(regime="AUCTION")
    NoticePlan.objects.filter(achievement=draft).delete()
    program = Program(client, author_of(draft))
    assert len(program.ask("get", f"{draft.code}/notice/").json()["faults"]) == len(SALE)

    answer = program.ask("put", f"{draft.code}/notice/", SALE)

    assert (answer.status_code, answer.json()["faults"]) == (200, [])
    assert NoticePlan.objects.get().sale_at.isoformat() == "2030-03-15T02:00:00+00:00"
    assert program.ask("post", f"{draft.code}/submit/").json()["state"] == "submitted"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"sale_at": "soon"}, "sale_at"),
        ({"notice_length": 0}, "notice_length"),
        ({"extensions_allowed": 7}, "extensions_allowed"),
        ({"intended_buyer_name": "远航"}, "intended_buyer_name"),
        ({"intended_buyer": "x"}, "intended_buyer"),
        ([], "detail"),
    ],
)
def test_what_the_regime_does_not_ask_for_or_is_of_the_wrong_kind_changes_nothing(client, sent, field):
    draft = AchievementFactory(regime="AUCTION" if field == "sale_at" else "LIST-PUB")
    program = Program(client, author_of(draft))
    before = program.ask("get", f"{draft.code}/notice/").json()

    answer = program.ask("put", f"{draft.code}/notice/", sent)

    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert program.ask("get", f"{draft.code}/notice/").json() == before
    assert Program(client, make_officer(OrganisationFactory())).ask("get", f"{draft.code}/notice/").status_code == 404
