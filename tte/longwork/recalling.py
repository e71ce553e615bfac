"""Results called back, since a record that may stand in them must not be seen any more (R8-03).

Whoever begins a work or keeps its result shares a lock that a recall takes alone (docs/locking.md): a work that began
before the recall was committed is refused its result, one that began after it reads what holds then.
"""

from datetime import datetime
from functools import partial

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from tte.common.errors import DomainError
from tte.longwork.models import Recall, Work
from tte.longwork.wording import said

TURN = 7404
SENTENCE = _("The file was called back: a record that may be in it was taken down. Ask for it again.")


class Recalled(DomainError):
    code = "result_recalled"


def share_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [TURN])


def refuse_recalled(work: Work) -> None:
    """A work that was begun before a recall keeps no result; asked for again it is made anew."""
    share_turn()
    if Recall.objects.filter(recalled_at__gt=work.started_at).exists():
        raise Recalled(SENTENCE)


@transaction.atomic
def recall_results(*, since: datetime, about: str) -> list[Work]:
    """Call back every kept result of a work asked for since then; the files are gone with the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
    Recall.objects.create(about=about)
    kept = Work.objects.filter(asked_at__gte=since, result_until__isnull=False).select_related("asked_by")
    works = list(kept.order_by("pk"))
    for work in works:
        name, storage = work.result.name, work.result.storage
        Work.objects.filter(pk=work.pk).update(result=None, result_until=None, sentence=said(SENTENCE, {}))
        if name:
            transaction.on_commit(partial(storage.delete, name))
    return works
