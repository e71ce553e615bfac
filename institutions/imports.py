"""Organisations as a kind of import: known by name and number, without people until their own register them."""

from collections.abc import Iterator
from functools import cached_property

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from institutions.services.recording import NewOrganisation, record_organisations
from tte.accounts.actor import Actor
from tte.accounts.enums import IdentifierScheme, OrganisationKind, OrganisationState
from tte.accounts.identifiers import check_identifier
from tte.accounts.models import Organisation, OrganisationIdentifier
from tte.accounts.permissions import can_manage_people
from tte.codelists.enums import CodeList
from tte.codelists.selectors import lazy_choices
from tte.codelists.selectors.words import codes_by_word, plain_name, region_of_name
from tte.common.errors import DomainError
from tte.imports.kinds import Fault, Field, ImportKind, Row, Text, import_kind
from tte.imports.models import Batch
from tte.imports.selectors import actor_of
from tte.trail.services import record

LONGEST = {"name_zh": 200, "name_en": 200, "source_code": 60}
INSTITUTIONS = ("02", "03")
# What files call the types of the list of parties (R2-20); of the last row only what was said with the file is known.
TYPES = {
    **dict.fromkeys(("university", "大学", "高校", "高等学校", "本科", "专科"), "022"),
    **dict.fromkeys(("research institute", "institute", "研究所", "研究院", "科研院所"), "021"),
    **dict.fromkeys(("hospital", "医院"), "023"),
    **dict.fromkeys(("company", "企业", "公司", "other", "其他"), ""),
}


class OrganisationOptions(forms.Form):
    """What is said once of all rows."""

    party_type = forms.ChoiceField(
        label=_("Type of party"),
        choices=lazy_choices(CodeList.PARTY_TYPE, grouped=True, blank=_("Choose")),
        help_text=_("Where a row gives none, or only “company” or “other”"),
    )
    region_code = forms.ChoiceField(
        label=_("Region"),
        choices=lazy_choices(CodeList.REGION, blank=_("Choose")),
        help_text=_("Where a row gives none"),
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Who published it, where and when; kept with every entry")
    )
    licence = forms.CharField(
        label=_("Licence"),
        max_length=300,
        help_text=_("The terms under which the source may be used, or that none are stated; kept with every entry"),
    )


class Words:
    """What a row may say for type and region, as the lists stand now."""

    @cached_property
    def types(self) -> dict[str, str]:
        return codes_by_word(CodeList.PARTY_TYPE)

    @cached_property
    def regions(self) -> dict[str, str]:
        return codes_by_word(CodeList.REGION)

    def party_type(self, given: str) -> str | None:
        """The code; empty where the file's own answer holds; None where nobody knows the word."""
        word = plain_name(given).replace("_", " ")
        return self.types.get(word, TYPES.get(word)) if word else ""

    def region(self, given: str) -> str | None:
        return region_of_name(given, self.regions) if given else ""


