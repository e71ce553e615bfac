"""Static files for production: the entries of the style sheet and of the scripts are each joined into one file.

`css/exchange.css` lists its parts by `@import url("part.css");`, `js/exchange.js` by `import "./part.js";`. Browsers
read these lists as they are; collectstatic puts each file in place of its line, so that one is served, then hashes it.
A part names no other file; only parts beside the entry may use `url()`, because joined text keeps its addresses.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

CSS_PART = re.compile(r'^@import url\("([^"]+)"\);$', re.MULTILINE)
JS_PART = re.compile(r'^import "\./([^"]+)";$', re.MULTILINE)


def join_css(entry: Path) -> str:
    """The style sheet with its parts in place of the lines that name them."""
    return CSS_PART.sub(lambda part: (entry.parent / part[1]).read_text().rstrip(), entry.read_text())


def join_js(entry: Path) -> str:
    """The scripts in one; each part in braces of its own, so that no name of one meets a name of another."""
    return JS_PART.sub(lambda part: f"{{\n{(entry.parent / part[1]).read_text().rstrip()}\n}}", entry.read_text())


ENTRIES = {"css/exchange.css": join_css, "js/exchange.js": join_js}


class JoinedStaticFilesStorage(ManifestStaticFilesStorage):
    """Joins the entries where collectstatic has put them, then names every file by its content."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            for name, join in ENTRIES.items():
                if name in paths:
                    source, path = paths[name]  # what was collected before may be joined already, from older parts
                    Path(self.path(name)).write_text(join(Path(source.path(path))))
        yield from super().post_process(_joined(self, paths), dry_run, **options)


def _joined(storage: ManifestStaticFilesStorage, paths: dict[str, Any]) -> dict[str, Any]:
    """The collected paths, with the entries read from where they were joined instead of from their source."""
    return {name: (storage, name) if name in ENTRIES else found for name, found in paths.items()}
