"""The evidence as one file: the frozen text, the files by their hash, and a manifest that names both (R8-03)."""

import json
import tempfile
import zipfile
from typing import IO

from django.db import transaction
from django.http import FileResponse

from listings.evidence.frozen import sha256_of
from listings.models import Takedown
from tte.accounts.actor import Actor
from tte.trail.services import record

ZIP_TYPE = "application/zip"


def archive_of(*, takedown: Takedown, by: Actor) -> IO[bytes]:
    """Written down before anything of it is handed out. Each content lies under the hash that it has to have."""
    with transaction.atomic():
        record("takedown.take_evidence", takedown, by=by, sha256=takedown.evidence.sha256)
    file = tempfile.TemporaryFile()  # noqa: SIM115 the response that sends it closes it
    kept = {each.sha256: each for each in takedown.files.select_related("file").order_by("pk")}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("evidence.json", takedown.evidence.text)
        for digest, each in kept.items():
            with each.file.content.open("rb") as source, pack.open(f"files/{digest}", "w") as target:
                while chunk := source.read(1 << 20):
                    target.write(chunk)
        pack.writestr("manifest.json", json.dumps(_manifest(takedown, list(kept)), indent=1))
    file.seek(0)
    return file


def served_archive(*, takedown: Takedown, by: Actor) -> FileResponse:
    """As a download. The door has asked the predicate before."""
    file = archive_of(takedown=takedown, by=by)
    answer = FileResponse(file, as_attachment=True, filename=f"{takedown.code}.zip", content_type=ZIP_TYPE)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _manifest(takedown: Takedown, digests: list[str]) -> dict[str, object]:
    return {
        "takedown": takedown.code,
        "frozen_at": takedown.evidence.frozen_at.isoformat(),
        "evidence.json": takedown.evidence.sha256,
        "files": digests,
    }


def is_unchanged(takedown: Takedown) -> bool:
    """Whether the frozen text still has the hash that was written beside it."""
    return sha256_of(takedown.evidence.text) == takedown.evidence.sha256
