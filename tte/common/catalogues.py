"""Compiles the catalogues under locale/ with Babel. Knows no Django: it must have run before Django reads them."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(folders: list[Path]) -> tuple[int, int]:
    """Make every `.mo` that is missing or older than its `.po`; returns how many were made, of how many."""
    sources = [po for folder in folders for po in Path(folder).glob("*/LC_MESSAGES/*.po")]
    return sum(compile_catalogue(po) for po in sources), len(sources)


def compile_catalogue(po: Path) -> bool:
    """Write the `.mo` beside the `.po`, whole or not at all, whoever else does; False when it was up to date."""
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
        return False
    with po.open("rb") as source:
        catalogue = read_po(source, locale="zh_Hans", abort_invalid=True)
    fresh = mo.with_suffix(f".{os.getpid()}.tmp")
    with fresh.open("wb") as target:
        write_mo(target, catalogue)
    fresh.replace(mo)
    return True
