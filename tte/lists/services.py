"""Views kept under a name, and columns chosen. They are a person's own, so the trail does not hear of them."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.common.errors import DomainError, PermissionRefused
from tte.lists.kinds import ListKind
from tte.lists.models import ColumnChoice, SavedView
from tte.lists.permissions import can_use_view
from tte.lists.selectors import views_of


class TooManyViews(DomainError):
    code = "too_many_views"


class NameTaken(DomainError):
    code = "name_taken"
    field = "name"


@transaction.atomic
def save_view(*, kind: ListKind, query: str, name: str, is_default: bool = False, by: Actor) -> SavedView:
    """Keep a question under a name. The person's row is locked, so the limit holds for two windows at once."""
    _hold(by)
    views = views_of(kind, by)
    _refuse_taken(views, name)
    if views.count() >= settings.TTE_SAVED_VIEWS:
        raise TooManyViews(_("You have %(n)s views of this list; delete one first"), n=settings.TTE_SAVED_VIEWS)
    if is_default:
        views.update(is_default=False)
    membership = by.membership if kind.of_organisation else None
    return SavedView.objects.create(
        user=by.user, membership=membership, list_code=kind.code, name=name, query=query, is_default=is_default
    )


@transaction.atomic
def rename_view(*, view: SavedView, kind: ListKind, name: str, by: Actor) -> SavedView:
    """Give a view another name."""
    _refuse_stranger(view, by)
    _hold(by)
    _refuse_taken(views_of(kind, by).exclude(pk=view.pk), name)
    SavedView.objects.filter(pk=view.pk).update(name=name)
    view.refresh_from_db()
    return view


@transaction.atomic
def make_default(*, view: SavedView, kind: ListKind, is_default: bool, by: Actor) -> None:
    """Open the list with this view, or with none."""
    _refuse_stranger(view, by)
    _hold(by)
    views_of(kind, by).filter(is_default=True).update(is_default=False)
    SavedView.objects.filter(pk=view.pk).update(is_default=is_default)


@transaction.atomic
def delete_view(*, view: SavedView, by: Actor) -> None:
    """Forget a view; the rows it showed are not touched."""
    _refuse_stranger(view, by)
    SavedView.objects.filter(pk=view.pk).delete()


@transaction.atomic
def choose_columns(*, kind: ListKind, columns: Sequence[str], by: Actor) -> None:
    """Keep which columns the person wants to see; the usual ones again where nothing is chosen."""
    kept = [column.key for column in kind.columns if column.key in columns]
    mine = {"user": by.user, "list_code": kind.code}
    if kept:
        ColumnChoice.objects.update_or_create(**mine, defaults={"columns": kept})
    else:
        ColumnChoice.objects.filter(**mine).delete()


def _hold(by: Actor) -> None:
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.user.pk)


def _refuse_taken(views: object, name: str) -> None:
    if views.filter(name=name).exists():
        raise NameTaken(_("You have a view with this name already"))


def _refuse_stranger(view: SavedView, by: Actor) -> None:
    if not can_use_view(by, view):
        raise PermissionRefused(_("This view is somebody else's"))
