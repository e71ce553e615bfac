"""Files of statistics. CSV comes in two forms: `raw` holds every value exactly, `sheet` is for people. What keeps a
spreadsheet from calculating text stands in tte/common/spreadsheets.py."""

import queue
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from tte.common import formats
from tte.common.languages import spoken_language
from tte.common.spreadsheets import Value, csv_head, csv_lines
from tte.statistics.enums import ExportForm

CHUNK = 64 * 1024


@dataclass(frozen=True)
class Stamp:
    """What stands at the head of every file: when and up to where it is true, what was chosen, in which unit."""

    title: str
    as_of: datetime
    position: int
    filters: str
    unit: str
    rule_set: str

    def lines(self) -> list[tuple[str, str]]:
        moment = formats.moment(self.as_of, spoken_language(), zone=settings.TTE_TIME_ZONE)
        return [
            (_("Content"), self.title),
            (_("As of"), moment),
            (_("Feed position"), str(self.position)),
            (_("Conditions"), self.filters),
            (_("Unit of amounts"), self.unit),
            (_("Rule set"), self.rule_set),
        ]


@dataclass(frozen=True)
class Column:
    """A column of a file: its name for programs (raw), its name for people, and whether it holds free text."""

    key: str
    name: str


def names_of(columns: Sequence[Column]) -> list[str]:
    return [column.name for column in columns]


def head_of(form: str, stamp: Stamp, columns: Sequence[Column]) -> str:
    """The lines before the data: the stamp, then the names of the columns, for programs in the raw form."""
    names = [column.key for column in columns] if form == ExportForm.CSV_RAW else names_of(columns)
    return csv_head(stamp.lines(), names, for_people=form == ExportForm.CSV_SHEET)


def csv_of(form: str, stamp: Stamp, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """A small table as CSV."""
    yield head_of(form, stamp, columns).encode()
    yield "".join(csv_lines(rows, for_people=form == ExportForm.CSV_SHEET)).encode()


class Pipe:
    """Between the thread that copies out of PostgreSQL and the response: few chunks wait, and a reader who left ends
    it."""

    def __init__(self) -> None:
        self.chunks: queue.Queue[bytes | BaseException | None] = queue.Queue(maxsize=8)
        self.gone = threading.Event()
        self.held = bytearray()

    def write(self, data: bytes) -> int:
        self.held += data
        if len(self.held) >= CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self.held:
            self.put(bytes(self.held))
            self.held.clear()

    def put(self, chunk: bytes | BaseException | None) -> None:
        while not self.gone.is_set():
            try:
                self.chunks.put(chunk, timeout=0.5)
                return
            except queue.Full:
                continue
        raise BrokenPipeError("The reader of the export has left")


def copied(sql: str, values: Sequence[object]) -> Iterator[bytes]:
    """The rows of a query as CSV, streamed by COPY from a connection of its own; memory does not grow with the rows."""
    pipe = Pipe()
    thread = threading.Thread(target=_copy, args=[pipe, sql, values], daemon=True)
    thread.start()
    try:
        while (chunk := pipe.chunks.get()) is not None:
            if isinstance(chunk, BaseException):
                raise chunk
            yield chunk
    finally:
        pipe.gone.set()
        thread.join()


def copy_into(pipe: Pipe, sql: str, values: Sequence[object]) -> None:
    with connection.cursor() as cursor:
        bound = cursor.mogrify(sql, values).decode()
        cursor.copy_expert(f"COPY ({bound}) TO STDOUT WITH (FORMAT csv)", pipe)
    pipe.flush()
    pipe.put(None)


def _copy(pipe: Pipe, sql: str, values: Sequence[object]) -> None:
    try:
        copy_into(pipe, sql, values)
    except BrokenPipeError:
        return
    except BaseException as fault:  # noqa: BLE001 whatever it is, the response must hear of it and break off
        pipe.put(fault)
    finally:
        connection.close()
