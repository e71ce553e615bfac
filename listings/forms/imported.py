"""What a row of a file says of price, terms, ownership and rights: read by the very fields and rows of the form.

Cells of rows that belong together are parted by a line break, a bar or a semicolon; the n-th parts make the n-th row.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from listings.forms.achievement import THIRTEEN, DraftForm
from listings.forms.fields import NO, YES, StatementField
from listings.forms.right import RightForm
from listings.forms.rows import LicenceForm, RowForm, ShareForm
from listings.models import IPRight
from listings.selectors.completeness import WHOLE, right_fault
from tte.imports.kinds import Fault, Field, Row
from tte.imports.mapping import normalised

STATED = (
    *("right_offered", "price", "price_basis_kind", "price_basis", "ways", "territory", "territory_note"),
    *("term_years", "payment_method", "is_fiscally_funded", "funding_source", "project_name"),
    *("is_encumbered", "encumbrances_zh", "encumbrances_en"),
)
SCALE = "maturity_13"
PARTED = re.compile(r"[;；|\n]")
OF_THIRTEEN = re.compile(r"(1[0-3]|[1-9])(?:/13|级)?")
STATEMENTS = {"是": YES, "有": YES, "yes": YES, "true": YES, "否": NO, "无": NO, "no": NO, "false": NO}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
SHOWN = 30
Made = Callable[[], Any]
SEVERAL = _(
    "Several are parted by a semicolon; the n-th of each of these columns belong together. "
    "In JSON a list of objects may stand there instead"
)
LISTS = ("keywords", "ways")
FIELDS = (
    Field("maturity_13", _("Maturity, thirteen levels"), ("十三级成熟度", "maturity 13"), help=_("Level 1 to 13")),
    Field("right_offered", _("Right offered"), ("转让权利", "right offered"), help=_("Code or name of its list")),
    Field("price", _("Listing price"), ("挂牌价", "价格", "listing price", "asking price"), help=_("In yuan")),
    Field("price_basis_kind", _("Kind of basis"), ("定价依据类别", "price basis kind")),
    Field("price_basis", _("Basis of the price"), ("定价依据", "price basis")),
    Field("ways", _("Ways of conversion"), ("转化方式", "合作方式", "cooperation mode", "ways"), help=SEVERAL),
    Field("territory", _("Territory"), ("许可地域", "territory")),
    Field("territory_note", _("Which regions, or what else is to be said"), ("地域说明", "territory note")),
    Field("term_years", _("Term in years"), ("许可年限", "期限（年）", "term years")),
    Field("payment_method", _("Payment method"), ("支付方式", "payment method")),
    Field("is_fiscally_funded", _("Made with fiscal funds?"), ("是否财政资助", "fiscal funding"), help=_("Yes or no")),
    Field("funding_source", _("Plan"), ("资助计划", "funding source", "plan")),
    Field("project_name", _("Project name"), ("资助项目名称", "project name")),
    Field("is_encumbered", _("Is the right pledged, seized or in dispute?"), ("是否有权利负担",), help=_("Yes or no")),
    Field("encumbrances_zh", _("Encumbrances in Chinese"), ("权利负担", "encumbrances zh")),
    Field("encumbrances_en", _("Encumbrances in English"), ("encumbrances", "encumbrances en")),
    Field(
        "right_types",
        _("Types of the rights"),
        ("各权利类型", "right types", "rights.ip_type", "rights.type"),
        help=SEVERAL,
    ),
    Field("right_numbers", _("Numbers of the rights"), ("各权利号", "right numbers", "rights.number"), help=SEVERAL),
    Field("right_names", _("Names of the rights"), ("各权利名称", "right names", "rights.name"), help=SEVERAL),
    Field("right_statuses", _("Status of the rights"), ("各权利状态", "right statuses", "rights.status"), help=SEVERAL),
    Field(
        "right_filed",
        _("Filing dates of the rights"),
        ("各权利申请日", "right filing dates", "rights.filed_on"),
        help=SEVERAL,
    ),
    Field(
        "right_ends",
        _("Expiry dates of the rights"),
        ("各权利届满日", "right expiry dates", "rights.expires_on"),
        help=SEVERAL,
    ),
    Field("share_owners", _("Kinds of owner"), ("共有人类别", "owner kinds", "shares.owner"), help=SEVERAL),
    Field("share_names", _("Owners"), ("共有人", "co-owners", "shares.name"), help=SEVERAL),
    Field("share_percents", _("Shares in percent"), ("权属份额", "owner shares", "shares.percent"), help=SEVERAL),
    Field("licensees", _("Licensees"), ("已有被许可人", "licensees", "licences.licensee"), help=SEVERAL),
    Field(
        "licence_modes", _("Modes of the licences"), ("已有许可方式", "licence modes", "licences.mode"), help=SEVERAL
    ),
    Field(
        "licence_territories",
        _("Territories of the licences"),
        ("已有许可地域", "licence territories", "licences.territory"),
        help=SEVERAL,
    ),
    Field(
        "licence_ends", _("Ends of the licences"), ("已有许可届满日", "licence ends", "licences.ends_on"), help=SEVERAL
    ),
)


@dataclass(frozen=True)
class Group:
    """Rows of one kind: the form that reads one of them, and the column of the file for each of its fields."""

    form: Callable[[dict[str, str]], forms.Form]
    columns: dict[str, str]


def right_row(data: dict[str, str]) -> forms.Form:
    return RightForm(data)


GROUPS = {
    "rights": Group(
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
    "shares": Group(ShareForm, {"share_owners": "owner", "share_names": "name", "share_percents": "percent"}),
    "licences": Group(
        LicenceForm,
        {
            "licensees": "licensee",
            "licence_modes": "mode",
            "licence_territories": "territory",
            "licence_ends": "ends_on",
        },
    ),
}

SAID = itemgetter(*STATED, SCALE, *(name for group in GROUPS.values() for name in group.columns))
WORDS = itemgetter(
    *("price_basis", "territory_note", "project_name", "encumbrances_zh", "encumbrances_en", "right_names", "licensees")
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
    return "\n".join(filter(None, WORDS(row.values)))


class Readers:
    """The fields of the form with the words for their choices; made once for many rows."""

    def __init__(self) -> None:
        self.held: dict[str, dict[str, str]] = {}

    @cached_property
    def fields(self) -> dict[str, forms.Field]:
        return {name: DraftForm.base_fields[name] for name in (*STATED, "maturity")}

    def read(self, row: Row) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]], list[Fault]]:
        """The fields and rows that the row states, and what is wrong with them. What it does not state is not named."""
        if not any(SAID(row.values)):
            return {}, {}, []
        faults: list[Fault] = []
        stated = dict(self._stated(row, faults))
        rows = {name: self._rows(row, group, faults) for name, group in GROUPS.items()}
        faults += _unsound(row, rows)
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

    def _one(self, row: Row, group: Group, cells: dict[str, str], faults: list[Fault]) -> dict[str, Any]:
        coded = {
            name: self._coded(name, lambda name=name: group.form({}).fields[group.columns[name]], cell)
            for name, cell in cells.items()
        }
        form = group.form({group.columns[name]: str(word) for name, word in coded.items()})
        if form.is_valid():
            return {} if isinstance(form, RowForm) and form.is_empty else dict(form.cleaned_data)
        columns = {field: name for name, field in group.columns.items()}
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
        if isinstance(field, StatementField):
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
