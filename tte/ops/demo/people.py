"""The invented bodies and people of the demonstration market. Credit codes use the fictitious region 990000."""

from dataclasses import dataclass
from pathlib import Path

from tte.accounts.enums import OrganisationKind as Kind
from tte.accounts.enums import Role


@dataclass(frozen=True)
class Body:
    code: str
    kind: Kind
    name_zh: str
    name_en: str
    party_type: str
    region_code: str
    credit_code_base: str
    point: str = ""


@dataclass(frozen=True)
class Person:
    """`button` is the key of the role button that signs in as this person without a password (demonstration only)."""

    key: str
    name: str
    language: str
    posts: tuple[tuple[str, Role], ...]
    button: str = ""

    @property
    def email(self) -> str:
        return f"{self.button or self.key}@demo.example"


BODIES = (
    Body(
        "yunlu",
        Kind.HOLDER,
        "云麓理工大学",
        "Yunlu University of Technology",
        "0221",
        "4300",
        "12990000MB0DEM001",
    ),
    Body(
        "jiangzhou",
        Kind.HOLDER,
        "江洲大学",
        "Jiangzhou University",
        "0221",
        "3200",
        "12990000MB0DEM002",
    ),
    Body(
        "mingze", Kind.ENTERPRISE, "明泽新材料有限公司", "Mingze New Materials Ltd", "150", "3200", "91990000MA0DEM003"
    ),
    Body(
        "chenghai",
        Kind.ENTERPRISE,
        "澄海装备股份有限公司",
        "Chenghai Equipment plc",
        "160",
        "3702",
        "91990000MA0DEM004",
    ),
    Body(
        "hechuan",
        Kind.ENTERPRISE,
        "禾川环境科技有限公司",
        "Hechuan Environment Ltd",
        "170",
        "4100",
        "91990000MA0DEM005",
    ),
    Body(
        "exchange",
        Kind.EXCHANGE,
        "示例技术交易中心",
        "Example Exchange Centre",
        "0241",
        "1100",
        "12990000MB0DEM006",
    ),
    Body(
        "agency-4300",
        Kind.AGENCY,
        "湖南示例登记站",
        "Hunan Example Registry",
        "0241",
        "4300",
        "12990000MB0DEM007",
        "01",
    ),
    Body(
        "agency-3200",
        Kind.AGENCY,
        "江苏示例登记站",
        "Jiangsu Example Registry",
        "0241",
        "3200",
        "12990000MB0DEM008",
        "01",
    ),
)

PEOPLE = (
    Person("shen", "沈知行", "zh-hans", (("yunlu", Role.RESEARCHER),), "researcher"),
    Person("gu", "顾以宁", "zh-hans", (("yunlu", Role.RESEARCHER),)),
    Person("lin", "林若溪", "zh-hans", (("yunlu", Role.OFFICER),), "officer"),
    Person("tang", "唐予安", "zh-hans", (("jiangzhou", Role.RESEARCHER),)),
    Person("qiao", "乔明远", "zh-hans", (("jiangzhou", Role.RESEARCHER),)),
    Person("luo", "罗静姝", "zh-hans", (("jiangzhou", Role.OFFICER),)),
    Person("yan", "严思齐", "zh-hans", (("mingze", Role.AGENT), ("mingze", Role.OFFICER)), "agent2"),
    Person("meng", "孟清和", "zh-hans", (("chenghai", Role.AGENT),), "agent"),
    Person("carter", "Alice Carter", "en", (("hechuan", Role.AGENT),)),
    Person("wang", "王慎之", "zh-hans", (("exchange", Role.AUDITOR),), "auditor"),
    Person("xu", "许闻一", "zh-hans", (("exchange", Role.AUDITOR),)),
    Person("fang", "方砚秋", "zh-hans", (("exchange", Role.FINANCE),), "finance"),
    Person("he", "何承泽", "zh-hans", (("exchange", Role.STATISTICIAN),), "statistician"),
    Person("zheng", "郑允中", "zh-hans", (("exchange", Role.ADMINISTRATOR),), "administrator"),
    Person("jiang", "蒋望舒", "zh-hans", (("exchange", Role.INSPECTOR),)),
    Person("peng", "彭若谷", "zh-hans", (("agency-4300", Role.REGISTRAR),), "registrar"),
    Person("deng", "邓书桓", "zh-hans", (("agency-4300", Role.REVIEWER),), "reviewer"),
    Person("song", "宋景行", "zh-hans", (("agency-3200", Role.REGISTRAR),)),
    Person("shao", "邵文昭", "zh-hans", (("agency-3200", Role.REVIEWER),)),
    Person("brown", "Daniel Brown", "en", (("yunlu", Role.EXPERT), ("hechuan", Role.AGENT))),
)


def write_accounts(var: Path, passwords: dict[str, str]) -> Path:
    """One line an account for who runs the demonstration; readable by that person alone."""
    lines = [
        f"{person.email:28} {passwords[person.key]:14} {person.name}, "
        + "; ".join(f"{role} at {body}" for body, role in person.posts)
        for person in PEOPLE
    ]
    target = var / "demo-accounts.txt"
    target.touch(mode=0o600)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target
