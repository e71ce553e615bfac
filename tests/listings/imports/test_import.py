"""Achievements enter by a file: what is refused, what is a draft, what waits for the exchange."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings.imports import Achievements
from listings.models import Achievement, CatalogueBatch, CatalogueEntry, SecrecyDeclaration
from listings.selectors.secrecy_words import secrecy_words
from tests.factories.accounts import make_actor
from tests.factories.listings import OPTIONS, AchievementFactory, ListingFactory, imported, make_auditor, the_exchange
from tests.factories.takedown import make_head, taken_down
from tte.accounts.enums import Role
from tte.casework.models import Case
from tte.imports.faults import said
from tte.imports.models import Batch
from tte.imports.running import check_now
from tte.imports.services.batch import make_batch
from tte.trail.models import Event

pytestmark = pytest.mark.django_db

ZH = "标题,摘要,申请人,专利号,技术领域,成熟度\n"


def officer():
    return make_actor(role=Role.OFFICER)


def faults(batch: Batch) -> list[tuple]:
    rows = batch.faults.order_by("line", "pk")
    return [(row.line, row.field, said(row.reason, row.values, "en"), row.warning) for row in rows]


@pytest.mark.rule("R8-02")
def test_good_rows_enter_under_one_declaration_and_wait_unseen_for_one_case():
    by = officer()

    batch = imported(ZH + "石墨烯散热膜,一种膜。,云麓大学,,05,4\nHeat film,A film.,Yunlu,,,\n", by=by)

    found = list(Achievement.objects.order_by("pk").values_list("title_zh", "title_en", "state", "field", "maturity"))
    assert found == [("石墨烯散热膜", "", "imported", "05", 4), ("", "Heat film", "imported", "", None)]
    declaration = SecrecyDeclaration.objects.get()
    assert set(Achievement.objects.values_list("secrecy", "holder")) == {(declaration.pk, by.organisation.pk)}
    assert (declaration.reviewer_name, str(declaration.reviewed_on)) == ("保密办 李工", "2026-10-12")
    case = Case.objects.get()
    assert (case.kind, case.applicant, case.reference) == (
        "catalogue_audit",
        by.organisation,
        batch.catalogue_batch.code,
    )
    assert (batch.catalogue_batch.state, batch.catalogue_batch.catalogued) == ("in_audit", 2)


def test_an_import_leaves_one_line_of_the_trail_for_all_its_rows():
    imported(ZH + "".join(f"散热膜 {number},,,,,\n" for number in range(50)), by=officer())

    assert Event.objects.filter(subject_type="listings.achievement").count() == 0
    kinds = list(
        Event.objects.filter(subject_type="listings.cataloguebatch").order_by("pk").values_list("kind", flat=True)
    )
    assert kinds == ["cataloguebatch.declare", "cataloguebatch.hand_in"]


def test_codes_are_dense_and_go_on_with_those_of_posted_achievements():
    imported(ZH + "散热膜 一,,,,,\n散热膜 二,,,,,\n", by=officer())
    imported(ZH + "散热膜 三,,,,,\n", by=officer())

    assert [code[-6:] for code in Achievement.objects.order_by("pk").values_list("code", flat=True)] == [
        "000001",
        "000002",
        "000003",
    ]


def test_rows_are_refused_with_what_would_be_right():
    batch = imported(
        ZH
        + ",没有名称,,,,\n"
        + "散热膜,,,,99,\n"
        + "导热膜,,,,,12\n"
        + "绝缘膜,,,202310123456.1,,\n"
        + f"{'长' * 201},,,,,\n",
        by=officer(),
    )

    found = faults(batch)
    assert [(line, field) for line, field, _says, _warning in found] == [
        (2, "title"),
        (3, "field"),
        (4, "maturity"),
        (5, "number"),
        (6, "title"),
    ]
    assert found[1][2].startswith("This is not in the list; choose one of: 01 Electronics and information; 02 ")
    assert found[3][2] == "The check character should be 6, not 1"
    assert (batch.refused_count, Achievement.objects.count()) == (5, 0)


@pytest.mark.rule("R8-01")
def test_a_row_with_words_of_secrecy_is_not_stored():
    batch = imported(ZH + "某装备涂层,本成果定密为机密级,,,,\n散热膜,,,,,\n", by=officer())

    assert [(line, field) for line, field, *_ in faults(batch)] == [(2, "")]
    assert list(Achievement.objects.values_list("title_zh", flat=True)) == ["散热膜"]


@pytest.mark.rule("R8-01")
@pytest.mark.parametrize("column", ["关键词", "申请人", "分类号"])
def test_a_word_of_secrecy_keeps_a_row_out_wherever_it_stands(column):
    batch = imported(f"标题,{column}\n散热膜,机密级\n导热膜,\n", by=officer())
    assert list(Achievement.objects.values_list("title_zh", flat=True)) == ["导热膜"]
    assert [line for line, *_ in faults(batch)] == [2]


@pytest.mark.rule("R8-01")
@pytest.mark.parametrize("words", ["机**密**级", "机 密 级", "机\u200b密级"])
def test_a_word_of_secrecy_is_found_however_it_is_written(words):
    imported(ZH + f"散热膜,本成果定为{words},,,,\n导热膜,,,,,\n", by=officer())
    assert list(Achievement.objects.values_list("title_zh", flat=True)) == ["导热膜"]


@pytest.mark.rule("R8-20")
def test_a_row_with_personal_data_becomes_a_draft():
    batch = imported(ZH + "散热膜,联系电话 138 0013 8000,,,,\n导热膜,,,,,\n", by=officer())

    assert list(Achievement.objects.order_by("pk").values_list("state", flat=True)) == ["draft", "imported"]
    assert faults(batch) == [
        (2, "", "It seems to hold a telephone number, so it is kept as a draft until that is taken out (R8-20)", True)
    ]
    assert (batch.catalogue_batch.catalogued, batch.catalogue_batch.drafts) == (1, 1)


def test_an_import_of_drafts_needs_no_decision():
    batch = imported(ZH + "散热膜,,,,,\n", by=officer(), recorded_as="draft")

    assert Achievement.objects.get().state == "draft"
    assert (batch.catalogue_batch.state, Case.objects.count()) == ("kept", 0)


def test_numbers_tell_repetitions_in_the_file_and_titles_with_holder_where_there_is_none():
    batch = imported(
        ZH
        + "半导体器件,,甲公司,CN114081026A,,\n"
        + "半导体器件,,甲公司,CN114081027A,,\n"
        + "另一名称,,乙公司,CN 114081026 A,,\n"
        + "散热膜,,甲公司,,,\n"
        + "散热膜,,乙公司,,,\n"
        + "散热 膜！,,甲公司,,,\n",
        by=officer(),
    )

    assert faults(batch) == [
        (4, "", "The same is already in line 2", False),
        (7, "", "The same is already in line 5", False),
    ]
    assert Achievement.objects.count() == 4


def test_a_file_brought_again_repeats_the_stock_row_by_row():
    by = officer()
    content = "编号," + ZH + "1,半导体器件,,甲公司,CN114081026A,,\n2,散热膜,,甲公司,,,\n3,导热膜,,,,,\n"
    imported(content, by=by)

    batch = imported(content.replace("导热膜", "导热薄膜"), by=by)

    ways = [says.rpartition(", ")[0] for _line, _field, says, _warning in faults(batch)]
    assert ways == [
        "The exchange has this number already",
        "This identifier has been imported already",
        "This identifier has been imported already",
    ]
    assert Achievement.objects.count() == 3


def test_a_row_that_somebody_has_posted_is_a_repetition():
    by = officer()
    posted = AchievementFactory(title_zh="石墨烯散热膜", secrecy__organisation=by.organisation)
    right = posted.ip_rights.get()

    batch = imported(
        ZH + f"石墨烯 散热膜,,{by.organisation.name_zh},,,\n石墨烯散热膜,,别的公司,,,\n甲,,,{right.number},,\n", by=by
    )

    assert [(line, says) for line, _field, says, _warning in faults(batch)] == [
        (2, f"The exchange has an achievement of this title already, as {posted.code}"),
        (4, f"The exchange has this number already, as {posted.code}"),
    ]


@pytest.mark.parametrize("state", ["draft", "submitted", "in_audit", "correction", "imported"])
def test_what_another_institution_keeps_to_itself_is_not_betrayed(state):
    """Neither a number nor a title tells that somebody else prepares it, nor under which code."""
    posted = AchievementFactory(title_zh="石墨烯散热膜", state=state)
    number = posted.ip_rights.get().number
    rows = ZH + f"石墨烯散热膜,,,,,\n甲,,,{number},,\n"

    assert faults(imported(rows, by=officer())) == []
    own = imported(rows, by=make_actor(role=Role.OFFICER, organisation=posted.holder))
    assert [line for line, *_ in faults(own)] == [2, 3]


def test_a_public_record_of_another_institution_is_a_repetition():
    listing = ListingFactory(title_zh="石墨烯散热膜")

    batch = imported(ZH + f"石墨烯散热膜,,,,,\n甲,,,{listing.achievement.ip_rights.get().number},,\n", by=officer())

    assert [line for line, *_ in faults(batch)] == [2, 3]


@pytest.mark.rule("R8-03")
def test_what_was_taken_down_is_no_repetition():
    listing = ListingFactory(title_zh="石墨烯散热膜")
    number = listing.achievement.ip_rights.get().number
    taken_down(listing.achievement, make_head())

    assert faults(imported(ZH + f"石墨烯散热膜,,,,,\n甲,,,{number},,\n", by=officer())) == []


def test_the_stock_is_asked_once_for_a_chunk_whatever_its_length():
    the_exchange()
    secrecy_words()  # code lists are read once for all
    by, counts = officer(), []
    for size in (1, 20, 200):
        content = ZH + "".join(f"散热膜 {size} {number},,,CN1{size:03d}{number:04d}A,,\n" for number in range(size))
        upload = SimpleUploadedFile("a.csv", content.encode())
        batch = make_batch(kind="achievements", upload=upload, by=by, options=OPTIONS)
        with CaptureQueriesContext(connection) as asked:
            check_now(batch=batch, by=by)
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_a_name_of_a_region_is_understood_and_an_unknown_one_left_out():
    batch = imported("标题,地区\n甲膜,浙江\n乙膜,美国\n丙膜,3300\n丁膜,9999\n", by=officer())

    assert list(CatalogueEntry.objects.order_by("line").values_list("line", "region_code")) == [
        (2, "3300"),
        (3, ""),
        (4, "3300"),
    ]
    assert [(line, field, warning) for line, field, _says, warning in faults(batch)] == [
        (3, "region", True),
        (5, "region", False),
    ]


def test_who_may_import():
    kind = Achievements()

    assert kind.can_import(officer())
    assert not kind.can_import(make_actor(role=Role.RESEARCHER))
    assert not kind.can_import(make_auditor())
    assert not kind.can_import(None)


def test_nothing_but_a_public_conclusion_is_accepted():
    form = Achievements.options(OPTIONS | {"level": "secret"})

    assert not form.is_valid()
    assert list(form.errors) == ["level"]
    assert CatalogueBatch.objects.count() == 0
