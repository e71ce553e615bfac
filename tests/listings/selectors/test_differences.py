import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.selectors.differences import GONE, NEW, SAME, Piece, differences


def test_chinese_differs_by_character():
    assert differences("盐雾试验三千小时", "盐雾试验四千小时") == [
        Piece(SAME, "盐雾试验"),
        Piece(GONE, "三"),
        Piece(NEW, "四"),
        Piece(SAME, "千小时"),
    ]


def test_other_scripts_differ_by_word():
    assert differences("a dense coating", "a denser coating") == [
        Piece(SAME, "a "),
        Piece(GONE, "dense"),
        Piece(NEW, "denser"),
        Piece(SAME, " coating"),
    ]


@given(st.text(alphabet="ab 。.\n石墨", max_size=60), st.text(alphabet="ab 。.\n石墨", max_size=60))
def test_the_pieces_give_both_texts_back(first, second):
    pieces = differences(first, second)

    assert "".join(piece.text for piece in pieces if piece.kind != NEW) == first
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == second


@pytest.mark.parametrize(
    ("first", "second"),
    [("同。" * 5_000, "同。" * 5_000 + "异。"), ("a " * 10_000, "a " * 9_999 + "b"), ("石墨" * 10_000, "墨石" * 9_999)],
)
def test_what_repeats_itself_without_end_is_not_compared_part_by_part(first, second):
    assert differences(first, second) == [Piece(GONE, first), Piece(NEW, second)]
