"""What people had typed about something taken down, put back from the evidence when it is shown again (R8-03)."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from tte.drafts.models import Draft

KEPT = ("user", "membership", "form", "about", "page", "values", "has_text", "aside", "version", "tab", "saved_at")
SINCE = ("seen",)  # what evidence of before does not hold


def drafts_about(codes: list[str]) -> QuerySet[Draft]:
    """The typing of people about these, and about their parts, such as one right or one request of them."""
    about = Q(about__in=codes)
    for code in codes:
        about |= Q(about__startswith=f"{code}/")
    return Draft.objects.filter(about).exclude(user=None)


def typed_about(codes: list[str]) -> list[dict[str, Any]]:
    """The typing that is not yet sent, as the evidence keeps it."""
    return list(drafts_about(codes).filter(carried_out_at=None).order_by("pk").values(*KEPT, *SINCE))


def give_back_typing(*, text: str, pause: timedelta) -> int:
    """Each draft as it stood, as old as it was; where the person typed anew meanwhile, that stands."""
    drafts = []
    for kept in json.loads(text)["typed"]:
        if kept.keys() >= set(KEPT):
            at = datetime.fromisoformat(kept["saved_at"]) + pause
            keys = {"user_id": kept["user"], "membership_id": kept["membership"], "saved_at": at}
            said = {name: kept[name] for name in (*KEPT[2:-1], *SINCE) if name in kept}
            drafts.append(Draft(**said, **keys))
    return len(Draft.objects.bulk_create(drafts, ignore_conflicts=True))
