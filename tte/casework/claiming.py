"""Claiming and putting back as acts on several rows of a list."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from tte.accounts.actor import Actor
from tte.casework.permissions import has_in_hand
from tte.lists.kinds import Act, anybody

Service = Callable[[Any, Actor], object]
May = Callable[[Actor], bool]


def claim_acts(claim: Service, release: Service, may: May = anybody, case: str = "") -> tuple[Act, Act]:
    """`case` is where a row holds its case; empty where it is one."""
    return (
        Act(
            "claim",
            _("Claim"),
            _("Claimed: %(n)s."),
            _("Not claimed: %(n)s."),
            claim,
            may=may,
            is_done=lambda row, actor: has_in_hand(actor, getattr(row, case) if case else row),
            says_done=_("In your hands already: %(n)s."),
        ),
        Act("release", _("Put back"), _("Put back: %(n)s."), _("Not put back: %(n)s."), release, may=may),
    )
