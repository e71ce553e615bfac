from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from tte.accounts.actor import Actor
from tte.common.clock import now
from tte.drafts.models import Draft

BLANK_DAYS, LATE_SAVES = timedelta(days=14), timedelta(hours=1)


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """What the person has typed while acting through this membership."""
    return Draft.objects.filter(user=actor.user, membership=actor.membership)


def drafts_in(actor: Actor, forms: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Draft]:
    """The typing in several forms, each named by form and thing, with one question to the database."""
    wanted = list(forms)
    found = drafts_of(actor).filter(form__in={form for form, _ in wanted}, about__in={about for _, about in wanted})
    return {(draft.form, draft.about): draft for draft in found}


def outdated_drafts() -> QuerySet[Draft]:
    """Blank ones after two weeks, typed ones after TTE_DRAFT_DAYS, carried out ones when no late save can come."""
    moment = now()
    return Draft.objects.filter(
        Q(carried_out_at__lt=moment - LATE_SAVES)
        | Q(has_text=False, saved_at__lt=moment - BLANK_DAYS)
        | Q(saved_at__lt=moment - timedelta(days=settings.TTE_DRAFT_DAYS))
    )
