"""Whether the files of an import do no harm to those who open them: the document of its secrecy review and the table.

They are asked when it is handed in, and again for each document that is attached; a conclusion waits for the answers.
"""

from django.utils.translation import gettext_lazy as _

from listings.checks.attachments import scan, soundness
from listings.enums import CATALOGUE_AUDIT
from listings.models import CatalogueBatch
from tte.casework.checks import Finding, check
from tte.files.models import StoredFile
from tte.files.sniffing import CSV, GZIP, JSONL

PLAIN = (CSV, GZIP, JSONL)


@check(CATALOGUE_AUDIT, says=_("Every file of the import opens, hides nothing and runs nothing"), rule="R3-33")
def files_of_the_import_are_sound(batch: CatalogueBatch) -> Finding:
    """A table of plain text has been read to its end by the frame; a workbook may hold more than its rows."""
    return soundness([each for each in _files(batch) if each.content_type not in PLAIN])


@check(
    CATALOGUE_AUDIT,
    says=_("No file of the import holds a virus that the scanner knows"),
    rule="R3-33",
    proves="R3-33g",
)
def files_of_the_import_hold_no_virus(batch: CatalogueBatch) -> Finding:
    return scan(_files(batch))


def _files(batch: CatalogueBatch) -> list[StoredFile]:
    paper = batch.secrecy.paper
    return [batch.source_batch.source] + ([paper] if paper is not None else [])
