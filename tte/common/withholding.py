"""What nobody is shown any more while it is kept as evidence (R8-03). `objects` leaves it out wherever it is asked, so
that a page, a list or a job that forgets about it shows nothing; `_base_manager` alone reaches it."""

from typing import Any

from django.db import models


class NotWithheld(models.Manager):
    """Rows without `withheld_at`."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(withheld_at=None)
