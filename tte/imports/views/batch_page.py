"""The page of a batch: what it holds in each state."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tte.common.clock import now
from tte.drafts.forms import recall
from tte.imports.enums import BatchState
from tte.imports.forms import ColumnsForm, ModeForm
from tte.imports.models import Batch
from tte.imports.presenting import (
    batch_row,
    broken_off,
    fault_groups,
    fault_rows,
    is_busy,
    shows_faults,
    stations,
    summary_rows,
)
from tte.imports.selectors import kind_of, orphaned_lines, sample_lines


def page_or_progress(request: HttpRequest, batch: Batch) -> HttpResponse:
    """The whole page; to the page that asks how far it is, only the progress, and a fresh page at the end."""
    if request.headers.get("HX-Request"):
        if not is_busy(batch):
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "imports/batch/progress.html", {"row": batch_row(batch, now())})
    return render(request, "imports/batch/show.html", page_context(request, batch))


def page_context(
    request: HttpRequest, batch: Batch, columns: ColumnsForm | None = None, mode: ModeForm | None = None
) -> dict:
    at, busy = now(), is_busy(batch)
    mappable = not busy and batch.state in (BatchState.UPLOADED, BatchState.CHECKED)
    enterable = not busy and batch.state in (BatchState.CHECKED, BatchState.BEGUN)
    if mappable:
        refused, columns = columns is not None, columns or ColumnsForm(batch, head=sample_lines(batch))
        recall(request.actor, columns)
    return {
        "row": batch_row(batch, at),
        "broken_off": None if busy else broken_off(batch, at),
        "stations": stations(batch),
        "columns": columns if mappable else None,
        "columns_open": mappable and (batch.state == BatchState.UPLOADED or refused or columns.typing.restored),
        "mode": (mode or ModeForm(batch)) if enterable and batch.good_count else None,
        "begun": enterable and batch.state == BatchState.BEGUN,
        "discardable": mappable,
        "summary": summary_rows(batch),
        "gives_back": batch.refused_count + orphaned_lines(batch),
        "leads_to": kind_of(batch).leads_to(batch),
        **_found(request, batch),
    }


def _found(request: HttpRequest, batch: Batch) -> dict:
    """The faults, by reason and by line."""
    if not shows_faults(batch):
        return {"groups": [], "chosen": None, "faults": [], "following": ""}
    groups = fault_groups(batch)
    chosen = next((group for group in groups if group.key == request.GET.get("reason")), None)
    faults, following = fault_rows(batch, chosen, request.GET.get("after", ""))
    return {"groups": groups, "chosen": chosen, "faults": faults, "following": following}
