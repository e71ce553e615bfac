from django.urls import reverse
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.accounts.permissions import can_manage_people
from tte.accounts.selectors.organisation import awaiting_admission
from tte.common.duties import Duty


def duties(actor: Actor) -> list[Duty]:
    """Organisations that wait for an administrator."""
    if not can_manage_people(actor):
        return []
    return [
        Duty(
            _("Organisations to admit"),
            awaiting_admission().count(),
            f"{reverse('institutions:members')}?view=awaiting",
        )
    ]
