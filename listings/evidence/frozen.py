"""The evidence of a takedown as one text: every row, every file by its hash, who looked, what was sent (R8-03).

The text is JSON with sorted keys; the same rows give the same text. Content of files stays where it is, kept by hash.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, QuerySet

from listings.evidence.typing import typed_about
from listings.models import Achievement, CatalogueEntry
from listings.selectors.takedown import rows_of
from tte.casework.models import Case, Reaudit
from tte.feed.models import Entry
from tte.files.models import StoredFile
from tte.longwork.models import Work
from tte.notices.withholding import deliveries_of, notices_about
from tte.trail.models import Event

FED = {"listings.listing": ("listing",), "listings.achievement": ("catalogue", "submission")}


@dataclass(frozen=True)
class Material:
    """What hangs on an achievement: rows by table, its cases, its files with what they are to it, its own codes."""

    rows: dict[str, list[dict[str, Any]]]
    cases: list[int]
    files: list[tuple[int, str]]
    codes: list[str]

    @property
    def subjects(self) -> list[tuple[str, int]]:
        """What notices and the trail call these rows."""
        return [(table, row["pk"]) for table, rows in self.rows.items() for row in rows]


def material_of(achievement: Achievement) -> Material:
    rows: dict[str, list[dict[str, Any]]] = {}
    cases: set[int] = set()
    files: list[tuple[int, str]] = []
    for model, found in rows_of(achievement):
        _take(rows, model, found)
        of_table = rows.get(model._meta.label_lower, [])
        cases |= {each[name] for name in _keys(model, Case) for each in of_table if each[name]}
        names = _keys(model, StoredFile)
        files += [(each[name], f"{model._meta.model_name}.{name}") for name in names for each in of_table if each[name]]
    _take(rows, Reaudit, Reaudit.objects.filter(original__case__in=cases).order_by("pk"))
    cases |= {each["case"] for each in rows.get("casework.reaudit", [])}
    for model in apps.get_app_config("casework").get_models():
        place = "pk" if model is Case else "run__case" if model.__name__ == "CheckResult" else "case"
        if model is not Reaudit:
            _take(rows, model, model._base_manager.filter(**{f"{place}__in": cases}).order_by("pk"))
    return Material(rows, sorted(cases), sorted(set(files)), _codes(rows))


def sources_of(achievement: Achievement) -> list[tuple[int, str]]:
    """The file of the import that brought it in: kept whole, though other records stand in it too."""
    entries = CatalogueEntry._base_manager.filter(achievement=achievement)
    return [(key, "import.source") for key in entries.values_list("batch__source_batch__source", flat=True)]


def _take(rows: dict[str, list[dict[str, Any]]], model: type[Model], found: QuerySet[Any]) -> None:
    names = [field.name for field in model._meta.concrete_fields if field.name != "pk"]
    if taken := list(found.values("pk", *names)):
        rows[model._meta.label_lower] = taken


def _keys(model: type[Model], target: type[Model]) -> list[str]:
    fields = model._meta.concrete_fields
    return [each.name for each in fields if isinstance(each, ForeignKey) and each.related_model is target]


def _codes(rows: dict[str, list[dict[str, Any]]]) -> list[str]:
    """By what the achievement is called in texts and addresses: every code and reference of its rows."""
    names = ("code", "reference", "application_code")
    return sorted({each[name] for table in rows.values() for each in table for name in names if each.get(name)})


def evidence_text(achievement: Achievement, material: Material, recalled: Iterable[Work], facts: dict[str, Any]) -> str:
    """The whole of it. `facts` say who took it down, when, why."""
    notices = notices_about(material.subjects)
    stored = StoredFile.objects.filter(pk__in=[key for key, _role in material.files]).order_by("pk")
    content = {
        "takedown": facts,
        "achievement": achievement.code,
        "rows": material.rows,
        "files": list(stored.values("pk", "sha256", "name", "size", "content_type", "content", "uploaded_at")),
        "trail": [event for part in _trail(material) for event in part],
        "feed": [entry for part in _fed(material) for entry in part],
        "notices": list(notices.order_by("pk").values("pk", "person", "kind", "key", "context", "owed_at", "read_at")),
        "mails": list(
            deliveries_of(notices).order_by("pk").values("message_id", "person", "address", "state", "sent_at")
        ),
        "typed": typed_about(material.codes),
        "recalled": [
            {"work": each.pk, "name": each.result_name, "sha256": each.result_sha256, "asked_by": each.asked_by_id}
            for each in recalled
        ],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, default=_plain)


def _trail(material: Material) -> Iterable[list[Mapping[str, Any]]]:
    for table, rows in sorted(material.rows.items()):
        found = Event.objects.filter(subject_type=table, subject_key__in=[row["pk"] for row in rows])
        yield list(found.order_by("pk").values("pk", "at", "kind", "subject_key", "user_key", "data"))


def _fed(material: Material) -> Iterable[list[Mapping[str, Any]]]:
    for table, topics in FED.items():
        found = Entry.objects.filter(topic__in=topics, key__in=[row["pk"] for row in material.rows.get(table, [])])
        yield list(found.order_by("position").values("position", "topic", "key", "relayed_at"))


def _plain(value: object) -> str:
    """Moments, amounts and hashes as text; what is stored as bytes by its hash."""
    if isinstance(value, bytes | memoryview):
        return "sha256:" + hashlib.sha256(bytes(value)).hexdigest()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
