from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tte.common.clock import now
from tte.common.doors import posted, requires
from tte.common.languages import spoken_language
from tte.common.paging import page_of
from tte.imports import sheets
from tte.imports.forms import ColumnsForm, ModeForm, UploadForm, options_form, options_given
from tte.imports.kinds import ImportKind, kinds_for
from tte.imports.models import Batch
from tte.imports.permissions import can_import, can_open_batch
from tte.imports.presenting import batch_row
from tte.imports.selectors import all_batches, batches_of, sample_lines
from tte.imports.services.batch import discard_batch, make_batch
from tte.imports.services.entry import conclude_batch, start_check, start_entering, stop_batch
from tte.imports.serving import handed_bad_rows, handed_out, handed_template
from tte.imports.views.batch_page import page_context, page_or_progress


@requires(can_import)
def batches(request: HttpRequest) -> HttpResponse:
    """What the organisation brought in or is about to, newest first."""
    page, at = page_of(request, batches_of(request.actor)), now()
    context = {
        "rows": [batch_row(each, at) for each in page.rows],
        "page": page,
        "kinds": kinds_for(request.actor),
    }
    return render(request, "imports/batch/list.html", context)


def importable(request: HttpRequest, code: str) -> ImportKind:
    """The kind of this code, if the actor may import it; else there is no such page."""
    for kind in kinds_for(request.actor):
        if kind.code == code:
            return kind
    raise Http404


@requires(can_import)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Upload a file, after a look at the template."""
    found = importable(request, kind)
    posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm()
    options = options_form(found, request.POST if posted else None, request.GET.dict())
    if posted and form.is_valid() & (options is None or options.is_valid()):
        given = options_given(options)
        if form.carry_out(make_batch, kind=found.code, options=given, by=request.actor):
            return redirect("imports:batch", pk=form.outcome.pk)
    context = {"kind": found, "form": form, "options": options}
    return render(request, "imports/batch/new.html", context, status=422 if posted else 200)


@requires(can_import)
def template(request: HttpRequest, kind: str) -> HttpResponse:
    found = importable(request, kind)
    return handed_template(found)


@requires(can_import)
def sample(request: HttpRequest, kind: str) -> HttpResponse:
    """A file for practice with faults planted, in the language of the address, else of the page."""
    found = importable(request, kind)
    if not found.has_examples:
        raise Http404
    path = sheets.write_sample(found, request.GET.get("language") or spoken_language())
    return handed_out(path, _("%(kind)s sample") % {"kind": found.title})


@requires(can_open_batch, all_batches)
def show(request: HttpRequest, batch: Batch) -> HttpResponse:
    """One page from the columns to the result; what is open depends on how far the batch is."""
    return page_or_progress(request, batch)


@requires(can_open_batch, all_batches)
@posted
def check(request: HttpRequest, batch: Batch) -> HttpResponse:
    form = ColumnsForm(batch, request.POST, head=sample_lines(batch))
    if form.is_valid() and form.carry_out(start_check, batch=batch, by=request.actor):
        return redirect("imports:batch", pk=batch.pk)
    return render(request, "imports/batch/show.html", page_context(request, batch, columns=form), status=422)


@requires(can_open_batch, all_batches)
@posted
def enter(request: HttpRequest, batch: Batch) -> HttpResponse:
    form = ModeForm(batch, request.POST)
    if form.is_valid() and form.carry_out(start_entering, batch=batch, by=request.actor):
        return redirect("imports:batch", pk=batch.pk)
    return render(request, "imports/batch/show.html", page_context(request, batch, mode=form), status=422)


@requires(can_open_batch, all_batches)
@posted
def stop(request: HttpRequest, batch: Batch) -> HttpResponse:
    stop_batch(batch=batch, by=request.actor)
    messages.info(request, _("It stops at the end of its present part; what is in stays in."))
    return redirect("imports:batch", pk=batch.pk)


@requires(can_open_batch, all_batches)
@posted
def conclude(request: HttpRequest, batch: Batch) -> HttpResponse:
    conclude_batch(batch=batch, by=request.actor)
    return redirect("imports:batch", pk=batch.pk)


@requires(can_open_batch, all_batches)
@posted
def discard(request: HttpRequest, batch: Batch) -> HttpResponse:
    discard_batch(batch=batch, by=request.actor)
    messages.info(request, _("Discarded. Nothing of the file has entered."))
    return redirect("imports:batches")


@requires(can_open_batch, all_batches)
def bad_rows(request: HttpRequest, batch: Batch) -> HttpResponse:
    """The refused lines as a sheet with their reasons; there is none while nothing is refused."""
    return handed_bad_rows(batch)
