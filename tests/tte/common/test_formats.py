from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tte.common import formats

ZONE = "Asia/Shanghai"
FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("amount", "written"),
    [("3200000", "¥3,200,000"), ("3200000.00", "¥3,200,000"), ("0.5", "¥0.50"), ("0", "¥0"), ("-12.3", "−¥12.30")],
)
def test_yuan_writes_fen_only_where_there_are_any(amount, written):
    assert formats.yuan(Decimal(amount)) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("3200000", "320 万元"),
        ("9999.99", None),
        ("10000", "1 万元"),
        ("240000000", "2.4 亿元"),
        ("12345", "1.2345 万元"),
    ],
)
def test_wan_begins_at_ten_thousand(amount, written):
    assert formats.wan(Decimal(amount), "zh-hans") == written


def test_wan_is_silent_in_english():
    assert formats.wan(Decimal("3200000"), "en") is None


@pytest.mark.parametrize(
    ("amount", "language", "written"),
    [
        ("6840000000000", "zh-hans", "6.84 万亿元"),
        ("6840000000000", "en", "¥6.84 trillion"),
        ("2400000", "en", "¥2.4 million"),
        ("2400000", "zh-hans", "240 万元"),
        ("900", "en", "¥900"),
    ],
)
def test_prose_amount_takes_the_largest_unit(amount, language, written):
    assert formats.prose_amount(Decimal(amount), language) == written


def test_short_date_names_the_year_only_when_it_is_another():
    assert formats.short_date(FRIDAY, "zh-hans", today=FRIDAY) == "11-20"
    assert formats.short_date(date(2027, 1, 15), "zh-hans", today=FRIDAY) == "2027-01-15"
    assert formats.short_date(FRIDAY, "en") == "20 Nov"
    assert formats.short_date(date(2027, 1, 15), "en", today=FRIDAY) == "15 Jan 2027"


def test_long_date_in_both_languages():
    assert formats.long_date(FRIDAY, "zh-hans") == "2026 年 11 月 20 日"
    assert formats.long_date(FRIDAY, "zh-hans", weekday=True) == "2026 年 11 月 20 日　星期五"
    assert formats.long_date(FRIDAY, "en", weekday=True) == "Friday, 20 November 2026"


def test_moment_names_its_zone():
    at = datetime(2026, 11, 20, 2, 3, 23, tzinfo=UTC)
    assert formats.moment(at, "zh-hans", zone=ZONE, with_date=False) == "10:03:23 北京时间"
    assert formats.moment(at, "en", zone=ZONE, with_date=False) == "10:03:23 Beijing time"
    assert formats.moment(at, "zh-hans", zone=ZONE, named=False) == "2026-11-20 10:03:23"
    assert formats.moment(at, "en", zone="America/New_York") == "19 Nov 2026, 21:03:23 UTC−05:00"


def test_due_moment_at_midnight_ends_the_day_before():
    midnight = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
    assert formats.due_moment(midnight, "zh-hans", zone=ZONE) == "11-27（周五）24:00"
    assert formats.due_moment(midnight, "en", zone=ZONE) == "Fri 27 Nov, 24:00"


def test_end_of_a_period_that_stands_alone_says_year_and_zone():
    midnight = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    assert formats.end_moment(midnight, "zh-hans", zone=ZONE) == "2026-12-31（周四）24:00 北京时间"
    assert formats.end_moment(midnight, "en", zone=ZONE) == "Thu 31 Dec 2026, 24:00 Beijing time"


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (277, "4 分 37 秒", "4 min 37 s"),
        (3 * 86400 + 19 * 3600 + 5, "3 天 19 时", "3 d 19 h"),
        (0, "0 秒", "0 s"),
        (3600, "1 时", "1 h"),
        (-5, "0 秒", "0 s"),
    ],
)
def test_duration_says_two_units(seconds, zh, en):
    assert formats.duration(seconds, "zh-hans") == zh
    assert formats.duration(seconds, "en") == en


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("1080000", "壹佰零捌万元整"),
        ("0", "零元整"),
        ("10", "壹拾元整"),
        ("1001", "壹仟零壹元整"),
        ("107000.53", "壹拾万零柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("1000100000", "壹拾亿零壹拾万元整"),
        ("6840000000000", "陆万捌仟肆佰亿元整"),
        ("1000000000000", "壹万亿元整"),
        ("325.10", "叁佰贰拾伍元壹角整"),
        ("-3", "负叁元整"),
    ],
)
def test_capital_amount(amount, written):
    assert formats.capital_amount(Decimal(amount)) == written


def test_capital_amount_refuses_what_it_cannot_write():
    with pytest.raises(ValueError, match="below"):
        formats.capital_amount(Decimal(10**16))


@pytest.mark.parametrize(("size", "written"), [(12, "12 B"), (4200, "4.2 KB"), (19_000_000, "19 MB")])
def test_file_size(size, written):
    assert formats.file_size(size) == written
