"""A list as a file: exactly the rows and columns that its page shows, small ones at once, large ones as long work."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from typing import IO

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tte.accounts.actor import Actor
from tte.common import formats
from tte.common.clock import now
from tte.common.errors import PermissionRefused
from tte.common.languages import spoken_language
from tte.common.spreadsheets import CSV_TYPE, XLSX_TYPE, Value, csv_head, csv_lines, xlsx_of
from tte.lists.kinds import LISTS, Column, ListKind
from tte.longwork.keeping import scratch
from tte.longwork.kinds import Outcome, Progress, Result, Steps, work_kind
from tte.longwork.models import Work
from tte.longwork.progress import Report
from tte.longwork.selectors import actor_of
from tte.longwork.services import start_work
from tte.trail.services import record

EXPORT = "lists.export"
FORMS = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}


def file_of(*, kind: ListKind, query: QueryDict, form: str, by: Actor, report: Report | None = None) -> IO[bytes]:
    """The file, written down in the trail before its first row is read. Rows are fetched part by part."""
    columns = kind.chosen_columns(query)
    with transaction.atomic():
        record("list.export", by.user, by=by, list=kind.code, form=form, conditions=kind.kept(query).urlencode())
    about, names = stamp(kind, query, by), [str(column.name) for column in columns]
    rows = values_of(kind, query, columns, by, report)
    if form == "xlsx":
        return xlsx_of(about, names, rows)
    file = tempfile.TemporaryFile()  # noqa: SIM115 the response that sends it closes it
    file.write(csv_head(about, names, for_people=True).encode())
    for line in csv_lines(rows, for_people=True):
        file.write(line.encode())
    file.seek(0)
    return file


def values_of(
    kind: ListKind, query: QueryDict, columns: Sequence[Column], actor: Actor, report: Report | None
) -> Iterator[list[Value]]:
    for done, line in enumerate(kind.lines(query, actor)):
        if report and done % 500 == 0:
            report(done)
        yield [column.value(line) for column in columns]


def stamp(kind: ListKind, query: QueryDict, actor: Actor) -> list[tuple[str, str]]:
    """What the file is: whose list, when, under which conditions and in which order."""
    moment = formats.moment(now(), spoken_language(), zone=settings.TTE_TIME_ZONE)
    lines = [(_("Content"), str(kind.title)), (_("As of"), moment)]
    if kind.of_organisation and actor.organisation:
        lines.append((_("Organisation"), str(actor.organisation)))
    return [*lines, (_("Conditions"), "; ".join(kind.conditions(query, actor)))]


def file_name(kind: ListKind, form: str) -> str:
    return f"{slugify(kind.code.replace('.', '-'))}-{now():%Y%m%d}.{form}"


def ask_file(*, kind: ListKind, query: QueryDict, form: str, by: Actor) -> Work:
    """Have the file prepared while the person does something else."""
    arguments = {"list": kind.code, "query": query.urlencode(), "form": form}
    return start_work(kind=EXPORT, by=by, arguments=arguments, title=kind.title)


@work_kind(EXPORT, title=gettext_lazy("List as a file"))
def prepare_file(work: Work) -> Steps:
    """The same file as at once. Whoever may not open the list any more gets none."""
    kind, form, actor = LISTS[work.arguments["list"]], work.arguments["form"], actor_of(work)
    if work.membership.ended_at is not None or not kind.may_open(actor):
        raise PermissionRefused(_("This list is no longer open to you"))
    query = QueryDict(work.arguments["query"])
    rows = kind.count(query, actor)
    yield Progress(0, rows, phase=_("writing the file"))
    path = scratch(work) / "list"
    with path.open("wb") as target, file_of(kind=kind, query=query, form=form, by=actor, report=Report(work)) as file:
        shutil.copyfileobj(file, target)
    return Outcome(_("%(count)s rows"), {"count": rows}, result=Result(path, file_name(kind, form), FORMS[form]))
