from datetime import UTC, datetime, timedelta
from decimal import Decimal

from listings.selectors.course import NARROW, WIDE, Point, draw

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
