"""What people had typed about something taken down, put back from the evidence when it is shown again (R8-03)."""

import json
from datetime import datetime, timedelta
from typing import Any

from tte.drafts.models import Draft

KEPT = ("user", "membership", "form", "about", "page", "values", "has_text", "aside", "version", "tab", "saved_at")


def typed_about(codes: list[str]) -> list[dict[str, Any]]:
    """The typing that is not yet sent, as the evidence keeps it."""
    return list(
        Draft.objects.filter(about__in=codes, carried_out_at=None).exclude(user=None).order_by("pk").values(*KEPT)
    )


def give_back_typing(*, text: str, pause: timedelta) -> int:
    """Each draft as it stood, as old as it was; where the person typed anew meanwhile, that stands."""
    drafts = []
    for kept in json.loads(text)["typed"]:
        if kept.keys() >= set(KEPT):
            at = datetime.fromisoformat(kept["saved_at"]) + pause
            keys = {"user_id": kept["user"], "membership_id": kept["membership"], "saved_at": at}
            drafts.append(Draft(**{name: kept[name] for name in KEPT[2:-1]}, **keys))
    return len(Draft.objects.bulk_create(drafts, ignore_conflicts=True))
