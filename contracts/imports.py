"""The take-over of an older register of contracts: numbers stay, parties are matched, totals are compared."""

from decimal import Decimal

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from contracts.models import Registration
from contracts.permissions import can_take_over
from contracts.takeover.entering import follow_numbers, write_contracts
from contracts.takeover.reading import WAN, Old, Reader
from contracts.takeover.totals import Totals, add_up, read_stated, registered_totals
from institutions.models import Agency
from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.codelists.selectors.stock import stock
from tte.common.clock import today
from tte.common.errors import DomainError
from tte.imports.kinds import Fault, Field, ImportKind, Row, Text, import_kind
from tte.imports.models import Batch
from tte.imports.selectors import actor_of

UNITS = {"yuan": Decimal(1), "wan": WAN}

# Said in the language of whoever reads the summary, not of whoever ran the import.
dated = lazy(lambda words, year: words % {"year": year}, str)
typed = lazy(lambda year, code: f"{year} · {label(CodeList.CONTRACT_TYPE, code)}", str)
counted = lazy(str, str)


class AgencyField(forms.ModelChoiceField):
    def label_from_instance(self, agency: Agency) -> str:
        return f"{agency.organisation} ({agency.region_code})"


class TakeOverForm(forms.Form):
    """Whose register, in which unit, under which rules, and what it says it holds."""

    agency = AgencyField(
        Agency.objects.select_related("organisation").order_by("region_code", "point"),
        label=_("Registration agency"),
        help_text=_("Its register is taken over; its numbers begin with its province"),
    )
    unit = forms.ChoiceField(
        label=_("Unit of amounts"), choices=[("yuan", _("yuan")), ("wan", _("ten thousand yuan (万元)"))]
    )
    rule_set = forms.ChoiceField(label=_("Rules under which they were registered"))
    stated = forms.CharField(
        label=_("Totals stated by the old register"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "A year a line: year, number of contracts, contract amount, technology amount. 2019 12 3400000 2900000"
        ),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        regimes = [each for each in stock().regimes.values() if not each.demonstration]
        self.fields["rule_set"].choices = [(each.code, each.name()) for each in regimes]

    def clean(self) -> dict:
        cleaned = super().clean()
        try:
            cleaned["totals"] = read_stated(cleaned.get("stated", ""), UNITS[cleaned.get("unit", "yuan")])
        except DomainError as refusal:
            self.add_error("stated", str(refusal))
        return cleaned


@import_kind
class OldRegister(ImportKind):
    """R1-32..R1-35, R2-01, R2-02."""

    code, title = "register", _("Register of contracts")
    options = TakeOverForm
    fields = (
        Field("number", _("Registration number"), ("登记编号", "合同登记号", "登记号", "registration number"), True,
              _("16 digits, or 14 of the older form (R1-32, R1-33)"), ("2019430001000127", "2020430001000051"),
              wrong="12345"),
        Field("registered_on", _("Registered on"), ("登记日期", "认定登记日期", "registered on"), True,
              _("The day decides the year in statistics (R2-02)"), ("2019-03-05", "2020/11/20"), wrong="2019-13-05"),
        Field("title", _("Title"), ("合同名称", "项目名称", "title"), True, "",
              (("耐高温涂层制备工艺开发", "Development of a heat-resistant coating"),
               ("园区污水处理技术服务", "Technical service for sewage treatment of a park"))),
        Field("contract_type", _("Contract type"), ("合同类型", "合同类别", "type"), True,
              _("Code or name, also the four names of the older statistics"), ("委托开发", "技术服务"), wrong="买卖"),
        Field("licence_mode", _("Licence mode"), ("许可方式", "licence mode")),
        Field("seller", _("Seller"), ("卖方", "卖方名称", "让与方", "受托方", "seller"), True, "",
              ("云麓理工大学", "湘水环保研究院")),
        Field("seller_code", _("Credit code of the seller"), ("卖方统一社会信用代码", "卖方代码", "seller code")),
        Field("seller_type", _("Type of seller"), ("卖方性质", "卖方类型", "seller type"), True,
              _("Code or name of the list of parties (R2-20)"), ("0221", "021")),
        Field("seller_region", _("Region of seller"), ("卖方地区", "卖方所在地", "seller region"), True, "",
              ("4300", "湖南")),
        Field("buyer", _("Buyer"), ("买方", "买方名称", "受让方", "委托方", "buyer"), True, "",
              ("明泽新材料有限公司", "禾川环境科技有限公司")),
        Field("buyer_code", _("Credit code of the buyer"), ("买方统一社会信用代码", "买方代码", "buyer code")),
        Field("buyer_type", _("Type of buyer"), ("买方性质", "买方类型", "buyer type"), True, "", ("150", "170")),
        Field("buyer_region", _("Region of buyer"), ("买方地区", "买方所在地", "buyer region"), True, "",
              ("3200", "河南")),
        Field("field", _("Field of technology"), ("技术领域", "field"), True, "", ("05", "07")),
        Field("ip_type", _("Type of intellectual property"), ("知识产权类型", "知识产权", "ip type"), False,
              _("Empty: none involved"), ("20", "")),
        Field("plan_source", _("Plan source"), ("计划来源", "plan source"), False, _("Empty: outside any plan")),
        Field("objective", _("Socio-economic objective"), ("社会经济目标", "objective")),
        Field("total", _("Contract amount"), ("合同成交额", "合同金额", "成交额", "contract amount"), True,
              _("In the unit chosen with the file"), ("1200000.00", "85000"), wrong="约一百万"),
        Field("technology", _("Technology amount"), ("技术交易额", "technology amount"), True, "",
              ("1000000.00", "85000")),
        Field("signed_on", _("Signed on"), ("签订日期", "合同签订日期", "signed on")),
        Field("status", _("State"), ("状态", "合同状态", "state"), False, _("Only contracts in force"),
              ("有效", "有效")),
    )  # fmt: skip

    def can_import(self, actor: Actor | None) -> bool:
        return can_take_over(actor)

    def identity(self, row: Row, batch: Batch) -> str:
        return "".join(row.values["number"].split())

    def check(self, rows: list[Row], batch: Batch) -> list[Fault]:
        good, faults = self._read(rows, batch)
        add_up(batch.figures, "file", good)
        return faults

    def conflicts(self, rows: list[Row], batch: Batch) -> list[Fault]:
        """R1-35: a number stands once in the register."""
        lines = {self.identity(row, batch): row.line for row in rows}
        taken = Registration.objects.filter(number__in=lines).values_list("number", flat=True).distinct()
        return [
            Fault(lines[number], "number", _("This number is in our register already"), {}, number) for number in taken
        ]

    def enter(self, rows: list[Row], batch: Batch) -> int:
        good, _faults = self._read(rows, batch)
        chosen, actor = self.chosen(batch), actor_of(batch)
        write_contracts(good, agency=chosen["agency"], batch=batch, rule_set=chosen["rule_set"], person=actor.user)
        add_up(batch.figures, "entered", good)
        return len(good)

    def finish(self, batch: Batch) -> None:
        follow_numbers(self.chosen(batch)["agency"], batch)

    def summary(self, batch: Batch) -> list[tuple[Text, object]]:
        """By year: what was stated, what the file holds or what entered, what statistics count for the agency now."""
        chosen = self.chosen(batch)
        now_counted = registered_totals(chosen["agency"])
        file, entered = batch.figures.get("file", {}), batch.figures.get("entered", {})
        lines: list[tuple[Text, object]] = []
        for year in sorted({key for key in (*file, *entered, *chosen["totals"]) if "/" not in key}):
            lines += self._year(year, chosen["totals"], Totals.of((entered or file).get(year)), bool(entered))
            lines += [
                (typed(year, key.partition("/")[2]), counted(Totals.of(kept)))
                for key, kept in sorted((entered or file).items())
                if key.startswith(f"{year}/")
            ]
            lines.append((dated(_("%(year)s, in the register now"), year), counted(now_counted.get(year, Totals()))))
        return lines

    def _year(self, year: str, stated: dict[str, Totals], found: Totals, entered: bool) -> list[tuple[Text, object]]:
        words = _("%(year)s, entered") if entered else _("%(year)s, in the file")
        lines: list[tuple[Text, object]] = [(dated(words, year), counted(found))]
        if year in stated:
            difference = found - stated[year]
            result = _("none: it agrees") if difference == Totals() else counted(difference)
            lines.insert(0, (dated(_("%(year)s, as stated"), year), counted(stated[year])))
            lines.append((dated(_("%(year)s, difference"), year), result))
        return lines

    def _read(self, rows: list[Row], batch: Batch) -> tuple[list[Old], list[Fault]]:
        chosen = self.chosen(batch)
        reader = Reader(chosen["agency"].region_code, UNITS[chosen["unit"]], today())
        good, faults = [], []
        for row in rows:
            old, wrong = reader.read(row)
            faults += wrong
            if not wrong:
                good.append(old)
        return good, faults
