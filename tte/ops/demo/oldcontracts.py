"""Contracts of five years as an older register holds them, drawn from `figures.py`: the same on every machine."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import NormalDist

from contracts.numbers import grouped, registration_number
from tte.ops.demo import figures
from tte.ops.demo.parties import Parties, Party, draw
from tte.ops.demo.people import read

YEARS = 5
SATURDAY = 5
FIRST_WEEKS = 20
LEAST = Decimal(3000)
OF_VARIETIES, FARMING = {"26": "21", "35": "31"}, "09"
MANY_WORKS = {
    "1": ("关键技术开发", "样机研制", "控制软件开发", "中试工艺开发", "性能提升开发"),
    "2": ("制备方法转让", "整套技术转让"),
    "3": ("实施许可", "配套技术许可"),
    "4": ("可行性研究咨询", "技术路线咨询", "评估咨询"),
    "5": ("运行优化技术服务", "检测与测试服务", "系统集成技术服务", "设计与安装技术服务", "运行维护服务"),
}
WORK = {"52": "技术培训", "53": "技术中介服务", "26": "品种权转让", "35": "品种权许可"}
OBJECTIVES: dict[str, figures.Weights] = {
    "02": {"08": 3, "10": 7},
    "04": {"03": 8, "10": 2},
    "06": {"02": 8, "10": 2},
    "07": {"01": 9, "10": 1},
    "08": {"02": 4, "10": 4, "03": 2},
    "09": {"09": 9, "10": 1},
    "10": {"05": 6, "10": 4},
    "11": {"05": 6, "06": 4},
}
INDUSTRY: figures.Weights = {"10": 80, "06": 8, "12": 6, "11": 4, "04": 2}


@dataclass
class OldContract:
    registered_on: date
    signed_on: date
    title: str
    contract_type: str
    licence_mode: str
    ip_type: str
    plan_source: str
    field: str
    objective: str
    seller: Party
    buyer: Party
    total: Decimal
    technology: Decimal
    number: str = ""

    @property
    def agency_region(self) -> str:
        """The province of the agency: the seller's, for an import the buyer's (R2-04)."""
        party = self.buyer if self.seller.region == figures.ABROAD else self.seller
        return f"{party.region[:2]}00"


def last_day(until: date) -> date:
    """In the first weeks of a year its own contracts are too few to show anything."""
    return until if until >= date(until.year, 1, FIRST_WEEKS) else date(until.year - 1, 12, 31)


def first_year(until: date) -> int:
    """The first of the five calendar years; in the first half of a year that year does not count yet."""
    return until.year - (YEARS - 1 if until.month > 6 else YEARS)


def old_contracts(count: int, *, until: date) -> list[OldContract]:
    """So many contracts registered up to this day, numbered by agency and year in the order of their days (R1-34)."""
    return _numbered(sorted(_Draw(last_day(until)).contracts(count), key=lambda each: (each.registered_on, each.title)))


def _numbered(contracts: list[OldContract]) -> list[OldContract]:
    """Numbers of the first year have the older form of 14 digits (R1-33), the others 16 (R1-32)."""
    serials: dict[tuple[str, int], int] = {}
    for each in contracts:
        region, year = each.agency_region, each.registered_on.year
        serials[region, year] = serial = serials.get((region, year), 0) + 1
        number = registration_number(year=year, region_code=region, point="01", serial=serial)
        is_old = year == contracts[0].registered_on.year
        each.number = "".join([number[2:4], *grouped(number)[1:]]) if is_old else number
    return contracts


def _to_the_level_of(year: int, drawn: list[OldContract]) -> list[OldContract]:
    """The amounts of a year, so that its mean stands to those of other years as in the real market."""
    wanted = Decimal(figures.mean_of(year) * figures.LEVEL) * len(drawn)
    factor = wanted / sum(each.total for each in drawn)
    for each in drawn:
        share = each.technology / each.total
        each.total = rounded(each.total * factor)
        each.technology = each.total if share == 1 else (each.total * share).quantize(Decimal(10))
    return drawn


class _Draw:
    def __init__(self, until: date) -> None:
        self.chance = random.Random(2026)
        self.until = until
        self.parties = Parties(self.chance)
        self.subjects = {row["field"]: row["words"] for row in read("subjects")}

    def contracts(self, count: int) -> Iterator[OldContract]:
        years = range(first_year(self.until), self.until.year + 1)
        numbers = {year: figures.market_of(year)[0] * self._share(year) for year in years}
        whole = sum(numbers.values())
        giants = figures.GIANTS if count >= 100 * len(years) else ()
        left = count
        for year in years:
            share = left if year == years[-1] else round(count * numbers[year] / whole)
            left -= share
            drawn = [*self._of_year(year, share - len(giants))]
            drawn += [self._contract(year, *giant) for giant in giants]
            yield from _to_the_level_of(year, drawn)

    def _share(self, year: int) -> float:
        """How much of the year lies before the last day."""
        if year < self.until.year:
            return 1.0
        whole_months = sum(figures.MONTHS[: self.until.month - 1])
        return whole_months + figures.MONTHS[self.until.month - 1] * self.until.day / 31

    def _of_year(self, year: int, count: int) -> Iterator[OldContract]:
        """Amounts spread evenly over the law, so that few contracts already show its shape."""
        law = NormalDist(figures.MU, figures.SIGMA)
        places = [(place + self.chance.random()) / (count + 2) for place in range(count)]
        self.chance.shuffle(places)
        for place in places:
            field, contract_type = draw(self.chance, figures.FIELDS), draw(self.chance, figures.TYPES)
            kind = draw(self.chance, figures.SELLERS)
            size = figures.mean_of(year) / figures.MEAN_OF_THE_LAW * figures.SIZE_OF_TYPE[contract_type]
            size *= figures.SIZE_OF_FIELD.get(field, 1.0) * figures.SIZE_OF_SELLER[kind]
            amount = min(Decimal(2.718281828 ** law.inv_cdf(place) * size), figures.LARGEST)
            yield self._contract(year, field, contract_type, kind, amount)

    def _contract(self, year: int, field: str, contract_type: str, kind: str, amount: Decimal) -> OldContract:
        chance = self.chance
        subtype = draw(chance, figures.SUBTYPES[contract_type])
        subtype = subtype if field == FARMING else OF_VARIETIES.get(subtype, subtype)
        seller, buyer, size = self._sides(kind, field)
        registered_on = self._day(year)
        total = rounded(amount * size)
        rights = figures.RIGHT_OF_SUBTYPE.get(subtype) or figures.RIGHTS[contract_type]
        return OldContract(
            registered_on=registered_on,
            signed_on=registered_on - timedelta(days=chance.randint(4, 70)),
            title=titled(
                chance.choice(self.subjects[field]), WORK.get(subtype) or chance.choice(MANY_WORKS[contract_type])
            ),
            contract_type=subtype,
            licence_mode=draw(chance, figures.MODES) if contract_type == "3" else "",
            ip_type=draw(chance, rights),
            plan_source=draw(chance, figures.PLANS),
            field=field,
            objective=draw(chance, OBJECTIVES.get(field, INDUSTRY)),
            seller=seller,
            buyer=buyer,
            total=total,
            technology=self._technology(total, contract_type),
        )

    def _sides(self, kind: str, field: str) -> tuple[Party, Party, Decimal]:
        """Seller, buyer, and how much larger the contract is where one of them is abroad."""
        chance, home = self.chance, draw(self.chance, figures.SELLING)
        far = chance.random()
        if far < figures.IMPORTS:
            seller, buyer = self.parties.one(figures.ABROAD, "abroad"), self.parties.one(home, "enterprise", field)
            return seller, buyer, Decimal(figures.SIZE_ABROAD)
        seller = self.parties.one(home, kind, field if kind == "enterprise" else "")
        if far < figures.IMPORTS + figures.EXPORTS:
            return seller, self.parties.one(figures.ABROAD, "abroad"), Decimal(figures.SIZE_ABROAD)
        buyer = seller
        while buyer == seller:
            buyer = self.parties.one(self._buying_region(home), draw(chance, figures.BUYERS))
        return seller, buyer, Decimal(1)

    def _buying_region(self, home: str) -> str:
        if self.chance.random() < figures.AT_HOME:
            return home
        if home in figures.NEIGHBOURS and self.chance.random() < figures.TO_NEIGHBOURS:
            return self.chance.choice(figures.NEIGHBOURS[home])
        return draw(self.chance, figures.BUYING)

    def _day(self, year: int) -> date:
        """A working day of the year, by the curve of its months, not after the last day."""
        months = figures.MONTHS[: self.until.month] if year == self.until.year else figures.MONTHS
        while True:
            month = self.chance.choices(range(1, len(months) + 1), months)[0]
            day = date(year, month, 1) + timedelta(days=int(28 * self.chance.random() ** 0.8))
            if day.weekday() < SATURDAY and day <= self.until:
                return day

    def _technology(self, total: Decimal, contract_type: str) -> Decimal:
        share = self.chance.gauss(figures.TECHNOLOGY[contract_type], 0.13)
        return total if share > 0.97 else (total * Decimal(max(share, 0.18))).quantize(Decimal(10))


def titled(subject: str, work: str) -> str:
    """No word twice: 管理系统 and 系统集成 make 管理系统集成."""
    return subject + (work.removeprefix("系统") if subject.endswith("系统") else work)


def rounded(amount: Decimal) -> Decimal:
    """As people agree on prices: three figures, and hardly anything below some thousand yuan."""
    amount = amount if amount > LEAST else LEAST + amount % LEAST
    step = Decimal(10) ** max(len(str(int(amount))) - 3, 0)
    return (amount / step).quantize(Decimal(1)) * step
