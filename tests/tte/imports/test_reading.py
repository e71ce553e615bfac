import gzip
import io

import pytest
import xlsxwriter

from tte.imports.reading.shapes import TableRefused
from tte.imports.reading.tables import lines, look_at


def read(raw: bytes, **given) -> list[tuple]:
    content = io.BytesIO(raw)
    shape = look_at(content, **given)
    return [tuple(shape.headings), *(tuple(line.cells) for line in lines(content, shape))]


def workbook(rows: list[list], *, at: int = 0) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows, at):
        sheet.write_row(number, 0, row)
    book.close()
    return content.getvalue()


TABLE = "编号,名称\nA1,石墨烯\nA2,“涂层”\n"
SAME = [("编号", "名称"), ("A1", "石墨烯"), ("A2", "“涂层”")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_the_encoding_is_found_out(encoding, pack):
    assert read(pack(TABLE.encode(encoding))) == SAME


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found_out(delimiter):
    assert read(TABLE.replace(",", delimiter).encode()) == SAME


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_workbook_is_read_as_values(pack):
    assert read(pack(workbook([["code", "n"], ["=1+1", 12], ["007", 1.5], [True, ""]]))) == [
        ("code", "n"),
        ("=1+1", "12"),
        ("007", "1.5"),
        ("true", ""),
    ]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_json_lines_keep_digits_and_join_lists(pack):
    raw = b'{"id": 1.10, "tags": ["a", "b"]}\n\n{"id": 12345678901234567890, "more": null, "ok": true}\n'
    assert read(pack(raw)) == [
        ("id", "tags", "more", "ok"),
        ("1.10", "a; b", "", ""),
        ("12345678901234567890", "", "", "true"),
    ]


def test_lines_that_cannot_be_taken_say_why(settings):
    settings.TTE_IMPORT_CELL = 10
    content = io.BytesIO(b"a,b\n1,2,3\n4\nx\x07,5\n12345678901,6\n")
    found = list(lines(content, look_at(content)))
    assert [(line.number, line.problem and line.problem.values) for line in found] == [
        (2, {"count": 3, "width": 2}),
        (3, None),
        (4, {"heading": "a"}),
        (5, {"limit": "10"}),
    ]


def test_a_formula_without_result_is_a_problem_of_its_row():
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("甲")
    book.add_worksheet("乙").write_formula("A3", "=1/0", value="#DIV/0!")
    for place, value in {"A1": "a", "B1": "b", "A2": "1", "A3": "2"}.items():
        sheet.write(place, value)
    sheet.write_formula("B2", "=1/0", value="#DIV/0!")
    sheet.write_formula("B3", "=1+1", value=2)
    book.close()
    found = list(lines(content, look_at(content)))
    assert [(line.cells, line.problem and line.problem.values) for line in found] == [
        (["1", ""], {"cell": "B2"}),
        (["2", "2"], None),
    ]


def test_headings_are_found_below_a_title():
    known = {"编号", "名称"}
    raw = ("成果清单,\n填表日期,2026\n" + TABLE).encode()
    assert read(raw, knows=lambda cells: len(known & set(cells))) == SAME


def test_a_record_over_several_lines_has_the_line_where_it_begins():
    content = io.BytesIO(b'a,b\n"x\ny",1\nz,2\n')
    assert [line.number for line in lines(content, look_at(content))] == [2, 4]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"a,b\n",
        b"\x00\x01\x02binary",
        b"\xd0\xcf\x11\xe0old office",
        b"PK\x03\x04 no archive",
        gzip.compress(b"a,b\n1,2\n")[:-9],
        b"\x1f\x8bno gzip",
        b'a,b\n1,"2\n' + b"x" * 200_000,
        b"\xff\xd8\xff\xe0" + bytes(range(256)),
    ],
)
def test_what_is_no_table_is_refused(raw):
    with pytest.raises(TableRefused):
        read(raw)


def test_limits_are_kept_whatever_the_packing(settings):
    settings.TTE_IMPORT_ROWS, settings.TTE_IMPORT_BYTES, settings.TTE_IMPORT_COLUMNS = 3, 100_000, 4
    for raw in (
        b"a\n" + b"1\n" * 4,
        b'{"a": 1}\n' * 4,
        workbook([["a"], *[["1"]] * 4]),
        workbook([["a"], ["1"]], at=9),
    ):
        with pytest.raises(TableRefused, match=r"\b3 "):
            read(raw)
    with pytest.raises(TableRefused, match="KB"):
        read(gzip.compress(b"a\n" + b" " * 200_000))
    for raw in (b"a,b,c,d,e\n1,2,3,4,5\n", workbook([["a", "b", "c", "d", "e"], ["1"]])):
        with pytest.raises(TableRefused, match=r"\b4 "):
            read(raw)


def test_a_list_of_json_keeps_the_places_of_its_empty_entries():
    found = read(b'{"a": ["x", "", "z"], "b": [null, ""]}\n{"a": [], "b": 1}\n')
    assert found == [("a", "b"), ("x; ; z", ""), ("", "1")]


def test_a_list_of_objects_becomes_a_column_for_each_of_their_keys():
    raw = (
        b'{"t": 1, "rights": [{"type": "11", "number": "A"}, {"number": "B"}]}\n{"t": 2, "rights": [{"type": "20"}]}\n'
    )
    assert read(raw) == [("t", "rights.type", "rights.number"), ("1", "11;", "A; B"), ("2", "20", "")]


@pytest.mark.parametrize(
    ("value", "key"),
    [('[{"n": {"x": 1}}]', "r.n"), ('[{"n": "a;b"}]', "r.n"), ('{"n": 1}', "r"), ('[1, {"n": 1}]', "r")],
)
def test_what_no_cell_can_hold_is_a_problem_of_its_line(value, key):
    content = io.BytesIO(f'{{"t": 1, "r": {value}}}\n'.encode())
    [line] = lines(content, look_at(content))
    assert line.problem and line.problem.values == {"key": key}
