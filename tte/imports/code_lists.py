"""Code lists as a kind of import: any list, shipped or begun with the file. Here, since lists know no import."""

from collections.abc import Iterable, Iterator
from datetime import date

from django import forms
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tte.accounts.actor import Actor
from tte.codelists.enums import Mark
from tte.codelists.forms import LicenceForm
from tte.codelists.models import Code, ListHead
from tte.codelists.permissions import can_manage_rules
from tte.codelists.selectors.stock import forget
from tte.codelists.services.entries import ENTRY_CODE, STEP
from tte.codelists.services.lists import LIST_CODE, RESERVED, begin_list
from tte.common.bulk import copy_rows
from tte.common.languages import HAN
from tte.common.locks import lock
from tte.imports.kinds import Fault, Field, ImportKind, Row, Text, import_kind
from tte.imports.models import Batch
from tte.imports.selectors import actor_of, file_lines, refused_lines, row_of
from tte.trail.services import record

LONGEST_NAME = 2000
TOLD = ("source_zh", "source_en", "licence_zh", "licence_en")
COLUMNS = (
    *("list", "code", "parent_code", "name_zh", "name_en", "position"),
    *("valid_from", "valid_to", "mark", *TOLD),
)


class CodeListOptions(LicenceForm):
    """Which list the rows belong to, and what is said once of all of them."""

    list_code = forms.CharField(
        label=_("Code of the list"),
        max_length=40,
        help_text=_("An existing list, or a new one: small letters, digits and underscores"),
    )
    name_zh = forms.CharField(
        label=_("Name of the list in Chinese"), max_length=200, required=False, help_text=_("For a new list")
    )
    name_en = forms.CharField(
        label=_("Name of the list in English"), max_length=200, required=False, help_text=_("For a new list")
    )
    mark = forms.ChoiceField(
        label=_("How it is known"), choices=Mark.choices, initial=Mark.SOURCED, widget=forms.RadioSelect
    )
    begins_on = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("For rows that give none themselves"),
    )
    field_order = ("list_code", "name_zh", "name_en", *TOLD, "mark", "begins_on")

    def clean_list_code(self) -> str:
        code = self.cleaned_data["list_code"]
        if not LIST_CODE.fullmatch(code) or code in RESERVED:
            raise forms.ValidationError(_("The code of a list has 2 to 40 small letters, digits and underscores"))
        return code

    def clean(self) -> dict:
        cleaned = super().clean()
        code = cleaned.get("list_code")
        if code and not ListHead.objects.filter(code=code).exists():
            for name in ("name_zh", "name_en"):
                if not cleaned.get(name):
                    self.add_error(name, _("A new list needs its name in both languages"))
        return cleaned


