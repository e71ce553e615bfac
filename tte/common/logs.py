"""Log lines as JSON, one object a line, for whatever gathers them. No line holds personal data (tests look)."""

from types import TracebackType

from pythonjsonlogger.json import JsonFormatter

from tte.common.watching import place_of

Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Lines(JsonFormatter):
    """Time (UTC), level, logger, message, request id and whatever the record adds; faults without their words."""

    def __init__(self) -> None:
        super().__init__(
            "{levelname}{name}{message}{request_id}",
            style="{",
            timestamp=True,
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "fault"},
        )

    def formatException(self, exc_info: Fault) -> str:
        return place_of(exc_info[1]) if exc_info[1] else ""
