"""The fuller record: what its rows say together, what is missing, versions, copies, pictures."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import translation

from listings.drawing_anew import PictureRefused
from listings.models import Achievement
from listings.presenting.advice import advice
from listings.selectors.completeness import Need, keywords_of, needs
from listings.services.achievement import return_achievement, submit_achievement
from listings.services.attachment import MOST_FILES, attach_file, describe_attachment, raise_attachment
from listings.services.draft import NamedTwice, NotOpenForWriting, declare_secrecy, save_draft
from listings.services.picture import MOST_PICTURES, add_picture, choose_cover, drop_picture
from listings.services.right import change_right, take_term
from tests.factories.files import PDF, StoredFileFactory
from tests.factories.listings import (
    AchievementFactory,
    AttachmentFactory,
    ExistingLicenceFactory,
    IPRightFactory,
    PictureFactory,
    RightShareFactory,
    author_of,
    make_officer,
    submitted_achievement,
)
from tests.listings.test_drawing_anew import photograph
from tte.common.clock import today
from tte.files.services import FileRefused
from tte.trail.selectors import events_of

pytestmark = pytest.mark.django_db

HOLDER = {"owner": "holder", "name": "Yunlu University", "percent": Decimal(60), "consented_on": None}
OTHER = {"owner": "unit", "name": "Chengjiang Institute", "percent": Decimal(40), "consented_on": None}


def in_english(found: list[Need]) -> dict[str, str]:
    with translation.override("en"):
        return {str(need.label): need.state for need in found}


def states(achievement: Achievement) -> dict[str, str]:
    return in_english(needs(achievement))


def shot() -> SimpleUploadedFile:
    return SimpleUploadedFile("shot.jpg", photograph().getvalue())


@pytest.mark.rule("R3-16")
@pytest.mark.parametrize(("percent", "state"), [("40", "done"), ("39.99", "wrong"), ("41", "wrong")])
def test_shares_sum_to_a_hundred(percent, state):
    achievement = AchievementFactory()
    RightShareFactory(achievement=achievement, percent=60)
    RightShareFactory(achievement=achievement, other=True, percent=Decimal(percent))

    assert states(achievement)["Shares of the right sum to 100 %"] == state


@pytest.mark.rule("R1-44")
@pytest.mark.parametrize(
    ("right", "consented_on", "state"),
    [("O", None, None), ("E", None, "open"), ("transfer", None, "open"), ("E", date(2026, 9, 1), "done")],
)
def test_all_but_an_ordinary_licence_needs_the_other_owners(right, consented_on, state):
    achievement = AchievementFactory(right_offered=right)
    RightShareFactory(achievement=achievement, percent=60)
    RightShareFactory(achievement=achievement, other=True, percent=40, consented_on=consented_on)

    assert states(achievement).get("Every other owner consents") == state


@pytest.mark.rule("R8-13")
def test_what_fiscal_funds_paid_for_names_its_plan_and_project():
    achievement = AchievementFactory(is_fiscally_funded=True)
    assert states(achievement)["Name plan and project"] == "open"

    achievement = AchievementFactory(is_fiscally_funded=True, funding_source="P15", project_number="2021YFB3701")
    assert states(achievement)["Name plan and project"] == "done"


@pytest.mark.rule("R4-01")
@pytest.mark.parametrize(
    ("text", "words"), [("石墨烯；涂层、防腐", ["石墨烯", "涂层", "防腐"]), ("a; b,  c ,", ["a", "b", "c"]), ("", [])]
)
def test_keywords_are_parted_by_any_sign(text, words):
    assert keywords_of(text) == words


def test_a_fourth_keyword_is_one_too_many():
    assert states(AchievementFactory(keywords_zh="甲；乙；丙；丁"))["Keep to three keywords"] == "wrong"


@pytest.mark.rule("R4-10")
def test_a_level_of_either_scale_is_a_level_and_a_claim_until_evidence_is_attached():
    achievement = AchievementFactory(maturity=None, maturity_13=8)
    claim = "Evidence of the maturity: without it the level is a claim"
    assert states(achievement)["State the maturity level"] == "done"
    assert in_english(advice(achievement))[claim] == "open"

    upload = SimpleUploadedFile("report.pdf", PDF)
    attach_file(
        achievement=achievement, upload=upload, audience="auditors", evidence="maturity", by=author_of(achievement)
    )

    assert in_english(advice(achievement))[claim] == "done"


def test_a_level_of_both_scales_at_once_is_impossible():
    with pytest.raises(DatabaseError, match="maturity_has_one_scale"), transaction.atomic():
        AchievementFactory(maturity=6, maturity_13=8)


def test_save_draft_replaces_the_rows_it_is_given_and_leaves_the_others():
    achievement = AchievementFactory()
    author = author_of(achievement)
    ExistingLicenceFactory(achievement=achievement)
    save_draft(achievement=achievement, by=author, rows={"shares": [HOLDER, OTHER]})

    save_draft(achievement=achievement, by=author, rows={"shares": [HOLDER | {"percent": Decimal(100)}]})

    assert list(achievement.shares.values_list("name", "percent")) == [("Yunlu University", 100)]
    assert achievement.licences.count() == 1
    assert [event.data["fields"] for event in events_of(achievement).filter(kind="achievement.edit")] == [
        ["shares"],
        ["shares"],
    ]


def test_the_same_rows_again_are_no_edit():
    achievement = AchievementFactory()
    save_draft(achievement=achievement, by=author_of(achievement), rows={"shares": [HOLDER, OTHER]})
    keys = list(achievement.shares.values_list("pk", flat=True))

    save_draft(achievement=achievement, by=author_of(achievement), rows={"shares": [HOLDER, OTHER]})

    assert list(achievement.shares.values_list("pk", flat=True)) == keys
    assert events_of(achievement).filter(kind="achievement.edit").count() == 1


def test_an_owner_named_twice_is_refused_and_nothing_changes():
    achievement = AchievementFactory()

    with pytest.raises(NamedTwice):
        save_draft(achievement=achievement, by=author_of(achievement), title_zh="新", rows={"shares": [HOLDER, HOLDER]})

    achievement.refresh_from_db()
    assert (achievement.title_zh == "新", achievement.shares.count()) == (False, 0)


def test_every_hand_in_keeps_a_version_that_nobody_changes():
    achievement = submitted_achievement(title_zh="第一版")
    author = author_of(achievement)
    return_achievement(achievement=achievement, reason="x", by=make_officer(achievement.holder))
    save_draft(achievement=achievement, by=author, title_zh="第二版", rows={"shares": []})
    submit_achievement(achievement=achievement, by=author)

    first, second = achievement.versions.order_by("number")

    assert [(each.number, each.content["title_zh"]) for each in (first, second)] == [(1, "第一版"), (2, "第二版")]
    assert first.content["rights"][0]["number"] == "202310123456.6"
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        achievement.versions.update(content={})


@pytest.mark.rule("R8-01", "R8-02")
def test_a_copy_begins_with_a_declaration_of_its_own():
    source = AchievementFactory(registration_number="3302024Y0001", keywords_zh="涂层")
    RightShareFactory(achievement=source, percent=100)
    PictureFactory(achievement=source)

    copy = declare_secrecy(level="public", reviewer_name="Li", reviewed_on=today(), source=source, by=author_of(source))

    assert copy.secrecy != source.secrecy
    assert (copy.state, copy.title_zh, copy.keywords_zh) == ("draft", source.title_zh, "涂层")
    assert (copy.registration_number, copy.copied_from) == ("", source)
    assert (copy.ip_rights.count(), copy.shares.count(), copy.pictures.count()) == (1, 1, 0)


def test_the_first_picture_is_the_cover_and_the_next_takes_its_place():
    achievement = AchievementFactory()
    author = author_of(achievement)
    first, second = (
        add_picture(achievement=achievement, upload=shot(), alt_zh="", alt_en="", by=author) for _ in range(2)
    )
    assert (first.is_cover, second.is_cover, first.file.content_type) == (True, False, "image/webp")

    choose_cover(picture=second, by=author)
    assert list(achievement.pictures.filter(is_cover=True)) == [second]
    drop_picture(picture=second, by=author)

    assert list(achievement.pictures.filter(is_cover=True)) == [first]


def test_one_picture_too_many_is_refused():
    achievement = AchievementFactory()
    PictureFactory.create_batch(MOST_PICTURES, achievement=achievement)

    with pytest.raises(PictureRefused):
        add_picture(achievement=achievement, upload=shot(), alt_zh="", alt_en="", by=author_of(achievement))

    assert achievement.pictures.count() == MOST_PICTURES


def test_one_file_too_many_is_refused():
    achievement = AchievementFactory()
    file = StoredFileFactory()
    for position in range(MOST_FILES):
        AttachmentFactory(achievement=achievement, file=file, position=position)
    upload = SimpleUploadedFile("report.pdf", PDF)

    with pytest.raises(FileRefused, match="50"):
        attach_file(achievement=achievement, upload=upload, audience="auditors", by=author_of(achievement))
    assert achievement.attachments.count() == MOST_FILES


def test_what_is_handed_in_takes_no_picture():
    achievement = submitted_achievement()

    with pytest.raises(NotOpenForWriting):
        add_picture(achievement=achievement, upload=shot(), alt_zh="", alt_en="", by=author_of(achievement))


@pytest.mark.rule("R8-20")
@pytest.mark.rule("R8-21")
def test_a_picture_attached_for_everybody_is_drawn_anew_also_when_it_becomes_public_later():
    achievement = AchievementFactory()
    author, camera = author_of(achievement), photograph().getvalue()

    def attached(audience: str):
        upload = SimpleUploadedFile("a.jpg", camera)
        return attach_file(achievement=achievement, upload=upload, audience=audience, by=author)

    def holds_the_camera(attachment) -> bool:
        with attachment.file.content.open("rb") as content:
            return b"SecretCam" in content.read()

    secret = attached("auditors")
    assert (holds_the_camera(attached("public")), holds_the_camera(secret)) == (False, True)

    words = {"evidence": "", "description": ""}
    public = describe_attachment(attachment=secret, audience="public", by=author, **words)
    assert (holds_the_camera(public), public.file.content_type) == (False, "image/jpeg")


def test_files_change_places():
    achievement = AchievementFactory()
    author = author_of(achievement)
    names = []
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        upload = SimpleUploadedFile(name, PDF + name.encode())
        names.append(attach_file(achievement=achievement, upload=upload, audience="public", by=author))

    raise_attachment(attachment=names[2], by=author)
    raise_attachment(attachment=names[2], by=author)
    raise_attachment(attachment=names[2], by=author)

    order = achievement.attachments.order_by("position").values_list("file__name", flat=True)
    assert list(order) == ["c.pdf", "a.pdf", "b.pdf"]


@pytest.mark.rule("R1-03")
def test_the_suggested_end_is_taken_only_by_a_click():
    right = IPRightFactory(achievement__rights=False, expires_on=None, filed_on=date(2023, 2, 1))
    author = author_of(right.achievement)

    changed = change_right(right=right, ip_type="11", number="2023 1012 3456.6", status="GRT", by=author)
    assert (changed.number, changed.status, changed.expires_on) == ("202310123456.6", "GRT", None)

    assert take_term(right=right, by=author).expires_on == date(2043, 2, 1)
