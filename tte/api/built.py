"""The description of the interface as files: each is made once for a version of the product, a language and a form.

Making one takes a second or more, so nobody who asks waits for it twice: it is kept compressed in `TTE_SCHEMAS` under
the digest of what it is made from, and in the memory of the process that handed it out.
"""

import gzip
import hashlib
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.settings import patched_settings

FORMS = {"yaml": OpenApiYamlRenderer, "json": OpenApiJsonRenderer}
# The viewer reads 3.1 several times more slowly than 3.0, which says the same of these doors.
VERSIONS = {"3.1": "3.1.0", "3.0": "3.0.3"}
SOURCES = ("tte/**/*.py", "institutions/**/*.py", "listings/**/*.py", "contracts/**/*.py", "locale/**/*.po")
MAKING = Lock()  # the generator's settings belong to the whole process


@dataclass(frozen=True)
class Built:
    packed: bytes
    tag: str


@cache
def built(form: str, version: str, language: str) -> Built:
    tag = f"{made_from()}-{language}-{version}.{form}"
    path = Path(settings.TTE_SCHEMAS) / f"{tag}.gz"
    if path.exists():
        return Built(path.read_bytes(), tag)
    with MAKING, patched_settings({"OAS_VERSION": VERSIONS[version]}), translation.override(language):
        schema = SchemaGenerator().get_schema(request=None, public=True)
        packed = gzip.compress(FORMS[form]().render(schema, renderer_context={}), mtime=0)
    _keep(path, packed)
    return Built(packed, tag)


@cache
def made_from() -> str:
    """The digest of everything the description is made from: equal on every machine that runs the same product."""
    digest = hashlib.sha256()
    for pattern in (*SOURCES, "tte/api/examples/*.json"):
        for path in sorted(settings.ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _keep(path: Path, packed: bytes) -> None:
    """Whole or not at all, also when several processes make the same file at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(packed)
    os.replace(part.name, path)
