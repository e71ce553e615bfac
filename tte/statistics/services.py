from django.conf import settings
from django.db import transaction

from tte.accounts.actor import Actor
from tte.statistics.filters import Question
from tte.statistics.models import Export
from tte.trail.services import record


@transaction.atomic
def record_export(*, name: str, form: str, question: Question, position: int, by: Actor) -> Export:
    """Write down who takes which figures away, before the first byte leaves."""
    made = Export.objects.create(
        name=name,
        form=form,
        filters=question.stated,
        position=position,
        rule_set=settings.TTE_RULE_SET,
        exported_by=by.user,
        organisation=by.organisation,
    )
    record("statistics.export", made, by=by, name=name, form=form, position=position, **question.stated)
    return made
