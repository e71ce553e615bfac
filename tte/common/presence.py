"""What the table lets be empty and the state does not."""

from typing import TypeVar

T = TypeVar("T")


def present(value: T | None) -> T:
    """The value that the state promises: a submitted work has its case, a decided lot its price. None is our fault."""
    if value is None:
        raise LookupError("the state promises a value, and there is none")
    return value
