"""A kind of import of the tests: entries of a code list. “bad …” is refused, “odd …” warned of."""

from collections.abc import Callable
from datetime import date

from django.db import connection

from tte.accounts.actor import has_permission
from tte.accounts.roles import Permission
from tte.codelists.enums import Mark
from tte.codelists.models import Code
from tte.imports.kinds import Fault, Field, ImportKind, import_kind

LIST = "import_test"
finished: list[int] = []
# Called once, inside the step that checks or enters the row of this code.
at_check: dict[str, Callable[[], object]] = {}
at_entry: dict[str, Callable[[], object]] = {}


def break_off() -> None:
    """Lose the connection, as a killed worker does: what is not committed is gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def meet(planned: dict[str, Callable[[], object]], rows) -> None:
    for row in rows:
        if act := planned.pop(row.values["code"], None):
            act()


@import_kind
class Codes(ImportKind):
    code = "tests.codes"
    title = "Codes"
    fields = (
        Field("code", "Code", ("代码", "编号"), required=True, examples=("A01", "B02")),
        Field("name", "Name", ("名称",), required=True, examples=(("甲", "First"), ("乙", "Second")), wrong="bad name"),
        Field("unit", "Unit", ("单位",), choices=("kg", "m")),
    )

    def can_import(self, actor):
        return has_permission(actor, Permission.ACHIEVEMENT_SUBMIT)

    def check(self, rows, batch):
        meet(at_check, rows)
        batch.figures["seen"] = batch.figures.get("seen", 0) + len(rows)
        return [
            Fault(row.line, "name", "%(name)s is no name", {"name": row.values["name"]}, row.values["name"])
            for row in rows
            if row.values["name"].startswith("bad")
        ] + [
            Fault(row.line, "name", "An odd name", given=row.values["name"], warning=True)
            for row in rows
            if row.values["name"].startswith("odd")
        ]

    def conflicts(self, rows, batch):
        codes = {row.values["code"]: row.line for row in rows}
        known = Code.objects.filter(list=LIST, code__in=codes).values_list("code", flat=True)
        return [Fault(codes[code], "code", "%(code)s is known", {"code": code}, code) for code in known]

    def identity(self, row, batch):
        return row.values["code"]

    def enter(self, rows, batch):
        Code.objects.bulk_create(
            Code(
                list=LIST,
                code=row.values["code"],
                name_zh=row.values["name"],
                name_en=row.values["name"],
                valid_from=date(2000, 1, 1),
                mark=Mark.DESIGN,
                source_en=f"batch {batch.pk}",
            )
            for row in rows
        )
        meet(at_entry, rows)
        return len(rows)

    def finish(self, batch):
        finished.append(batch.pk)

    def summary(self, batch):
        return [("Codes in the list", Code.objects.filter(list=LIST).count())]