@import_kind
class CodeListRows(ImportKind):
    """One row is one entry. What stands already is refused and keeps its words: another meaning is a successor."""

    code, title = "code_list", _("Code list")
    options = CodeListOptions
    fields = (
        Field("code", pgettext_lazy("of a list", "Code"),
              ("代码", "编码", "编号", "分类号", "code", "symbol", "moe code", "alpha2"), True,
              _("Up to 20 letters, digits and the signs . _ / -"), ("A", "A01", "A011", "B"), wrong="A?1"),
        Field("parent", _("Parent"), ("上级代码", "父级代码", "上级", "parent", "parent code", "county code"), False,
              _("The code above it; it may be anywhere in the file or in the list"), ("", "A", "A01", ""),
              wrong="Z9"),
        Field("name", _("Name"), ("名称", "name", "title"), False,
              _("In the language it is written in; or use the two columns below"),
              (("农、林、牧、渔业", "Agriculture, forestry and fishery"), ("农业", "Agriculture"),
               ("谷物种植", "Growing of cereals"), ("采矿业", "Mining"))),
        Field("name_zh", _("Name in Chinese"), ("中文名称", "name zh", "chinese")),
        Field("name_en", _("Name in English"), ("英文名称", "name en", "title en", "english")),
        Field("valid_from", _("First day"), ("启用日期", "生效日期", "valid from"), False,
              _("Such as 2018-01-01; empty: as said with the file"), wrong="2017-13-01"),
        Field("valid_to", _("Last day"), ("停用日期", "失效日期", "valid to"), False, _("Empty while it has no end")),
    )  # fmt: skip

    def can_import(self, actor: Actor | None) -> bool:
        return can_manage_rules(actor)

    def identity(self, row: Row, batch: Batch) -> str:
        return row.values["code"]

    def check(self, rows: list[Row], batch: Batch) -> list[Fault]:
        begins_on = self.chosen(batch)["begins_on"]
        return [fault for row in rows for fault in _wrong(row, begins_on)]

    def conflicts(self, rows: list[Row], batch: Batch) -> list[Fault]:
        """What stands already, and parents that stand neither in the list nor among the rows that may enter."""
        name, begins_on = batch.options["list_code"], self.chosen(batch)["begins_on"]
        lines = {row.values["code"]: row for row in rows}
        standing = Code.objects.filter(list=name, code__in=lines).values_list("code", "valid_from", "valid_to")
        found = {}
        for code, first, last in standing:
            row = lines[code]
            begins, ends = _days(row.values, begins_on)
            if first <= (ends or date.max) and begins <= (last or date.max):
                found[row.line] = Fault(row.line, "code", _("This code is already in the list"), given=code)
        parents = {row.values["parent"] for row in rows} - {""}
        entered = set(Code.objects.filter(list=name, code__in=parents).values_list("code", flat=True))
        coming = self.coming(batch)
        for row in rows:
            parent = row.values["parent"]
            if parent and parent not in entered and parent not in coming and row.line not in found:
                found[row.line] = Fault(row.line, "parent", _("Neither list nor file has this code"), given=parent)
        return list(found.values())

    def coming(self, batch: Batch) -> set[str]:
        """The codes of the file that may enter: their rows are not refused, nor the rows they hang on."""
        key = (batch.pk, batch.state, tuple(sorted(batch.columns.items())))
        held = getattr(self, "_coming", None)
        if held is None or held[0] != key:
            self._coming = held = (key, set(self._closed(batch)))
        return held[1]

    def _closed(self, batch: Batch) -> Iterable[str]:
        bad, parents = refused_lines(batch), dict[str, str]()
        for line in file_lines(batch):
            if line.number not in bad and not line.problem:
                row = row_of(line, self, batch.columns)
                parents.setdefault(row.values["code"], row.values["parent"])
        tops = {code: _top(code, parents) for code in parents}
        outside = {top for top in tops.values() if top}
        standing = Code.objects.filter(list=batch.options["list_code"], code__in=outside)
        ends = {"", *standing.values_list("code", flat=True)}
        return (code for code, top in tops.items() if top in ends)

    def enter(self, rows: list[Row], batch: Batch) -> int:
        """The rows in one COPY, behind what stands; the list is begun with the first of them."""
        chosen = self.chosen(batch)
        facts = {name: chosen[name] for name in ("name_zh", "name_en", "mark", *TOLD)}
        head = self.head(batch) or begin_list(code=chosen["list_code"], **facts, by=actor_of(batch))
        head = lock(head)
        last = Code.objects.filter(list=head.code).aggregate(last=Max("position"))["last"] or 0
        words = (chosen["mark"], *(chosen[name] for name in TOLD))
        written = []
        for number, row in enumerate(rows, start=1):
            code, parent, days = row.values["code"], row.values["parent"], _days(row.values, chosen["begins_on"])
            written.append((head.code, code, parent, *names_of(row.values), last + number * STEP, *days, *words))
        copy_rows(Code, COLUMNS, written)
        return len(rows)

    def finish(self, batch: Batch) -> None:
        head = self.head(batch)
        if head is not None:
            facts = {"entries": batch.entered_count, "file": batch.source.name}
            chosen = self.chosen(batch)
            kept = {name: chosen[name] for name in TOLD}
            data = {"list": head.code, "batch": batch.pk, "sha256": batch.source.sha256, "after": facts | kept}
            record("codelist.import", head, by=actor_of(batch), **data)
        forget()

    def head(self, batch: Batch) -> ListHead | None:
        return ListHead.objects.filter(code=batch.options["list_code"]).first()

    def summary(self, batch: Batch) -> list[tuple[Text, object]]:
        entries = Code.objects.filter(list=batch.options["list_code"])
        tops = entries.filter(Q(parent_code="")).count()
        return [(_("Entries of the list"), entries.count()), (_("of them on top"), tops)]


def names_of(values: dict[str, str]) -> tuple[str, str]:
    """Chinese and English; a name of no stated language is sorted by its script."""
    zh, en, name = values["name_zh"], values["name_en"], values["name"]
    if HAN.search(name):
        return zh or name, en
    return zh, en or name


def _top(code: str, parents: dict[str, str]) -> str | None:
    """What a row of the file hangs on in the end: nothing, or a code that is not of the file; None in a circle."""
    seen: set[str] = set()
    while code in parents:
        if code in seen:
            return None
        seen.add(code)
        code = parents[code]
    return code


def _days(values: dict[str, str], begins_on: date) -> tuple[date, date | None]:
    first, last = values["valid_from"], values["valid_to"]
    return date.fromisoformat(first) if first else begins_on, date.fromisoformat(last) if last else None


def _wrong(row: Row, begins_on: date) -> Iterator[Fault]:
    values = row.values
    code = values["code"]
    if code and not ENTRY_CODE.fullmatch(code):
        yield Fault(row.line, "code", _("A code has up to 20 letters, digits and the signs . _ / -"), given=code)
    if not any(names_of(values)):
        yield Fault(row.line, "name", _("Give a name in at least one language"))
    for name in ("name", "name_zh", "name_en"):
        if len(values[name]) > LONGEST_NAME:
            yield Fault(row.line, name, _("This is longer than %(most)s characters"), {"most": LONGEST_NAME})
    if code and values["parent"] == code:
        yield Fault(row.line, "parent", _("An entry cannot be its own parent"), given=code)
    unread = [name for name in ("valid_from", "valid_to") if values[name] and not _is_date(values[name])]
    for name in unread:
        yield Fault(row.line, name, _("This is no date of the form 2026-03-31"), given=values[name])
    if not unread:
        first, last = _days(values, begins_on)
        if last is not None and last < first:
            yield Fault(row.line, "valid_to", _("It would end before it begins"), given=values["valid_to"])


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