@import_kind
class Organisations(ImportKind):
    """One row is one organisation: universities, institutes, companies. Duplicates are reported, none is changed."""

    code, title = "organisations", _("Organisations")
    options = OrganisationOptions
    fields = (
        Field("name", _("Name"), ("名称", "单位名称", "机构名称", "学校名称", "name", "organisation", "institution"),
              False, _("In the language it is written in; or use the two columns below"),
              (("云麓理工大学", "Yunlu University of Technology"), ("湘水环保研究院", "Xiangshui Institute"),
               ("明泽新材料有限公司", "Mingze New Materials Ltd"), ("禾川中心医院", "Hechuan Hospital"))),
        Field("name_zh", _("Name in Chinese, as registered"), ("中文名称", "name zh")),
        Field("name_en", _("Name in English"), ("英文名称", "name en")),
        Field("identifier", _("Number"), ("统一社会信用代码", "信用代码", "identifier", "credit code", "uscc"), False,
              _("The credit code (R4-30), or a foreign registration number"), ("91990000MA0TEXT049",),
              wrong="91990000MA0TEXT040"),
        Field("scheme", _("Identified by"), ("标识方案", "scheme"), False, _("Empty: the credit code"),
              choices=tuple(IdentifierScheme.values)),
        Field("party_type", _("Type of party"), ("单位类型", "类型", "性质", "type", "type guess", "level"), False,
              _("Code or name of the list of parties (R2-20), or a word such as university or hospital"),
              (("大学", "university"), ("研究院", "institute"), ("有限责任公司", "Limited company"),
               ("医院", "hospital")), wrong="?"),
        Field("region", _("Region"), ("地区", "省份", "所在地", "region", "province"), False,
              _("Code or name of the region"),
              (("湖南省", "Hunan"), ("广东", "Guangdong"), ("浙江", "Zhejiang"), ("北京市", "Beijing")),
              wrong="9999"),
        Field("kind", _("What it is in the market"), ("市场角色", "kind"), False, _("Empty: by its type"),
              choices=(OrganisationKind.HOLDER.value, OrganisationKind.ENTERPRISE.value)),
        Field("source_code", _("Identifier in the source"), ("学校标识码", "编号", "代码", "moe code", "code", "id")),
    )  # fmt: skip

    def can_import(self, actor: Actor | None) -> bool:
        return can_manage_people(actor)

    def identity(self, row: Row, batch: Batch) -> str:
        """Its number, or its name."""
        found = _identifier(row.values)
        return found[1] if found else plain_name("".join(_names(row.values)[:1]))

    def check(self, rows: list[Row], batch: Batch) -> list[Fault]:
        words = Words()
        return [fault for row in rows for fault in _wrong(row, words)]

    def conflicts(self, rows: list[Row], batch: Batch) -> list[Fault]:
        """Whoever is known by its number, else by its very name: two questions for the chunk."""
        numbers = {found[1]: row for row in rows if (found := _identifier(row.values))}
        taken = OrganisationIdentifier.objects.filter(value__in=numbers).select_related("organisation")
        faults = {numbers[one.value].line: _known(numbers[one.value], "identifier", one.organisation) for one in taken}
        names: dict[str, Row] = {}
        for row in rows:
            names |= {plain_name(name): row for name in _names(row.values) if name}
        written = [name for row in rows for name in _names(row.values) if name]
        for organisation in Organisation.objects.filter(Q(name_zh__in=written) | Q(name_en__in=written)).order_by("pk"):
            for name in (organisation.name_zh, organisation.name_en):
                row = names.get(plain_name(name))
                if row is not None and not organisation.is_natural_person:
                    faults.setdefault(row.line, _known(row, "name", organisation))
        return list(faults.values())

    def enter(self, rows: list[Row], batch: Batch) -> int:
        chosen, words = self.chosen(batch), Words()
        record_organisations(
            organisations=[_new(row, chosen, words) for row in rows],
            batch=batch,
            source=chosen["source"],
            licence=chosen["licence"],
        )
        return len(rows)

    def finish(self, batch: Batch) -> None:
        kept = {name: batch.options[name] for name in ("source", "licence")}
        record("organisation.record_all", batch, by=actor_of(batch), count=batch.entered_count, **kept)

    def summary(self, batch: Batch) -> list[tuple[Text, object]]:
        recorded = Organisation.objects.filter(state=OrganisationState.RECORDED).count()
        return [(_("Organisations without people of their own"), recorded)]


def _names(values: dict[str, str]) -> tuple[str, str]:
    """Chinese and English. Whoever has only a foreign name is called by that in both."""
    zh, en, name = values["name_zh"], values["name_en"], values["name"]
    if name and not name.isascii():
        zh = zh or name
    else:
        en = en or name
    return zh or en, en


def _identifier(values: dict[str, str]) -> tuple[str, str] | None:
    """Scheme and number as they are stored; nothing where there is none or it is wrong."""
    if not values["identifier"]:
        return None
    try:
        found = check_identifier(values["scheme"] or IdentifierScheme.CREDIT_CODE, values["identifier"])
    except (DomainError, ValueError):
        return None
    return found.scheme, found.value


def _known(row: Row, field: str, organisation: Organisation) -> Fault:
    values = {"code": organisation.code, "name": organisation}
    return Fault(row.line, field, _("It is known already: %(code)s %(name)s"), values, row.values[field])


def _wrong(row: Row, words: Words) -> Iterator[Fault]:
    values = row.values
    names = dict(zip(("name_zh", "name_en"), _names(values), strict=True))
    if not any(names.values()):
        yield Fault(row.line, "name", _("Give a name in at least one language"))
    for name, most in LONGEST.items():
        if len(names.get(name, values[name])) > most:
            yield Fault(row.line, name, _("This is longer than %(most)s characters"), {"most": most})
    if values["identifier"]:
        try:
            check_identifier(values["scheme"] or IdentifierScheme.CREDIT_CODE, values["identifier"])
        except DomainError as refusal:
            yield Fault(row.line, "identifier", refusal.message, refusal.values, values["identifier"])
        except ValueError:
            pass  # a scheme that is none of the choices is a fault of its own column
    if words.party_type(values["party_type"]) is None:
        yield Fault(row.line, "party_type", _("The list of parties has no such type"), given=values["party_type"])
    if words.region(values["region"]) is None:
        yield Fault(row.line, "region", _("The list of regions has no such place"), given=values["region"])


def _new(row: Row, chosen: dict, words: Words) -> NewOrganisation:
    zh, en = _names(row.values)
    party_type = words.party_type(row.values["party_type"]) or chosen["party_type"]
    by_type = OrganisationKind.HOLDER if party_type.startswith(INSTITUTIONS) else OrganisationKind.ENTERPRISE
    return NewOrganisation(
        name_zh=zh,
        name_en=en,
        party_type=party_type,
        region_code=words.region(row.values["region"]) or chosen["region_code"],
        kind=row.values["kind"] or by_type,
        identifier=_identifier(row.values),
        source_code=row.values["source_code"],
    )
