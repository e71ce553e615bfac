"""What benchmarks need of the market: an exchange, an institution, people, and the real files of achievements."""

import gzip
import os
import random
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import connection

from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind, Role
from tte.accounts.models import Membership, Organisation, User
from tte.codelists.loader import load_codelists
from tte.imports.models import Batch
from tte.imports.services.batch import make_batch

WORDS = (
    "石墨烯 散热 薄膜 催化剂 锂电池 传感器 抗体 合金 涂层 膜分离 图像识别 水处理 复合材料 制备方法 检测装置 控制系统"
)
GENERATED = 300


@dataclass(frozen=True)
class Source:
    """A file with what its import has to be told."""

    path: Path
    options: dict[str, str]

    @property
    def name(self) -> str:
        return self.path.name


OPTIONS = {
    "en_india_patent_grants.csv.gz": {"number_office": "IN", "licence": "ODbL"},
    "en_nasa_patents.csv": {"number_office": "US", "licence": "US government work"},
    "en_nasa_software.jsonl.gz": {"licence": "US government work"},
    "en_nasa_techport_projects.jsonl": {"licence": "US government work"},
    "en_uspto_patents.jsonl.gz": {"number_office": "US", "licence": "Public domain"},
    "zh_research_chinaxiv.jsonl.gz": {"licence": "CC BY 4.0"},
    "zh_research_csl.jsonl.gz": {"licence": "Apache-2.0"},
}


def sources(size: str) -> list[Source]:
    """The real files, or one generated file that says so. The smoke size is always the generated one."""
    folder = Path(os.environ.get("TTE_REAL_DATA") or settings.ROOT.parent / "shared" / "data") / "listings"
    if size == "smoke" or not folder.is_dir():
        return [Source(_generated(), {"source": "generated"})]
    found = sorted(path for path in folder.iterdir() if path.name.endswith((".csv", ".gz", ".jsonl")))
    return [Source(path, {"source": path.name.partition(".")[0], **OPTIONS.get(path.name, {})}) for path in found]


def _generated() -> Path:
    chance = random.Random(20261122)
    path = settings.VAR / "generated.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("publication_number,title,abstract,applicant\n")
        for number in range(GENERATED):
            title = "一种" + "".join(chance.sample(WORDS.split(), 4)) + f"（{number}）"
            file.write(f"CN{114000000 + number}A,{title},{'，'.join(chance.sample(WORDS.split(), 8))}。,云麓大学\n")
    return path


def people() -> tuple[Actor, Actor]:
    """An officer of an institution and an auditor of the exchange, in a market with its code lists."""
    load_codelists()
    return _actor("officer", OrganisationKind.HOLDER, Role.OFFICER), _actor(
        "auditor", OrganisationKind.EXCHANGE, Role.AUDITOR
    )


def _actor(name: str, kind: OrganisationKind, role: Role) -> Actor:
    organisation = Organisation.objects.create(
        code=f"bench-{name}", kind=kind, name_zh=f"测试单位 {name}", name_en=f"Bench {name}", party_type="0221"
    )
    user = User.objects.create(email=f"{name}@bench.example", name=name)
    membership = Membership.objects.create(organisation=organisation, user=user, role=role)
    return Actor(user, membership)


def upload(source: Source, by: Actor) -> Batch:
    """The file as the page takes it: looked at, kept, its columns guessed."""
    options = {
        "level": "public",
        "reviewer_name": "bench",
        "reviewed_on": "2026-01-05",
        "recorded_as": "catalogue",
        "language": "auto",
    }
    with source.path.open("rb") as content:
        return make_batch(
            kind="achievements", upload=File(content, name=source.name), by=by, options=options | source.options
        )


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
