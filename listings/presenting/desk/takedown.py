"""The way of the heads of an exchange to its takedowns."""

from django.urls import reverse
from django.utils.translation import gettext as _

from listings.permissions.takedown import can_keep_takedowns
from tte.accounts.actor import Actor
from tte.common.parts import Group, Link


def rail(actor: Actor) -> list[Group]:
    if not can_keep_takedowns(actor):
        return []
    return [Group(_("Security"), [Link(_("Takedowns"), reverse("listings:takedowns"), "shield")])]
