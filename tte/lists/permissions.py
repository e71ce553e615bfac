from tte.accounts.actor import Actor
from tte.lists.models import SavedView


def can_use_view(actor: Actor | None, view: SavedView) -> bool:
    """A view is its owner's alone, in the membership it was saved in."""
    if actor is None or view.user_id != actor.user.pk:
        return False
    return view.membership_id is None or (actor.membership is not None and actor.membership.pk == view.membership_id)
