"""What the records of the demonstration say beyond title, abstract and price, in both languages."""

import io
import random
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from listings.models import IPRight
from listings.selectors.right_term import term_of
from tte.common.clock import today

KEYWORDS = {
    "01": ("信息感知；边缘计算；软件系统", "sensing; edge computing; software"),
    "02": ("航空航天；飞行试验；轻量结构", "aerospace; flight test; light structure"),
    "03": ("智能制造；精密装备；在线检测", "smart manufacturing; precision equipment; inspection"),
    "04": ("生物医药；医疗器械；临床验证", "biomedicine; medical device; clinical study"),
    "05": ("新材料；功能涂层；中试", "new materials; functional coating; pilot"),
    "06": ("新能源；节能；储能", "new energy; energy saving; storage"),
    "07": ("环境治理；资源循环；减排", "environment; recycling; emission control"),
    "08": ("核技术应用；辐射防护；监测", "nuclear application; radiation protection; monitoring"),
    "09": ("现代农业；良种；绿色防控", "agriculture; improved variety; green control"),
    "10": ("智慧交通；运维；安全", "transport; maintenance; safety"),
    "11": ("城市建设；防灾；公共服务", "city building; disaster prevention; public service"),
}
FORMS = {"01": ["1", "3"], "04": ["3", "5"], "05": ["4", "2"], "09": ["6"], "03": ["5", "2"], "02": ["5"]}
RISKS = (
    ("批量条件下的稳定性仍需在受让方产线上验证。", "Stability in volume is still to be proven on the taker's line."),
    ("部分关键部件依赖单一供应商，量产前需落实备选来源。", "Some parts have one supplier; a second is needed first."),
    ("进入医疗、食品等受监管用途前须另行取得许可。", "Regulated uses need permits of their own."),
    ("尚未在极端气候下开展长期试验。", "No long trial in extreme weather has been run yet."),
)
CONDITIONS = ("受让方应具备相应的生产或检测条件。", "The taker has the plant or the test rig it needs.")
PAYMENTS = {
    "LS": ("合同生效后十个工作日内一次付清。", "In full within ten working days of effect."),
    "IN": ("签约付四成，技术资料交付付四成，验收付两成。", "40 % on signing, 40 % on delivery, 20 % on acceptance."),
    "ER": ("入门费加按年销售额提成，提成期五年。", "An entry fee and a yearly share of sales for five years."),
}
SENTENCE = re.compile(r".+?(?:[。！？]|[.!?](?=\s|$))")
WIDE, HIGH = 1200, 720


def dice(item: dict) -> random.Random:
    """The same record says the same in every market."""
    return random.Random(item["key"])


def described(item: dict, holder_region: str) -> dict[str, Any]:
    """The fields of the record that help it to be found, believed and agreed upon."""
    chance = dice(item)
    keywords = KEYWORDS[item["field"]]
    payment = chance.choice(tuple(PAYMENTS))
    risks = chance.choice(RISKS)
    is_transfer, held = item["right"] == "transfer", rows(item, "")
    return funded(item, chance) | {
        "kind": "2",
        "keywords_zh": keywords[0],
        "keywords_en": keywords[1],
        "description_zh": points(item["abstract_zh"], "技术要点", "可交付内容", "技术资料、工艺参数与操作规程"),
        "description_en": points(item["abstract_en"], "What it does", "What is handed over", "Drawings and parameters"),
        "region": holder_region,
        "origin": chance.choice("1113"),
        "forms": FORMS.get(item["field"], ["1"]),
        "level": chance.choice("12340"),
        "stage": {3: "1", 4: "1", 5: "2", 6: "2", 7: "2"}.get(item["maturity"], "3"),
        "maturity_on": today() - timedelta(days=chance.randrange(60, 700)),
        "maturity_evaluator": chance.choice(("省科技评价中心", "行业学会评价委员会", "本单位学术委员会")),
        "is_encumbered": False,
        "bears_on_security": False,
        "price_basis_kind": "APP" if chance.random() < 0.6 else "DEC",
        "ways": ["Z2"] if is_transfer else sorted({"Z3", chance.choice(("Z3", "Z4", "Z5"))}),
        "territory": "" if is_transfer else chance.choice(("CN", "CN", "WW")),
        "term_years": None if is_transfer else chance.choice((3, 5, 5, 8)),
        "payment_method": payment,
        "payment_terms_zh": PAYMENTS[payment][0],
        "payment_terms_en": PAYMENTS[payment][1],
        "buyer_conditions_zh": CONDITIONS[0],
        "buyer_conditions_en": CONDITIONS[1],
        "is_related_party": False,
        "risks_zh": risks[0],
        "risks_en": risks[1],
        "no_licences": "licences" not in held,
        "no_first_refusals": "first_refusals" not in held,
    }


