from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from listings.selectors.course import NAME, NARROW, WIDE, Point, draw

OPENS = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ENDS = OPENS + timedelta(minutes=10)


def picture(points, at=OPENS + timedelta(minutes=5), **changes):
    given = {
        "start_price": Decimal(1_000_000),
        "increment": Decimal(20_000),
        "opens_at": OPENS,
        "closes_at": ENDS,
        "at": at,
        "language": "en",
    }
    return draw(points, **given | changes)


def point(minute, thousands, closes_at=ENDS):
    return Point(OPENS + timedelta(minutes=minute), Decimal(thousands * 1000), f"B-{minute:02d}", closes_at)


def test_without_bids_there_is_a_frame_and_no_line():
    drawn = picture([])
    assert (drawn.path, drawn.marks, drawn.ends) == ("", [], [])
    assert drawn.now != ""
    assert next(row.label for row in drawn.rows) == "1,000"


def test_every_bid_is_a_mark_inside_the_frame():
    drawn = picture([point(1, 1000), point(3, 1040), point(4, 1060)])
    assert len(drawn.marks) == 3
    assert all(WIDE["left"] - 5 <= float(mark.x) <= WIDE["right"] for mark in drawn.marks)
    assert all(WIDE["top"] - 5 <= float(mark.y) <= WIDE["bottom"] for mark in drawn.marks)
    assert drawn.path.startswith("M")
    assert drawn.path.count("V") == 3


def test_the_newest_bid_is_always_named():
    drawn = picture([point(minute, 1000 + 20 * minute) for minute in range(1, 9)], narrow=True)
    assert drawn.marks[0].label == "B-08"
    assert drawn.width == NARROW["width"]


def test_moved_ends_are_drawn_and_the_present_only_while_it_runs():
    moved = ENDS - timedelta(minutes=1)
    drawn = picture([point(1, 1000, moved), point(2, 1020)], at=ENDS)
    assert len(drawn.ends) == 1
    assert drawn.now == ""


def test_levels_are_whole_steps_and_few():
    drawn = picture([point(1, 1000), point(2, 3000)])
    assert 2 <= len(drawn.rows) <= 7
    assert picture([point(1, 1000)], language="zh-hans").rows[0].label == "100"


def spans(drawn):
    return [(float(mark.text_x), float(mark.text_x) + NAME) for mark in drawn.marks if mark.label]


def test_a_name_stands_beside_the_line_of_the_present_and_over_no_other_name():
    points = [point(minute, 1000 + 20 * minute) for minute in range(1, 6)]
    for drawn in (picture(points, at=OPENS + timedelta(minutes=5, seconds=seconds)) for seconds in (0, 10, 40, 200)):
        named = sorted(spans(drawn))
        assert len(named) >= 2
        assert not any(begins <= float(drawn.now) <= ends for begins, ends in named)
        assert all(after[0] > before[1] for before, after in pairwise(named))


def test_a_name_does_not_stand_across_an_end_that_was_moved():
    drawn = picture([point(1, 1000), point(4, 1020, OPENS + timedelta(minutes=4, seconds=30)), point(9, 1100)], at=ENDS)
    assert [mark.label for mark in drawn.marks] == ["B-09", "B-04", "B-01"]
    assert not any(begins <= float(drawn.ends[0]) <= ends for begins, ends in spans(drawn))


def test_the_newest_name_stands_beyond_the_line_of_the_present_where_there_is_no_room_before_it():
    drawn = picture([point(1, 1000)], at=OPENS + timedelta(minutes=1, seconds=30), narrow=True)
    ((begins, ends),) = spans(drawn)
    assert float(drawn.now) < begins < ends <= NARROW["right"]
