"""What a row of a file says of price, terms, ownership and rights: read by the very fields and rows of the form.

Cells of rows that belong together are parted by a line break, a bar or a semicolon; the n-th parts make the n-th row.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from listings.forms.achievement import THIRTEEN, DraftForm
from listings.forms.fields import NO, YES, NoneField, StatementField
from listings.forms.imported_columns import KEY
from listings.forms.right import RightForm
from listings.forms.rows import FirstRefusalForm, LicenceForm, RowForm, ShareForm
from listings.models import IPRight
from listings.selectors.approval import APPROVAL_FIELDS, date_fault
from listings.selectors.completeness import WHOLE, right_fault
from listings.selectors.record import NONE_STATED
from tte.imports.kinds import Fault, Row
from tte.imports.mapping import normalised

PASSAGES = tuple(
    f"{stem}_{language}" for stem in ("payment_terms", "buyer_conditions", "risks") for language in ("zh", "en")
)
STATED = (
    *("right_offered", "price", "price_basis_kind", "price_basis", "ways", "territory", "territory_note"),
    *("term_years", "payment_method", "is_fiscally_funded", "funding_source", "project_name"),
    *("is_encumbered", "encumbrances_zh", "encumbrances_en", *APPROVAL_FIELDS),
    *(*PASSAGES, "is_related_party", "related_party_note"),
    *NONE_STATED,
)
SCALE = "maturity_13"
PARTED = re.compile(r"[;；|\n]")
OF_THIRTEEN = re.compile(r"(1[0-3]|[1-9])(?:/13|级)?")
STATEMENTS = {"是": YES, "有": YES, "yes": YES, "true": YES, "否": NO, "无": NO, "no": NO, "false": NO}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
SHOWN = 30
Made = Callable[[], Any]
LISTS = ("keywords", "ways")


@dataclass(frozen=True)
class Group:
    """Rows of one kind: the form that reads one of them, and the column of the file for each of its fields."""

    kind: str
    form: Callable[[dict[str, str]], forms.Form]
    columns: dict[str, str]


def right_row(data: dict[str, str]) -> forms.Form:
    return RightForm(data)


GROUPS = {
    "rights": Group(
        "rights",
        right_row,
        {
            "right_types": "ip_type",
            "right_numbers": "number",
            "right_names": "name",
            "right_statuses": "status",
            "right_filed": "filed_on",
            "right_ends": "expires_on",
        },
    ),
    "shares": Group("shares", ShareForm, {"share_owners": "owner", "share_names": "name", "share_percents": "percent"}),
    "licences": Group(
        "licences",
        LicenceForm,
        {
            "licensees": "licensee",
            "licence_modes": "mode",
            "licence_territories": "territory",
            "licence_ends": "ends_on",
        },
    ),
    "first_refusals": Group(
        "first_refusals", FirstRefusalForm, {"first_refusal_names": "name", "first_refusal_grounds": "ground"}
    ),
}

SAID = itemgetter(*STATED, SCALE, *(name for group in GROUPS.values() for name in group.columns))
WORDS = itemgetter(
    *(
        "price_basis",
        "territory_note",
        "project_name",
        "encumbrances_zh",
        "encumbrances_en",
        "right_names",
        "licensees",
    ),
    *(*PASSAGES, "related_party_note", "first_refusal_names"),
)


def entries_of(given: str) -> list[str]:
    """The entries of a cell that holds several, empty ones left out."""
    return [part.strip() for part in PARTED.split(given) if part.strip()]


def without_empty(given: str) -> str:
    """As it stands there, but for its empty entries."""
    entries = entries_of(given)
    return given if len(entries) == len(PARTED.split(given)) else "; ".join(entries)


def empty_entries(row: Row) -> Iterator[Fault]:
    """Where an entry of a list is empty; rows that belong together keep their places, so there it is none."""
    for name in LISTS:
        given = row.values[name]
        if given and len(entries_of(given)) < len(PARTED.split(given)):
            yield Fault(row.line, name, _("An entry of the list is empty; it is left out"), given=given, warning=True)


def further_text(row: Row) -> str:
    """What the row says in free words of these things; it is for the public as the texts are."""
    beside = (cell for lines in row.further.values() for line in lines for cell in line.values.values())
    return "\n".join(filter(None, (*WORDS(row.values), *beside)))


class Readers:
    """The fields of the form with the words for their choices; made once for many rows."""

    def __init__(self) -> None:
        self.held: dict[str, dict[str, str]] = {}

    @cached_property
    def fields(self) -> dict[str, forms.Field]:
        return {name: DraftForm.base_fields[name] for name in (*STATED, "maturity")}

    def read(self, row: Row) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]], list[Fault]]:
        """The fields and rows that the row states, and what is wrong with them. What it does not state is not named."""
        if not any(SAID(row.values)) and not row.further:
            return {}, {}, []
        faults: list[Fault] = []
        stated = dict(self._stated(row, faults))
        rows = {
            name: (self._rows_of_sheet if name in row.further else self._rows)(row, group, faults)
            for name, group in GROUPS.items()
        }
        faults += [_placed(row, fault) for fault in _unsound(row, rows)]
        faults += _contradicted(row, stated, rows)
        return stated, {name: each for name, each in rows.items() if each}, faults

    def _stated(self, row: Row, faults: list[Fault]) -> Iterator[tuple[str, Any]]:
        for name in STATED:
            if given := row.values[name]:
                field = self.fields[name]
                try:
                    yield name, field.clean(self._coded(name, lambda name=name: self.fields[name], given))
                except ValidationError as refusal:
                    faults.append(self._refused(row, name, given, field, refusal))
        if given := row.values[SCALE]:
            match = OF_THIRTEEN.fullmatch(given.strip())
            field, chosen = self.fields["maturity"], f"{THIRTEEN}{match[1]}" if match else given
            if row.values["maturity"]:
                faults.append(Fault(row.line, SCALE, _("Give the maturity on one of the two scales"), given=given))
                return
            try:
                yield SCALE, int(field.clean(chosen).removeprefix(THIRTEEN))
            except ValidationError:
                faults.append(Fault(row.line, SCALE, _("Maturity on this scale is a level from 1 to 13"), given=given))

    def _rows(self, row: Row, group: Group, faults: list[Fault]) -> list[dict[str, Any]]:
        parts = {name: PARTED.split(row.values[name]) for name in group.columns if row.values[name].strip()}
        if not parts:
            return []
        counts = {len(each) for each in parts.values()}
        if len(counts) > 1:
            name, most = next(iter(parts)), max(counts)
            short = next(each for each in parts if len(parts[each]) != len(parts[name]) or len(parts[each]) < most)
            values = {"parts": len(parts[short]), "most": most}
            reason = _("It has %(parts)s parts where another column of the same rows has %(most)s; leave none out")
            faults.append(Fault(row.line, short, reason, values, given=row.values[short]))
            return []
        return [
            cleaned
            for place in range(counts.pop())
            if (cleaned := self._one(row, group, {name: each[place].strip() for name, each in parts.items()}, faults))
        ]

    def _rows_of_sheet(self, row: Row, group: Group, faults: list[Fault]) -> list[dict[str, Any]]:
        """A line of the sheet is a row, read by every field of the form."""
        if twice := next((column for column in group.columns if row.values[column]), None):
            reason = _("It is given here and on a sheet of its own; give it in one place")
            faults.append(Fault(row.line, twice, reason, given=row.values[twice]))
        read = []
        for line in row.further[group.kind]:
            found: list[Fault] = []
            cells = {each: cell for each, cell in line.values.items() if each != KEY and cell}
            read.append(self._one(row, group, cells, found, {each: each for each in line.values if each != KEY}))
            faults += [replace(fault, sheet=group.kind, sheet_line=line.line) for fault in found]
        return [each for each in read if each]

    def _one(
        self,
        row: Row,
        group: Group,
        cells: dict[str, str],
        faults: list[Fault],
        named: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """`named` leads from the columns to the fields of the form, where they are not those of the table."""
        named = named or group.columns
        coded = {
            name: self._coded(f"{group.kind}.{named[name]}", lambda name=name: group.form({}).fields[named[name]], cell)
            for name, cell in cells.items()
        }
        form = group.form({named[name]: str(word) for name, word in coded.items()})
        if form.is_valid():
            return {} if isinstance(form, RowForm) and form.is_empty else dict(form.cleaned_data)
        columns = {field: name for name, field in named.items()}
        for field, refusals in form.errors.as_data().items():
            name = columns.get(field)
            faults += [
                self._refused(row, name, cells.get(name or "", ""), form.fields.get(field), refusal)
                for refusal in refusals
            ]
        return {}

    def _coded(self, column: str, made: Made, given: str) -> str | list[str]:
        """The word a form expects: the code for a name in either language, yes or no, the parts of several choices."""
        field = made()
        if isinstance(field, StatementField | NoneField):
            return STATEMENTS.get(given.strip().lower(), given)
        if isinstance(field, forms.MultipleChoiceField):
            return [self._code(column, made, each) for each in entries_of(given)]
        return self._code(column, made, given) if isinstance(field, forms.ChoiceField) else given.strip()

    def _code(self, column: str, made: Made, given: str) -> str:
        return self._words(column, made).get(normalised(given), given.strip())

    def _words(self, column: str, made: Made) -> dict[str, str]:
        """Name in either language, and code, → code. Some forms name their choices when they are made."""
        if column not in self.held:
            words: dict[str, str] = {}
            for language in LANGUAGES.values():
                with translation.override(language):
                    words |= {normalised(str(word)): str(code) for code, word in _flat(made().choices) if code}
            self.held[column] = words | {normalised(code): code for code in words.values()}
        return self.held[column]

    def _refused(
        self, row: Row, name: str | None, given: str, field: forms.Field | None, refusal: ValidationError
    ) -> Fault:
        """The sentence of the form in both languages; for a choice, what may be chosen."""
        if isinstance(field, forms.ChoiceField) and getattr(refusal, "code", "") == "invalid_choice":
            said = {"choices": {language: _choices(field, of) for language, of in LANGUAGES.items()}}
            reason = _("This is not in the list; choose one of: %(choices)s")
            return Fault(row.line, name, reason, said, given=given)
        says = {}
        for language, of in LANGUAGES.items():
            with translation.override(of):
                says[language] = " ".join(refusal.messages)
        return Fault(row.line, name, "%(says)s", {"says": says}, given=given)


def _flat(choices: Any) -> Iterator[tuple[str, Any]]:
    for code, word in choices:
        if isinstance(word, list | tuple):
            yield from word
        else:
            yield code, word


def _choices(field: forms.ChoiceField, language: str) -> str:
    with translation.override(language):
        listed = [f"{code} {word}" for code, word in _flat(field.choices) if code][:SHOWN]
    return ("；" if language == "zh-hans" else "; ").join(listed)


def _placed(row: Row, fault: Fault) -> Fault:
    """On the sheet of its own where that states what is at fault: the line that says it, else the first."""
    name, group = next((each, group) for each, group in GROUPS.items() if fault.field in group.columns)
    if name not in row.further:
        return fault
    field, lines = group.columns[str(fault.field)], row.further[name]
    line = next((each for each in lines if fault.given and each.values[field] == fault.given), lines[0])
    return replace(fault, field=field, sheet=name, sheet_line=line.line)


def _contradicted(row: Row, stated: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> Iterator[Fault]:
    """It states that there are none, and names one (R3-33)."""
    for name, items in NONE_STATED.items():
        if stated.get(name) and any((stated | rows).get(each) for each in items):
            yield Fault(row.line, name, _("It names one and states that there are none: leave one of the two out"))


def approval_faults(row: Row, stated: dict[str, Any], *, asks: bool) -> Iterator[Fault]:
    """What R3-07 has against the row. What bears on security is published by nobody before its approval is there."""
    named = [name for name in APPROVAL_FIELDS if row.values[name]]
    if not asks and named:
        reason = _("Only public bodies are asked this; it is left out")
        yield Fault(row.line, named[0], reason, given=row.values[named[0]], warning=True)
    elif fault := date_fault(stated.get("approved_on"), stated.get("finance_filed_on")):
        name, reason = fault
        yield Fault(row.line, name, reason, given=row.values[name])
    elif stated.get("bears_on_security"):
        reason = _(
            "It bears on state secrets, national security or key core technology, so it is kept as a draft until the "
            "approval of the department is attached (R3-07)"
        )
        yield Fault(row.line, None, reason, warning=True)


def _unsound(row: Row, rows: dict[str, list[dict[str, Any]]]) -> Iterator[Fault]:
    """What a submission is held against: numbers of patents (R4-20), shares that sum to the whole (R3-16)."""
    for right in rows["rights"]:
        if refusal := right_fault(IPRight(ip_type=right["ip_type"], number=right["number"])):
            yield Fault(row.line, "right_numbers", refusal.message, refusal.values, given=right["number"])
    named = [(right["ip_type"], right["number"]) for right in rows["rights"]]
    owners = [(share["owner"], share["name"]) for share in rows["shares"]]
    for column, keys in (("right_numbers", named), ("share_names", owners)):
        if twin := next((key for place, key in enumerate(keys) if key in keys[:place]), None):
            yield Fault(row.line, column, _("%(name)s is named twice"), {"name": twin[1] or twin[0]})
    total = sum((share["percent"] for share in rows["shares"]), Decimal(0))
    if rows["shares"] and total != WHOLE:
        reason = _("The shares of the right sum to 100 %%, not to %(total)s")
        yield Fault(row.line, "share_percents", reason, {"total": f"{total:f}"})
