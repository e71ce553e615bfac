"""Exports as their readers see them: cells as text, and how many of them would be calculated."""

import csv
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

CALCULATED = re.compile(r"[=+\-@\t\r]")
MARKED = re.compile(r"'+[=+\-@\t\r]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ODF = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}


@dataclass(frozen=True)
class Table:
    rows: list[list[str]]
    formulas: int

    def below(self, marker: str) -> list[list[str]]:
        """The rows after the one that begins with `marker`; all of them where none does."""
        heads = [place for place, row in enumerate(self.rows) if row and row[0] == marker]
        return self.rows[heads[0] + 1 :] if heads else self.rows


def raw_csv(content: bytes) -> Table:
    """For programs: every value exactly. No spreadsheet is asked."""
    return Table(list(csv.reader(io.StringIO(content.decode(), newline=""))), 0)


def sheet_csv(content: bytes) -> Table:
    """For spreadsheets: what would be calculated is counted, then the mark is taken off as documented."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    calculated = sum(bool(CALCULATED.match(cell)) and not NUMBER.fullmatch(cell) for row in rows for cell in row)
    return Table([[cell[1:] if MARKED.match(cell) else cell for cell in row] for row in rows], calculated)


def workbook(content: bytes) -> Table:
    """The first sheet by calamine; formulas are counted in the file itself, in all sheets."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return Table([[str(cell) for cell in row] for row in rows], formulas_in(content))


def formulas_in(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(len(re.findall(rb"<f[ />]", book.read(name))) for name in sheets)


def office(content: bytes, ending: str) -> Table:
    """The first sheet as LibreOffice opens it, every cell as it is shown; formulas of all sheets."""
    with tempfile.TemporaryDirectory(prefix="r11-") as folder:
        source = Path(folder) / f"opened.{ending}"
        source.write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [str(OFFICE), profile, "--headless", "--convert-to", "fods", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        tree = ElementTree.parse(Path(folder) / "opened.fods")
    tables = tree.findall(".//table:table", ODF)
    formulas = tree.findall(f".//table:table-cell[@{{{ODF['table']}}}formula]", ODF)
    return Table([cells_of(row) for row in tables[0].iter(f"{{{ODF['table']}}}table-row")], len(formulas))


def cells_of(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row.findall("table:table-cell", ODF):
        times = int(cell.get(f"{{{ODF['table']}}}number-columns-repeated", "1"))
        words = "\n".join(words_of(each) for each in cell.findall("text:p", ODF))
        cells += [words] * min(times, 50)
    return cells


def words_of(node: ElementTree.Element) -> str:
    """Text with the blanks, tabs and breaks that the format writes as elements."""
    said = node.text or ""
    for child in node:
        name = child.tag.rpartition("}")[2]
        if name == "s":
            said += " " * int(child.get(f"{{{ODF['text']}}}c", "1"))
        else:
            said += {"tab": "\t", "line-break": "\n"}.get(name, "") or words_of(child)
        said += child.tail or ""
    return said
