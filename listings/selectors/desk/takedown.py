"""The way of the heads of an exchange to its takedowns."""

from django.urls import reverse
from django.utils.translation import gettext as _

from listings.permissions.takedown import can_keep_takedowns
from tte.accounts.actor import Actor
from tte.common.duties import RailGroup, RailItem


def rail(actor: Actor) -> list[RailGroup]:
    if not can_keep_takedowns(actor):
        return []
    return [RailGroup(_("Security"), [RailItem(_("Takedowns"), reverse("listings:takedowns"), "shield")])]
