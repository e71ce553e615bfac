"""The 16-digit registration number (R1-32..R1-34): year, province, city, point, serial. The layout is data.

An older form had 14 digits, with two for the year (R1-33); numbers of that form stay as they are.
"""

from dataclasses import dataclass

LAYOUT: tuple[int, ...] = (4, 2, 2, 2, 6)
OLD_LAYOUT: tuple[int, ...] = (2, 2, 2, 2, 6)
LENGTH = sum(LAYOUT)
LAYOUTS = {sum(layout): layout for layout in (LAYOUT, OLD_LAYOUT)}
FIRST_CENTURY_YEAR = 84


class SeriesExhausted(OverflowError):
    """An agency registered more contracts in a year than its serial has digits for."""


def registration_number(*, year: int, region_code: str, point: str, serial: int) -> str:
    """`2026` `11` `01` `03` `000127` → 2026110103000127. `region_code` is province and city, two digits each."""
    head, width = f"{year:04}{region_code}{point}", LAYOUT[-1]
    tail = f"{serial:0{width}}"
    if len(tail) > width:
        raise SeriesExhausted(f"{serial} has more than {width} digits")
    number = head + tail
    if len(number) != LENGTH or not number.isdigit():
        raise ValueError(f"{number!r} is not a registration number")
    return number


@dataclass(frozen=True)
class NumberParts:
    """What a registration number says: the year of registration, region (province and city), point, serial."""

    year: int
    region_code: str
    point: str
    serial: int


def parts_of(number: str) -> NumberParts:
    """The parts of a number of either form; ValueError when it has neither.

    Two digits of a year from 84 on are of the last century: technology contracts are registered since 1984.
    """
    if not number.isdecimal() or not number.isascii() or len(number) not in LAYOUTS:
        raise ValueError(f"{number!r} is not a registration number")
    year, province, city, point, serial = grouped(number)
    whole = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= FIRST_CENTURY_YEAR else 2000)
    return NumberParts(whole, province + city, point, int(serial))


def series_of(region_code: str, point: str, year: int) -> str:
    """The counter from which an agency's numbers of a year are drawn."""
    return f"contract:{region_code}{point}:{year}"


def grouped(number: str) -> list[str]:
    """The number in its groups, as people read it: 2026 11 01 03 000127, or 08 11 01 03 000127."""
    groups, start = [], 0
    for width in LAYOUTS[len(number)]:
        groups.append(number[start : start + width])
        start += width
    return groups
