"""Webhooks as their pages show them."""

from dataclasses import dataclass

from django.forms.boundfield import BoundWidget
from django.utils.functional import Promise

from tte.webhooks.enums import DispatchState, Fault
from tte.webhooks.forms import SubscriptionForm
from tte.webhooks.kinds import KINDS, TEST, kinds_of, name_of, subjects
from tte.webhooks.lifecycles import DISPATCH
from tte.webhooks.models import Dispatch, Subscription


@dataclass(frozen=True)
class DispatchRow:
    dispatch: Dispatch
    kind: str | Promise
    fault: str | Promise
    waits: bool
    may_replay: bool


def dispatch_row(dispatch: Dispatch) -> DispatchRow:
    return DispatchRow(
        dispatch,
        name_of(dispatch.message.kind),
        Fault(dispatch.fault).label if dispatch.fault else "",
        dispatch.state == DispatchState.QUEUED and dispatch.tried_at is not None,
        DISPATCH.allows("replay", dispatch.state) and dispatch.message.kind != TEST,
    )


def chosen_kinds(subscription: Subscription) -> list[tuple[str | Promise, list[str | Promise]]]:
    """The chosen kinds by what they are about; none chosen is all."""
    chosen = set(subscription.kinds or KINDS)
    named = [(each.title, [kind.name for kind in kinds_of(each) if kind.code in chosen]) for each in subjects()]
    return [(title, names) for title, names in named if names]


def kind_groups(form: SubscriptionForm) -> list[tuple[str | Promise, list[BoundWidget]]]:
    """The boxes of the kinds by what they are about."""
    boxes = {str(box.data["value"]): box for box in form["kinds"]}
    return [(each.title, [boxes[kind.code] for kind in kinds_of(each)]) for each in subjects()]
