from django.db.models import Q, QuerySet

from tte.accounts.actor import Actor
from tte.lists.kinds import ListKind
from tte.lists.models import ColumnChoice, SavedView


def views_of(kind: ListKind, actor: Actor) -> QuerySet[SavedView]:
    """The person's views of this list, of the acting membership where the list is an organisation's."""
    place = Q(membership=actor.membership) if kind.of_organisation else Q(membership=None)
    return SavedView.objects.filter(place, user=actor.user, list_code=kind.code).order_by("name", "pk")


def columns_kept(kind: ListKind, actor: Actor) -> list[str] | None:
    """The keys of the columns the person chose for this list; None for whoever has not chosen."""
    kept = ColumnChoice.objects.filter(user=actor.user, list_code=kind.code).values_list("columns", flat=True)
    return next(iter(kept), None)
