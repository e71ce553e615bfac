"""What was done to a code list and its entries, by whom: read from the trail."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tte.accounts.models import User
from tte.codelists.models import Code, ListHead
from tte.trail.models import Event

ACTS: dict[str, str | Promise] = {
    "codelist.begin": _("List begun"),
    "codelist.correct": _("List corrected"),
    "codelist.import": _("Entries imported"),
    "codelist.add_entry": _("Entry added"),
    "codelist.correct_entry": _("Entry corrected"),
    "codelist.end_entry": _("Entry ended"),
    "codelist.succeed_entry": _("Successor begun"),
    "codelist.move_entry": _("Entry moved"),
    "rule.succeed": _("Figure begun"),
    "calendar.load": _("Official calendar loaded"),
}
FIELDS: dict[str, str | Promise] = {
    "code": pgettext_lazy("of a list", "Code"),
    "value": _("Figure"),
    "name_zh": _("Name in Chinese"),
    "name_en": _("Name in English"),
    "parent_code": _("Parent"),
    "source": _("Source"),
    "source_zh": _("Source in Chinese"),
    "source_en": _("Source in English"),
    "licence": _("Licence"),
    "licence_zh": _("Licence in Chinese"),
    "licence_en": _("Licence in English"),
    "mark": _("How it is known"),
    "valid_from": _("First day"),
    "valid_to": _("Last day"),
    "entries": _("Entries"),
    "file": _("File"),
    "days_off": _("Days off"),
    "days_at_work": _("Weekends at work"),
}
SHOWN = 50


@dataclass(frozen=True)
class Change:
    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True)
class Act:
    at: datetime
    words: str | Promise
    code: str
    who: str
    changes: list[Change]
    reason: str


def acts_on_list(head: ListHead) -> list[Act]:
    """The newest acts on the list and on all its entries."""
    entries = Code.objects.filter(list=head.code).values("pk")
    about = Q(subject_type="codelists.listhead", subject_key=head.pk)
    return _acts(about | Q(subject_type="codelists.code", subject_key__in=entries))


def acts_on_entries(entries: list[Code]) -> list[Act]:
    return _acts(Q(subject_type="codelists.code", subject_key__in=[entry.pk for entry in entries]))


def acts_on_figures(keys: list[int]) -> list[Act]:
    return _acts(Q(subject_type="codelists.rule", subject_key__in=keys))


def acts_on_calendar() -> list[Act]:
    return _acts(Q(subject_type="codelists.calendaryear"))


def _acts(about: Q) -> list[Act]:
    events = list(Event.objects.filter(about, kind__in=ACTS).order_by("-at", "-pk")[:SHOWN])
    people = User.objects.in_bulk({event.user_key for event in events})
    return [
        Act(
            event.at,
            ACTS[event.kind],
            event.data.get("code", ""),
            str(people.get(event.user_key, "")),
            _changes(event.data),
            event.data.get("reason", ""),
        )
        for event in events
    ]


def _changes(data: dict) -> list[Change]:
    found = {name: ["", value] for name, value in data.get("after", {}).items() if value}
    if "valid_from" in data:
        found["valid_from"] = ["", data["valid_from"]]
    found |= data.get("changes", {})
    return [Change(FIELDS[name], *(str(each or "") for each in found[name])) for name in FIELDS if name in found]
