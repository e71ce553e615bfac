"""The fields of a case that are to be mended."""

from django.db.models import QuerySet

from tte.casework.enums import CorrectionState
from tte.casework.models import Case, Correction

OPEN = (CorrectionState.MARKED, CorrectionState.ASKED, CorrectionState.ANSWERED)


def corrections() -> QuerySet[Correction]:
    return Correction.objects.select_related("case__office", "marked_by", "answered_by", "closed_by")


def corrections_of(case: Case) -> QuerySet[Correction]:
    """Everything that was ever put to the party or is about to be, in order."""
    return corrections().filter(case=case).exclude(state=CorrectionState.DROPPED).order_by("number")


def open_corrections(case: Case) -> QuerySet[Correction]:
    return case.corrections.filter(state__in=OPEN).order_by("number")


def asked_corrections(case: Case) -> QuerySet[Correction]:
    """What waits for the party's answer."""
    return case.corrections.filter(state=CorrectionState.ASKED).order_by("number")
