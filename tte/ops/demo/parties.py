"""Invented buyers and sellers of the years before, each with a name, a kind, a region and a fictitious credit code."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.cn.uscc import calc_check_digit

from tte.ops.demo import figures
from tte.ops.demo.people import BODIES

FIRST = "澜沐岚霁澄昱翊珩煜祺皓曦瀚泓溯湛芷蕴璟铄"
SECOND = "川原岭洲屿桥峰泽野林渡台陵湾岳溪垣浦崖坪"
TRADES = {
    "01": ("信息技术", "智能科技", "微电子", "数据服务", "网络安全技术"),
    "02": ("航天动力", "通航技术"),
    "03": ("智能装备", "精密机械", "自动化", "机器人"),
    "04": ("生物医药", "医疗器械", "诊断技术"),
    "05": ("新材料", "高分子材料", "特种合金"),
    "06": ("新能源", "储能技术", "电力科技"),
    "07": ("环境工程", "水务技术", "资源再生"),
    "08": ("核技术应用",),
    "09": ("种业", "农业科技", "水产科技"),
    "10": ("轨道交通技术", "汽车电子", "交通科技"),
    "11": ("建筑科技", "城市规划设计", "勘测设计", "应急技术"),
}
ENDINGS = {"160": "股份有限公司", "110": "集团有限公司"}
INSTITUTIONS = {
    "university": ("0221", ("理工大学", "工业大学", "科技大学", "师范大学", "农业大学", "医科大学")),
    "institute": ("0211", ("应用技术研究院", "材料研究所", "信息工程研究所", "农业科学研究所", "环境科学研究院")),
    "hospital": ("0231", ("中心医院", "第一人民医院")),
    "other": ("0241", ("检验检测中心", "生产力促进中心", "工程咨询中心")),
    "government": ("0141", ("水务局", "生态环境局", "交通运输局", "大数据局", "农业农村局")),
    "single": ("400", ("农机服务部", "设计工作室")),
    "abroad": ("500", ("国际技术公司", "海外工程公司")),
}
OF_A_COUNTY = ("government", "hospital")
MANY = {"enterprise": 46, "university": 6, "institute": 7, "hospital": 3, "other": 4, "government": 6, "single": 2}
FEW = {"enterprise": 14, "university": 2, "institute": 2, "hospital": 1, "other": 2, "government": 3, "single": 1}
KIND_OF_TYPE = {"0211": "institute", "0221": "university", "0231": "hospital"}
FIELD_OF_OURS = {"mingze": "05", "chenghai": "03", "hechuan": "07", "yuexin": "01", "jingwei": "06"}


@dataclass(frozen=True)
class Party:
    name: str
    kind: str
    party_type: str
    region: str
    credit_code: str = ""
    field: str = ""


class Parties:
    """Everybody who may buy or sell, by region and kind; the first of each list trade most."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.stems = [first + second for first in FIRST for second in SECOND]
        self.chance.shuffle(self.stems)
        self.drawn = 0
        self.found: dict[tuple[str, str], list[Party]] = {}
        for party in _ours():
            self.found.setdefault((party.region, party.kind), []).append(party)
        for region in sorted({*figures.SELLING, *figures.BUYING, figures.ABROAD}):
            self._settle(region)

    def _settle(self, region: str) -> None:
        if region == figures.ABROAD:
            self.found[region, "abroad"] = [self._institution("abroad", region) for _number in range(24)]
            return
        for kind, count in (MANY if region in figures.SELLING else FEW).items():
            make = self._enterprise if kind == "enterprise" else self._institution
            self.found.setdefault((region, kind), []).extend(make(kind, region) for _number in range(count))

    def _stem(self) -> tuple[str, int]:
        self.drawn += 1
        return self.stems[self.drawn % len(self.stems)], self.drawn

    def _enterprise(self, kind: str, region: str) -> Party:
        stem, number = self._stem()
        field = draw(self.chance, figures.FIELDS)
        form = draw(self.chance, figures.FORMS)
        name = f"{stem}{self.chance.choice(TRADES[field])}{ENDINGS.get(form, '有限公司')}"
        return Party(name, kind, form, region, _credit_code("91", number), field)

    def _institution(self, kind: str, region: str) -> Party:
        stem, number = self._stem()
        party_type, words = INSTITUTIONS[kind]
        name = f"{stem}{'县' if kind in OF_A_COUNTY else ''}{self.chance.choice(words)}"
        code = "" if kind in ("single", "abroad") else _credit_code("12", number)
        return Party(name, kind, party_type, region, code)

    def one(self, region: str, kind: str, field: str = "") -> Party:
        """Somebody of this kind in this region, working in this field where there is one; the first ones most often."""
        pool = self.found[region, kind]
        fitting = [party for party in pool if party.field == field] if field else []
        return self._often_first(fitting or pool)

    def _often_first(self, pool: list[Party]) -> Party:
        return pool[int(len(pool) * self.chance.random() ** 1.7)]


def _ours() -> Iterator[Party]:
    """The bodies of the demonstration trade too; the matching finds them by their credit codes."""
    for body in BODIES:
        kind = KIND_OF_TYPE.get(body.party_type) or ("enterprise" if body.code in FIELD_OF_OURS else "")
        if kind:
            code = body.credit_code_base + calc_check_digit(body.credit_code_base)
            field = FIELD_OF_OURS.get(body.code, "")
            yield Party(body.name_zh, kind, body.party_type, body.region_code, code, field)


def _credit_code(beginning: str, number: int) -> str:
    base = f"{beginning}990000MA{number:07d}"
    return base + calc_check_digit(base)


def draw(chance: random.Random, weights: figures.Weights) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
