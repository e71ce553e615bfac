"""Files of work: a folder to write in while it runs, and the result, kept for TTE_RESULT_DAYS."""

import hashlib
import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction

from tte.common.clock import now
from tte.common.presence import present
from tte.longwork.kinds import Result
from tte.longwork.models import Work
from tte.longwork.selectors import outdated_results


def scratch(work: Work) -> Path:
    """A folder of this work alone, on the runner's machine. It is gone when the work has ended."""
    folder = _scratch(work)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def clear_scratch(work: Work) -> None:
    """Called after the end of a work, however it ended."""
    shutil.rmtree(_scratch(work), ignore_errors=True)


def _scratch(work: Work) -> Path:
    return settings.VAR / "work" / str(work.pk)


def keep_result(work: Work, result: Result) -> None:
    """Move the file to where results are kept and note its size, hash and end in `work` (not saved)."""
    with result.path.open("rb") as source:
        work.result_sha256 = hashlib.file_digest(source, "sha256").hexdigest()
        source.seek(0)
        work.result.save(f"{work.pk}-{work.result_sha256[:12]}{Path(result.name).suffix}", File(source), save=False)
    result.path.unlink()
    work.result_name, work.result_type = result.name, result.content_type
    work.result_size = work.result.size
    work.result_until = now() + timedelta(days=settings.TTE_RESULT_DAYS)


@transaction.atomic
def drop_outdated_results() -> int:
    """Delete the files whose time is over; the work keeps saying what it was."""
    works = list(outdated_results().select_for_update(of=("self",), no_key=True, skip_locked=True)[:100])
    for work in works:
        name, storage = present(work.result.name), work.result.storage
        Work.objects.filter(pk=work.pk).update(result=None, result_until=None)
        transaction.on_commit(partial(storage.delete, name))
    return len(works)
