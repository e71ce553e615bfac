"""Results that entered by a file: one import in the catalogue, one with a bad row that waits for an auditor."""

import csv
import io
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from listings.enums import AskedSecrecyLevel, RecordedAs, RecordLanguage
from listings.models import CatalogueBatch
from listings.services.catalogue import approve_batch
from tte.accounts.actor import Actor
from tte.casework.services import claim_case
from tte.common.clock import today
from tte.imports.enums import Mode
from tte.imports.running import check_now, enter_now
from tte.imports.services.batch import make_batch

HEADINGS = ("中文名称", "英文名称", "中文摘要", "英文摘要", "持有单位", "技术领域", "成熟度", "编号")
PUBLISHED = (
    (
        "竹纤维增强生物基路面铺装块",
        "Bio-based paving block with bamboo fibre",
        "以竹纤维增强植物基树脂，抗压强度 42 兆帕，雨水下渗系数高于烧结砖。",
        "Bamboo fibre in a plant-based resin: 42 MPa in compression, and rain drains faster than through fired brick.",
        "云麓理工大学",
        "05",
        "5",
        "YL-2024-031",
    ),
    (
        "高寒地区温室相变蓄热墙",
        "Phase-change heat wall for greenhouses in cold regions",
        "水合盐微胶囊墙体白天蓄热、夜间放热，夜间室温提高 6 摄氏度。",
        "Hydrated salt in microcapsules stores the day's heat and keeps the night six degrees warmer.",
        "云麓理工大学",
        "09",
        "6",
        "YL-2024-032",
    ),
    (
        "面向古籍修复的纸张酸度无损检测",
        "Non-destructive acidity test for the repair of old books",
        "以近红外光谱估计纸张酸度，误差小于 0.3，不需取样。",
        "Near-infrared spectra give the acidity of paper within 0.3 without taking a sample.",
        "云麓理工大学",
        "11",
        "4",
        "YL-2024-033",
    ),
)
WAITING = (
    (
        "低品位余热驱动的膜蒸馏淡化装置",
        "Desalination by membrane distillation on waste heat",
        "利用 60 摄氏度余热制取淡水，每吨水电耗 1.8 千瓦时。",
        "Fresh water from waste heat of 60 °C, with 1.8 kWh of electricity a tonne.",
        "云麓理工大学",
        "07",
        "6",
        "YL-2025-008",
    ),
    (
        "果园授粉蜂群活动监测",
        "Monitoring pollinating bees in orchards",
        "以声音识别蜂群活动强度，提前两天预报授粉不足。",
        "Sound tells how busy the bees are and warns of poor pollination two days ahead.",
        "云麓理工大学",
        "12",
        "5",
        "YL-2025-009",
    ),
    (
        "隧道衬砌裂缝巡检机器人",
        "Robot that inspects tunnel linings for cracks",
        "每小时巡检 3 公里，识别 0.2 毫米以上裂缝。",
        "Inspects three kilometres an hour and sees cracks from 0.2 mm.",
        "云麓理工大学",
        "10",
        "7",
        "YL-2025-010",
    ),
)


def import_results(officer: Actor, auditor: Actor) -> None:
    """Both imports by the services behind the page."""
    published = _imported("已审定成果目录.csv", PUBLISHED, officer)
    claim_case(case=published.case, by=auditor)
    approve_batch(batch=published, text="", by=auditor)
    _imported("待审成果目录.csv", WAITING, officer)


def _imported(name: str, rows: tuple, by: Actor) -> CatalogueBatch:
    options = {
        "level": AskedSecrecyLevel.PUBLIC,
        "reviewer_name": by.user.name,
        "reviewed_on": (today() - timedelta(days=3)).isoformat(),
        "recorded_as": RecordedAs.CATALOGUE,
        "language": RecordLanguage.AS_WRITTEN,
    }
    upload = SimpleUploadedFile(name, _sheet(rows), content_type="text/csv")
    batch = make_batch(kind="achievements", upload=upload, options=options, by=by)
    return enter_now(batch=check_now(batch=batch, by=by), mode=Mode.GOOD, by=by).catalogue_batch


def _sheet(rows: tuple) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *rows])
    return text.getvalue().encode()
