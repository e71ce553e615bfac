"""Rights, owners and licences on sheets of their own: a line each, read by the form, reported with sheet and line."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from python_calamine import CalamineWorkbook

from listings.models import Achievement
from listings.selectors.record import stored_rows
from tests.factories.accounts import make_actor
from tests.factories.listings import OPTIONS, the_exchange
from tte.accounts.enums import Role
from tte.imports.faults import said
from tte.imports.kinds import KINDS
from tte.imports.reading.shapes import TableRefused
from tte.imports.running import check_now, checking, enter_now, here
from tte.imports.services.batch import BadRows, make_batch
from tte.imports.sheets import write_bad_rows, write_template

pytestmark = pytest.mark.django_db
RESULTS = [["标题", "编号"], ["石墨烯散热膜", "A1"], ["导热膜", "A2"]]
RIGHTS = [
    ["编号", "权利类型", "权利号", "权利名称", "届满日期"],
    ["A1", "发明专利", "202310123456.6", "散热膜", "2043-02-01"],
    ["A1", "技术秘密", "固化制度；第二版", "", ""],
]


def book(**sheets: list[list[str]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write_string(number, place, cell)
    return made.getvalue()


def checked(content: bytes, by=None):
    the_exchange()
    by = by or make_actor(role=Role.OFFICER)
    upload = SimpleUploadedFile("results.xlsx", content)
    return check_now(batch=make_batch(kind="achievements", upload=upload, by=by, options=OPTIONS), by=by)


def faults(batch) -> list[tuple]:
    rows = batch.faults.order_by("line", "sheet_line", "pk")
    return [(row.line, row.sheet, row.sheet_line, row.field, said(row.reason, row.values, "en")) for row in rows]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_template_has_an_example_in_every_column_and_imports_without_a_fault(language):
    path = write_template(KINDS["achievements"], language)
    content = path.read_bytes()
    path.unlink()
    kind, by = KINDS["achievements"], make_actor(role=Role.OFFICER)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [any(cells) for cells in zip(*rows[1:], strict=True)] == [True] * len(kind.fields)

    batch = checked(content, by)

    assert faults(batch) == []
    assert set(batch.columns) == {field.code for field in kind.fields}
    assert list(batch.shape["further"]) == ["rights", "shares", "licences"]
    enter_now(batch=batch, mode="all", by=by)
    first, second = Achievement.objects.order_by("pk")
    for each in (first, second):
        stored = stored_rows(each)
        assert (each.ip_rights.count(), len(stored["shares"]), len(stored["licences"])) == (2, 2, 1)


def test_lines_of_a_sheet_are_the_rights_of_the_record_they_name():
    by = make_actor(role=Role.OFFICER)
    batch = checked(book(权利=RIGHTS, 成果=RESULTS, 说明=[["anything"], ["else"]]), by)

    assert faults(batch) == []
    enter_now(batch=batch, mode="all", by=by)
    first, second = Achievement.objects.order_by("pk")
    numbers = list(first.ip_rights.order_by("pk").values_list("ip_type", "number", "name"))
    assert numbers == [("11", "202310123456.6", "散热膜"), ("20", "固化制度；第二版", "")]
    assert second.ip_rights.count() == 0


def test_a_check_that_broke_off_goes_on_and_still_knows_whose_the_further_lines_are(settings):
    settings.TTE_IMPORT_CHUNK = 1
    the_exchange()
    upload = SimpleUploadedFile("results.xlsx", book(成果=RESULTS, 权利=RIGHTS))
    by = make_actor(role=Role.OFFICER)
    batch = make_batch(kind="achievements", upload=upload, by=by, options=OPTIONS)
    next(checking(batch.pk))

    batch = here(checking(batch.pk))

    assert (batch.row_count, faults(batch)) == (2, [])


@pytest.mark.rule("R4-20")
@pytest.mark.rule("R3-16")
@pytest.mark.parametrize(
    ("sheet", "rows", "place", "says"),
    [
        ("rights", [RIGHTS[0], ["A2", "发明专利", "202310123456.1", "", ""]], (3, 2, "number"), "should be 6, not 1"),
        ("rights", [RIGHTS[0], ["A2", "专利", "1", "", ""]], (3, 2, "ip_type"), "This is not in the list"),
        ("rights", [*RIGHTS, ["A1", "技术秘密", "甲", "", "soon"]], (2, 4, "expires_on"), "Enter a valid date."),
        ("rights", [*RIGHTS, RIGHTS[1]], (2, 2, "number"), "202310123456.6 is named twice"),
        (
            "owners",
            [["编号", "类别", "共有人名称", "份额（%）"], ["A1", "unit", "甲", "60"]],
            (2, 2, "percent"),
            "sum to 100 %, not to 60",
        ),
        ("licences", [["编号", "被许可人", "许可方式"], ["A1", "乙公司", ""]], (2, 2, "mode"), "Give this"),
    ],
)
def test_what_the_form_would_refuse_is_reported_with_its_sheet_and_line(sheet, rows, place, says):
    batch = checked(book(Results=RESULTS, **{sheet: rows}))

    ((line, _code, sheet_line, field, reason),) = faults(batch)
    assert (line, sheet_line, field) == place
    assert says in reason
    assert (batch.good_count, batch.refused_count) == (1, 1)


def test_a_line_that_belongs_to_no_row_keeps_all_out_or_itself():
    by = make_actor(role=Role.OFFICER)
    stray = [*RIGHTS, ["B7", "技术秘密", "甲", "", ""], ["", "技术秘密", "乙", "", ""]]
    batch = checked(book(成果=RESULTS, 权利=stray), by)

    assert [each[:4] for each in faults(batch)] == [(0, "rights", 4, "source_id"), (0, "rights", 5, "source_id")]
    with pytest.raises(BadRows):
        enter_now(batch=batch, mode="all", by=by)
    enter_now(batch=batch, mode="good", by=by)
    assert [each.ip_rights.count() for each in Achievement.objects.order_by("pk")] == [2, 0]


def test_two_rows_of_one_key_and_rights_given_in_two_places_are_refused():
    results = [["标题", "编号", "right numbers"], ["甲", "A1", "202310123456.6"], ["乙", "A1", ""]]
    batch = checked(book(成果=results, 权利=RIGHTS))

    assert [(line, field) for line, _sheet, _line, field, _says in faults(batch)] == [
        (2, "right_numbers"),
        (3, "source_id"),
    ]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["编号", "权利类型", "颜色"], ["A1", "发明专利", "红"]], "颜色"),
        ([["权利类型", "权利号"], ["发明专利", "1"]], "lacks columns"),
    ],
)
def test_a_sheet_with_columns_that_nobody_knows_is_refused_whole(rows, says):
    with pytest.raises(TableRefused) as refused, translation.override("en"):
        checked(book(成果=RESULTS, 权利=rows))
    with translation.override("en"):
        assert says in str(refused.value)


@pytest.mark.rule("R8-01")
def test_a_word_of_secrecy_on_a_further_sheet_keeps_its_row_out():
    batch = checked(book(成果=RESULTS, 权利=[RIGHTS[0], ["A1", "技术秘密", "机密级工艺", "", ""]]))
    assert [line for line, *_ in faults(batch)] == [2]


def test_refused_rows_are_given_back_with_their_lines_and_the_mended_sheet_is_read_again():
    by = make_actor(role=Role.OFFICER)
    wrong = [RIGHTS[0], RIGHTS[1], ["A2", "发明专利", "202310123456.1", "", ""], ["B7", "技术秘密", "甲", "", ""]]
    batch = checked(book(成果=RESULTS, 权利=wrong), by)

    path = write_bad_rows(batch, "zh-hans")
    given = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    path.unlink()
    sheets = {name: given.get_sheet_by_name(name).to_python() for name in given.sheet_names}
    (main, rights) = sheets.values()
    assert [row[1] for row in main[1:]] == ["A2"]
    assert [row[0] for row in rights[1:]] == ["A2", "B7"]
    assert all(row[-1] for row in rights[1:])

    rights[1][2], rights[2][0] = "202310123456.6", "A2"
    again = checked(book(**{name: [[str(cell) for cell in row] for row in rows] for name, rows in sheets.items()}), by)
    assert (faults(again), again.good_count) == ([], 1)


def test_the_page_names_the_sheet_and_the_line(client):
    by = make_actor(role=Role.OFFICER)
    batch = checked(book(成果=RESULTS, 权利=[RIGHTS[0], ["A2", "发明专利", "202310123456.1", "", ""]]), by)
    client.force_login(by.user)

    page = client.get(reverse("imports:batch", args=[batch.pk]))

    (row,) = page.context["faults"]
    assert (row.sheet, row.line, row.label) == ("权利", 2, "号码")
    assert "权利" in page.text
