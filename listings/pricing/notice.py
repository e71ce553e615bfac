"""How long a notice still runs: arithmetic on whole units (days, working days, seconds), whatever the calendar."""

from decimal import ROUND_CEILING, Decimal


def remaining_after_suspension(*, original: int, elapsed: int, minimum: int, share: Decimal) -> int:
    """What is left when a suspended notice goes on (R3-41).

    The original length less what has run; but at least `share` of the minimum, and never so little that the whole
    falls below the minimum.
    """
    least = int((minimum * share).to_integral_value(rounding=ROUND_CEILING))
    return max(original - elapsed, least, minimum - elapsed)


def is_free_price(*, price: Decimal, base: Decimal, share: Decimal) -> bool:
    """Whether a second listing may ask this price without a fresh approval (R3-44)."""
    return price >= base * share
