from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from tte.common.clock import now
from tte.drafts.models import Draft
from tte.drafts.typists import Typist, Visitor, as_owner

BLANK_DAYS, LATE_SAVES = timedelta(days=14), timedelta(hours=1)


def drafts_of(by: Typist) -> QuerySet[Draft]:
    """What the person has typed while acting through this membership, or this visitor within the hours it is kept."""
    if isinstance(by, Visitor):
        return Draft.objects.filter(user=None, visitor=by.key, saved_at__gt=now() - visitor_hours())
    return Draft.objects.filter(**as_owner(by))


def drafts_in(by: Typist, forms: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Draft]:
    """The typing in several forms, each named by form and thing, with one question to the database."""
    wanted = list(forms)
    if isinstance(by, Visitor) and not by.key:
        return {}
    found = drafts_of(by).filter(form__in={form for form, _ in wanted}, about__in={about for _, about in wanted})
    return {(draft.form, draft.about): draft for draft in found}


def visitor_hours() -> timedelta:
    return timedelta(hours=settings.TTE_VISITOR_DRAFT_HOURS)


def visitors_drafts_from(sender: str) -> QuerySet[Draft]:
    """Unsent typing of all visitors of one network."""
    return Draft.objects.filter(user=None, sender=sender, carried_out_at=None, saved_at__gt=now() - visitor_hours())


def is_to_be_asked_for(draft: Draft) -> bool:
    """A visitor's that has lain a while: somebody else may sit before this browser now."""
    return draft.user_id is None and draft.saved_at <= now() - timedelta(minutes=settings.TTE_VISITOR_DRAFT_MINUTES)


def is_outdated(draft: Draft) -> bool:
    """A visitor's whose hours are over; it is not swept away yet."""
    return draft.user_id is None and draft.saved_at <= now() - visitor_hours()


def outdated_drafts() -> QuerySet[Draft]:
    """Blank ones after two weeks, typed ones after TTE_DRAFT_DAYS, those of visitors after TTE_VISITOR_DRAFT_HOURS,
    carried out ones when no late save can come."""
    moment = now()
    return Draft.objects.filter(
        Q(carried_out_at__lt=moment - LATE_SAVES)
        | Q(has_text=False, saved_at__lt=moment - BLANK_DAYS)
        | Q(saved_at__lt=moment - timedelta(days=settings.TTE_DRAFT_DAYS))
        | Q(user=None, saved_at__lte=moment - visitor_hours())
    )
