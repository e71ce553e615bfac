"""The years before: each agency's older register, entered by `manage.py import_register` with the totals it states."""

import csv
import io
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.core.management import call_command

from tte.common.clock import today
from tte.ops.demo.market import Market
from tte.ops.demo.oldcontracts import OldContract, old_contracts

# Contracts registered from this day on stand under the Measures of 2026.
MEASURES_2026 = date(2026, 3, 1)
HEADINGS = (
    "登记编号", "登记日期", "合同名称", "合同类型", "许可方式", "卖方", "卖方统一社会信用代码", "卖方性质", "卖方地区",
    "买方", "买方统一社会信用代码", "买方性质", "买方地区", "技术领域", "知识产权类型", "计划来源", "社会经济目标",
    "合同成交额", "技术交易额", "签订日期", "状态",
)  # fmt: skip
OLD_NAMES = {"1": "开发", "2": "转让", "4": "咨询", "5": "服务"}
OLD_WORDING = "4100"  # this agency's register of the first year knew only the four older names of types
FAULTY = 24
FAULTS = (
    (3, "登记编号", "12345"),
    (7, "登记日期", "2019-13-05"),
    (11, "合同类型", "买卖"),
    (16, "合同成交额", "约一百万"),
)


def take_over_registers(market: Market, *, contracts: int) -> None:
    by_register: dict[tuple[str, str], list[OldContract]] = defaultdict(list)
    old = old_contracts(contracts, until=today() - timedelta(days=1))
    for each in old:
        rule_set = "R2026" if each.registered_on >= MEASURES_2026 else "R2000"
        by_register[each.agency_region, rule_set].append(each)
    with tempfile.TemporaryDirectory() as folder:
        for (region, rule_set), register in sorted(by_register.items()):
            is_old = region == OLD_WORDING
            rows = [_row(each, old_names=is_old and len(each.number) == 14) for each in register]
            path = Path(folder) / f"register-{region}-{rule_set}.csv"
            _enter(market, path, rows, _totals(register), region=region, rule_set=rule_set)
        faulty = _with_faults(old[:FAULTY])
        _enter(market, Path(folder) / "register-4300-2019.csv", faulty, "", region="4300", dry_run=True)


def _enter(
    market: Market,
    path: Path,
    rows: Sequence[Sequence[object]],
    totals: str,
    *,
    region: str,
    rule_set: str = "R2000",
    dry_run: bool = False,
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(rows)
    stated = path.with_suffix(".totals")
    stated.write_text(totals, encoding="utf-8")
    call_command(
        "import_register",
        path,
        agency=f"agency-{region}",
        by=market.actor("zheng").user.email,
        rule_set=rule_set,
        totals=stated,
        dry_run=dry_run,
        stdout=io.StringIO(),
    )


def _row(each: OldContract, *, old_names: bool) -> list[object]:
    seller, buyer = each.seller, each.buyer
    named = OLD_NAMES.get(each.contract_type[0], each.contract_type) if old_names else each.contract_type
    return [
        *(each.number, each.registered_on, each.title, named, each.licence_mode),
        *(seller.name, seller.credit_code, seller.party_type, seller.region),
        *(buyer.name, buyer.credit_code, buyer.party_type, buyer.region),
        *(each.field, each.ip_type, each.plan_source, each.objective),
        *(each.total, each.technology, each.signed_on, "有效"),
    ]


def _totals(register: list[OldContract]) -> str:
    """What the older register says it holds: a year a line."""
    years: dict[int, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 3)
    for each in register:
        kept = years[each.registered_on.year]
        years[each.registered_on.year] = [kept[0] + 1, kept[1] + each.total, kept[2] + each.technology]
    return "\n".join(f"{year} {' '.join(map(str, kept))}" for year, kept in sorted(years.items()))


def _with_faults(register: list[OldContract]) -> list[list[object]]:
    """A file of a year before the others, as it may come: four of its rows cannot enter."""
    rows = [_row(each, old_names=False) for each in register]
    for serial, row in enumerate(rows, 1):
        row[0], row[1], row[-2] = f"19430001{serial:06d}", f"2019-06-{serial:02d}", "2019-05-20"
    for place, column, wrong in FAULTS:
        rows[place][HEADINGS.index(column)] = wrong
    return rows
