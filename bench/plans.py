"""How PostgreSQL answers the statements of a page: what each reads, told with the figures of every run."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

SHOWN = 5
READS = re.compile(r"shared hit=(\d+)(?: read=(\d+))?")
SCANS = re.compile(r"->\s+(.*?(?:Scan|Join|Loop|Aggregate|Sort)\b[^(]*)\(.*?actual time=\S+ rows=([\d.]+) loops=(\d+)")


@dataclass(frozen=True)
class Plan:
    """One statement: `pages` are the blocks of 8 KB it touched."""

    sql: str
    ms: float
    pages: int
    lines: list[str]

    def words(self) -> str:
        """The statement cut to its tables, what it cost, and its largest steps."""
        tables = ", ".join(dict.fromkeys(re.findall(r'(?:FROM|JOIN) "(\w+)"', self.sql)))
        steps = sorted(self._steps(), reverse=True)[:3]
        return f"{self.ms:7.1f} ms {self.pages:7,} pages  {tables[:80]}" + "".join(
            f"\n        {rows:9,} rows  {step}" for rows, step in steps if rows > 100
        )

    def _steps(self) -> list[tuple[int, str]]:
        found = (SCANS.search(line) for line in self.lines)
        return [(int(float(each[2]) * int(each[3])), each[1].strip()) for each in found if each]


def plans_of(act: Callable[[], object]) -> list[Plan]:
    """EXPLAIN (ANALYZE, BUFFERS) of every SELECT that the act sends, the dearest first."""
    with CaptureQueriesContext(connection) as caught:
        act()
    asked = [each["sql"] for each in caught.captured_queries]
    return sorted((plan_of(sql) for sql in asked if sql.startswith("SELECT")), key=lambda plan: -plan.ms)


def plan_of(sql: str) -> Plan:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + sql.replace("%", "%%"), [])
        lines = [row[0] for row in cursor.fetchall()]
    ms = float(next(line for line in reversed(lines) if "Execution Time" in line).split()[2])
    read = READS.search("\n".join(lines))
    return Plan(sql, ms, sum(int(each or 0) for each in read.groups()) if read else 0, lines)


def told(act: Callable[[], object]) -> str:
    return "\n".join(f"    {plan.words()}" for plan in plans_of(act)[:SHOWN])
