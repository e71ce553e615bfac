"""Workbooks just written, as downloads. The door has asked the predicate before."""

from pathlib import Path

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from tte.common.languages import spoken_language
from tte.imports import sheets
from tte.imports.kinds import ImportKind
from tte.imports.models import Batch
from tte.imports.selectors import orphaned_lines


def handed_template(kind: ImportKind) -> FileResponse:
    """The columns of the kind with their examples, in the reader's language."""
    path = sheets.write_template(kind, spoken_language())
    return handed_out(path, _("%(kind)s template") % {"kind": kind.title})


def handed_bad_rows(batch: Batch) -> FileResponse:
    """The refused lines with their reasons; there is no such file while nothing is refused."""
    if not batch.refused_count and not orphaned_lines(batch):
        raise Http404
    path = sheets.write_bad_rows(batch, spoken_language())
    return handed_out(path, _("Faulty rows %(number)s") % {"number": batch.pk})


def handed_out(path: Path, name: str) -> FileResponse:
    """A workbook just written, as a download; its file is gone with the answer."""
    content = path.open("rb")
    path.unlink()
    answer = FileResponse(content, as_attachment=True, filename=f"{name}.xlsx", content_type=sheets.CONTENT_TYPE)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