def funded(item: dict, chance: random.Random) -> dict[str, Any]:
    if chance.random() < 0.6:
        return {"is_fiscally_funded": False}
    plan, number = chance.choice((("P15", "2021YFB37"), ("P3", "2022C03"), ("P12", "5217")))
    return {
        "is_fiscally_funded": True,
        "funding_source": plan,
        "project_number": f"{number}{chance.randrange(10000, 99999)}",
        "project_name": f"{item['title_zh']}研究",
    }


def points(text: str, head: str, last_head: str, last: str) -> str:
    """A description of the sentences of the abstract as a list, in the marks that descriptions know."""
    sentences = [each.strip() for each in SENTENCE.findall(text) if each.strip()]
    return f"## {head}\n\n" + "\n".join(f"- {each}" for each in sentences) + f"\n\n## {last_head}\n\n{last}"


def rows(item: dict, holder: str) -> dict[str, list[dict[str, Any]]]:
    """Some results have a second owner, some are licensed already."""
    chance = dice(item)
    found: dict[str, list[dict[str, Any]]] = {}
    if chance.random() < 0.2:
        found["shares"] = [
            {"owner": "holder", "name": holder, "percent": Decimal(70)},
            {"owner": "unit", "name": "澄江材料研究所", "percent": Decimal(30), "consented_on": today()},
        ]
        found["first_refusals"] = [{"name": "澄江材料研究所", "ground": "COD", "rank": 1}]
    if item["right"] == "O" and chance.random() < 0.3:
        licence = {"licensee": "海岸工程技术有限公司", "mode": "O", "territory": "CN", "note": "限自用，不得再许可"}
        found["licences"] = [licence | {"granted_on": today() - timedelta(days=chance.randrange(200, 900))}]
    return found


def right_facts(item: dict, ip_type: str, number: str) -> dict[str, Any]:
    """Status and days of a right; a patent was filed in the year its number begins with."""
    if ip_type == "20":
        return {"status": "UNR", "expires_on": None}
    chance = random.Random(f"{item['key']}{number}")
    year = int(number[:4]) if number[:4].isdecimal() and 1985 < int(number[:4]) < today().year else today().year - 3
    filed = date(year, chance.randrange(1, 13), chance.randrange(1, 28))
    granted = filed + timedelta(days=chance.randrange(300, 600))
    right = IPRight(ip_type=ip_type, number=number, filed_on=filed, granted_on=granted, published_on=filed)
    term = term_of(right)
    facts = {"filed_on": filed, "expires_on": term.ends_on if term else None, "name": item["title_zh"]}
    is_granted = granted < today()
    return facts | {"status": "GRT" if is_granted else "APP", "granted_on": granted if is_granted else None}


def curve(item: dict) -> SimpleUploadedFile:
    """A curve of a trial, drawn from the record's own dice."""
    chance = dice(item)
    image = Image.new("RGB", (WIDE, HIGH), "#f7f7f4")
    pen = ImageDraw.Draw(image)
    for step in range(1, 6):
        pen.line((110, 80 + step * 100, WIDE - 60, 80 + step * 100), fill="#d9dcd8", width=2)
    pen.line((110, 60, 110, HIGH - 90), fill="#33413f", width=4)
    pen.line((110, HIGH - 90, WIDE - 60, HIGH - 90), fill="#33413f", width=4)
    for colour, rise in (("#0b6b6b", 0.9), ("#9a5b1f", 0.55)):
        height = 0.1
        line = []
        for step in range(46):
            height += (rise - height) * 0.09 + chance.uniform(-0.012, 0.012)
            line.append((110 + step * 22, HIGH - 90 - height * 480))
        pen.line(line, fill=colour, width=6, joint="curve")
    return _png(image, item["key"])


def batches(item: dict) -> SimpleUploadedFile:
    """Columns of ten batches beside the limit they keep, from the record's own dice."""
    chance = random.Random(f"{item['key']}batches")
    image = Image.new("RGB", (WIDE, HIGH), "#f7f7f4")
    pen = ImageDraw.Draw(image)
    for place in range(10):
        left, top = 150 + place * 100, HIGH - 90 - chance.randrange(300, 420)
        pen.rectangle((left, top, left + 58, HIGH - 90), fill="#0b6b6b")
    pen.line((110, HIGH - 90 - 450, WIDE - 60, HIGH - 90 - 450), fill="#9a5b1f", width=4)
    pen.line((110, HIGH - 90, WIDE - 60, HIGH - 90), fill="#33413f", width=4)
    return _png(image, f"{item['key']}-batches")


def _png(image: Image.Image, name: str) -> SimpleUploadedFile:
    written = io.BytesIO()
    image.save(written, "PNG")
    return SimpleUploadedFile(f"{name}.png", written.getvalue())
