"""R11 knows every table that leaves the house: whoever writes one, or hands one out, is named here or there."""

import ast
import inspect

from django.urls import URLPattern, get_resolver

from tests.architecture import source
from tests.architecture.test_doors import doors
from tests.battery import r11

# Modules that write tables → where R11 tries them, or why it need not.
WRITERS = {
    "tte/codelists/exports.py": "codelists:download",
    "listings/views/auction.py": "listings:bid_log",
    "tte/imports/sheets.py": "imports:template imports:sample imports:bad_rows",
    "tte/common/spreadsheets.py": "lists:export statistics:table_export",
    "tte/statistics/exports.py": "statistics:rows_export longwork:result",
    "tte/ops/demo/takeover.py": "",  # the uploads of the demonstration
    "tte/statistics/projection.py": "",  # between PostgreSQL and DuckDB, in a file of a moment
}
# Doors that hand out files which are no tables of ours.
OTHERS = {
    "certificate_pdf": "a PDF",
    "document": "as it was filed",
    "attachment": "as it was attached",
    "picture": "a picture",
    "proposal_paper": "as it was attached",
    "objection_paper": "as it was attached",
    "secrecy_paper": "as it was attached",
    "batch_paper": "as it was attached",
    "room_file": "a marked copy",
    "takedown_evidence": "a pack of JSON and files as they were",
}
WRITING = ("csv.writer", "csv.DictWriter", "xlsxwriter.Workbook", "openpyxl.Workbook")
HANDING = (
    "Content-Disposition",
    "FileResponse(",
    "StreamingHttpResponse(",
    "handed_out(",
    "handed_template(",
    "handed_bad_rows(",
    "csv_file(",
    "serve(",
    "served_archive(",
    "result_of(",
)


def writers() -> set[str]:
    found = set()
    for path, tree in source.modules().items():
        for node in ast.walk(tree):
            writes = isinstance(node, ast.Call) and ast.unparse(node.func) in WRITING
            copies = isinstance(node, ast.Constant) and "TO STDOUT" in str(node.value)
            if writes or copies:
                found.add(path)
    return found


def hands_out(door: URLPattern) -> bool:
    return any(word in inspect.getsource(inspect.unwrap(door.callback)) for word in HANDING)


def test_whoever_writes_a_table_is_known():
    assert writers() == set(WRITERS)
    assert {door for said in WRITERS.values() for door in said.split()} == set(r11.DOORS)


def test_every_door_that_hands_out_a_file_is_tried_or_named():
    ours = [door for door in doors(get_resolver().url_patterns) if source.is_ours(door.callback)]
    handing = {door.name for door in ours if hands_out(door)}
    assert handing == {name.partition(":")[2] for name in r11.DOORS} | set(OTHERS)
