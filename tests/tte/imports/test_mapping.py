from dataclasses import replace

import pytest

from tests.tte.imports.kinds import Codes
from tte.imports.kinds import KINDS
from tte.imports.mapping import guess, normalised, signature

KIND = KINDS[Codes.code]


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (["编号", "名称"], {"code": 0, "name": 1}),
        (["NAME", " Code "], {"name": 0, "code": 1}),
        (["名称（中文）", "代码 *"], {"name": 0, "code": 1}),
        (["产品代码", "单位名称"], {"code": 0, "name": 1}),
        (["代码", "编号", "名称"], {"code": 0, "name": 2}),
        (["", "其他"], {}),
        (["退回原因", "名称"], {"name": 1}),
    ],
)
def test_columns_are_guessed_from_their_headings(headings, columns):
    assert guess(KIND, headings) == columns


def test_a_column_without_a_known_heading_is_guessed_by_the_look_of_its_values():
    assert guess(KIND, ["x", "y"], [["A1", "B22", ""], ["one", "two", ""]]) == {"code": 0}
    assert guess(KIND, ["x", "y"], [["A1", "B22"], ["C3", "D4"]]) == {}


def test_headings_are_one_whatever_their_width_case_and_order():
    assert normalised("ＣＯＤＥ （编 号）*") == "code编号"
    assert signature(["a", "B", "退回原因"]) == signature(["b", "A", "Reasons given back"]) != signature(["a"])


def test_a_column_of_bare_numbers_tells_nothing_by_its_look():
    levels = replace(KIND.fields[0], code="level", headings=(), examples=("5", "7"), required=False)
    kind = type("Levels", (type(KIND),), {"fields": (levels,)})()
    assert guess(kind, ["journal_year"], [["2018", "2019"]]) == {}
