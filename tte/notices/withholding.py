"""What was told about a thing that is taken down: kept, and shown and sent to nobody any more (R8-03)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import CharField, Func, Q, QuerySet, Value
from django.db.models.functions import Concat

from tte.notices.models import Delivery, Mail, Notice


def notices_about(subjects: Collection[tuple[str, int]]) -> QuerySet[Notice]:
    """Every notice about these things, each named by its table and key, also the withheld ones."""
    part = [Func("key", Value(":"), Value(place), function="split_part", output_field=CharField()) for place in (1, 2)]
    named = Notice._base_manager.annotate(subject=Concat(part[0], Value(":"), part[1]))
    return named.filter(subject__in=[f"{table}:{key}" for table, key in subjects])


def deliveries_of(notices: QuerySet[Notice]) -> QuerySet[Delivery]:
    """The e-mails that carry these notices, alone or in a digest."""
    keys = notices.values("pk")
    return Delivery.objects.filter(Q(notice__in=keys) | Q(pk__in=notices.exclude(digest=None).values("digest")))


@transaction.atomic
def withhold_notices(*, subjects: Collection[tuple[str, int]], codes: Collection[str], moment: datetime) -> int:
    """Out of every inbox, digest and kept mail. An e-mail still queued asks for its notice when it is its turn."""
    notices = notices_about(subjects)
    mails = Q(message_id__in=deliveries_of(notices).values("message_id"))
    for code in codes:
        mails |= Q(text__contains=code)
    Mail.objects.filter(mails).update(withheld_at=moment)
    return notices.filter(withheld_at=None).update(withheld_at=moment)


@transaction.atomic
def give_back_notices(*, withheld_at: datetime) -> int:
    """Show again what was withheld at that moment. What was not mailed meanwhile stays unmailed."""
    Mail._base_manager.filter(withheld_at=withheld_at).update(withheld_at=None)
    return Notice._base_manager.filter(withheld_at=withheld_at).update(withheld_at=None)
