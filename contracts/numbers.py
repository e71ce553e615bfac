"""The 16-digit registration number (R1-32..R1-34): year, province, city, point, serial. The layout is data."""

LAYOUT: tuple[int, ...] = (4, 2, 2, 2, 6)
LENGTH = sum(LAYOUT)


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


def grouped(number: str) -> list[str]:
    """The number in its groups, as people read it: 2026 11 01 03 000127."""
    groups, start = [], 0
    for width in LAYOUT:
        groups.append(number[start : start + width])
        start += width
    return groups
