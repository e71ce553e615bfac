"""What the pages of a takedown show. The evidence is read from its frozen text, never from the rows."""

import json
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from listings.enums import LEGAL_REASONS, ListingState, TakedownState
from listings.evidence.archive import is_unchanged
from listings.forms.takedown import ReinstatementForm, TakedownAnswerForm, TakedownForm, TakedownWordForm
from listings.lifecycles import RUNNING
from listings.models import Achievement, Listing, Takedown
from listings.selectors.kin import Kin, Kindred
from listings.selectors.takedown import withheld_cases, words_of
from tte.casework.kinds import kind_of
from tte.casework.models import Case, CaseStop
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label

RECORD, LISTING, ENTRY = "listings.achievement", "listings.listing", "listings.roomentry"


def register_rows(takedowns: Iterable[Takedown]) -> list[dict[str, Any]]:
    """Of each only the numbers, the reason and the moments: a register, no evidence."""
    return [{"takedown": one, "reason": label(CodeList.TAKEDOWN_REASON, one.reason_code)} for one in takedowns]


def open_codes(kin: Kindred) -> list[str]:
    return [each.achievement.code for each in kin.records if each.is_open]


def act_context(achievement: Achievement, form: TakedownForm, kin: Kindred) -> dict[str, Any]:
    listing = achievement.listing
    state = listing.state if listing else None
    return {
        "achievement": achievement,
        "listing": listing,
        "form": form,
        "rests": state in RUNNING,
        "bids": state == ListingState.BIDDING,
        "kin": _kin_rows(kin, form),
        "elsewhere": kin.elsewhere,
        "is_complete": kin.is_complete,
    }


def _kin_rows(kin: Kindred, form: TakedownForm) -> list[dict[str, Any]]:
    """Each with its box, if it may be taken down, and the place where it is read."""
    boxes = {box.data["value"]: box for box in form["along"]}
    return [
        {
            "kin": each,
            "box": boxes.get(each.achievement.code),
            "url": _place_of(each),
            "why": [why.label for why in each.why],
        }
        for each in kin.records
    ]


def _place_of(kin: Kin) -> str:
    record = kin.achievement
    if kin.place == "listing" and record.listing:
        return reverse("listings:listing", args=[record.listing.code])
    if kin.place == "catalogue":
        return reverse("listings:record", args=[record.code])
    if kin.place == "submission" and record.case:
        return reverse("listings:audit_case", args=[record.case.reference])
    return reverse("listings:catalogue_batch", args=[record.catalogue_entry.batch.code])


def evidence_context(takedown: Takedown, form: ReinstatementForm, answer: TakedownAnswerForm) -> dict[str, Any]:
    content = json.loads(takedown.evidence.text)
    rows = content["rows"]
    record = rows[RECORD][0]
    return {
        "takedown": takedown,
        "reason": label(CodeList.TAKEDOWN_REASON, takedown.reason_code),
        "shown_again": label(CodeList.REINSTATEMENT_REASON, takedown.reinstatement_code),
        "form": form,
        "answer": answer,
        "words": words_of(takedown),
        "resting": [(case, kind_of(case).title, last_stop(case)) for case in withheld_cases(takedown)],
        "is_standing": takedown.state == TakedownState.STANDING,
        "unchanged": is_unchanged(takedown),
        "together": takedown.together,
        "title_zh": record["title_zh"],
        "title_en": record["title_en"],
        "listings": [each["code"] for each in rows.get(LISTING, [])],
        "counts": counts_of(content),
        "files": takedown.files.select_related("file").order_by("pk"),
        "entries": rows.get(ENTRY, []),
        "reports": takedown.reports.select_related("delivery").order_by("pk"),
    }


def counts_of(content: dict[str, Any]) -> list[tuple[str, Any]]:
    """How much was frozen, by kind."""
    rows, versions = content["rows"], content["rows"].get("listings.version", [])
    return [
        (_("Rows of the record"), sum(map(len, rows.values()))),
        (_("Versions"), len(versions)),
        (_("Files by hash"), len(content["files"])),
        (_("Views of the data room"), len(rows.get(ENTRY, []))),
        (_("Lines of the trail"), len(content["trail"])),
        (_("Entries of the feed that were sent"), len(content["feed"])),
        (_("Notices"), len(content["notices"])),
        (_("E-mails"), len(content["mails"])),
        (_("Files of lists called back"), len(content["recalled"])),
    ]


def last_stop(case: Case) -> CaseStop | None:
    """Where its clock stopped; none where no clock ran."""
    return max(case.stops.all(), key=lambda stop: stop.pk, default=None)


def status_context(takedown: Takedown, form: TakedownWordForm) -> dict[str, Any]:
    """Numbers, moments and reasons; nothing of what was taken down, and nothing of what the exchange goes by."""
    listings = Listing._base_manager.filter(achievement=takedown.achievement_id)
    return {
        "takedown": takedown,
        "reason": label(CodeList.TAKEDOWN_REASON, takedown.reason_code),
        "shown_again": label(CodeList.REINSTATEMENT_REASON, takedown.reinstatement_code),
        "is_standing": takedown.state == TakedownState.STANDING,
        "by_law": takedown.reason_code in LEGAL_REASONS,
        "listings": listings.order_by("pk").values_list("code", flat=True),
        "words": words_of(takedown),
        "form": form,
    }
