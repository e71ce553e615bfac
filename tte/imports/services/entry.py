"""Long work on a batch: asked for here, done by `work.py`."""

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tte.accounts.actor import Actor
from tte.imports.models import Batch
from tte.imports.running import finish_batch
from tte.imports.services.batch import idle_batch, map_columns, take_batch
from tte.longwork.services import cancel_work, start_work


@transaction.atomic
def start_check(*, batch: Batch, columns: dict[str, int], by: Actor) -> Batch:
    """Read the file by these columns from now on, and let a worker check every row."""
    batch = take_batch(batch=map_columns(batch=batch, columns=columns, by=by), by=by)
    return _give_to_worker(batch, "imports.check", _("Check of a file"), by)


@transaction.atomic
def start_entering(*, batch: Batch, mode: str, by: Actor) -> Batch:
    """Let a worker enter the good rows, or what of them is not in yet."""
    return _give_to_worker(take_batch(batch=batch, mode=mode, by=by), "imports.enter", _("Import of a file"), by)


def _give_to_worker(batch: Batch, kind: str, verb: object, by: Actor) -> Batch:
    title = format_lazy("{} · {}", verb, batch.source.name)
    batch.work = start_work(kind=kind, by=by, arguments={"batch": batch.pk}, title=title)
    batch.save(update_fields=["work"])
    return batch


@transaction.atomic
def stop_batch(*, batch: Batch, by: Actor) -> None:
    """Stop the work on the batch at the end of its present part; what is in stays in."""
    if batch.work:
        cancel_work(work=batch.work, by=by)


@transaction.atomic
def conclude_batch(*, batch: Batch, by: Actor) -> Batch:
    """Leave it at what is in: the rest of the rows will not follow."""
    batch = take_batch(batch=idle_batch(batch), by=by)
    return finish_batch(batch, "conclude")
