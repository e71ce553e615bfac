"""Typing as it is sent: to whom a ticket belongs, and what is kept of the fields that come with it."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from tte.accounts.models import User
from tte.accounts.selectors.membership import actor_of, running_memberships
from tte.drafts.forms import KEPT, KeptForm
from tte.drafts.merging import Seen, read_seen
from tte.drafts.services import Kept, keep_typing
from tte.drafts.tickets import Ticket, most_of, read_ticket
from tte.drafts.typists import NOBODY, Typist, typist_of
from tte.drafts.values import Values, typed_values


@dataclass(frozen=True)
class Owned:
    """A ticket and whose it is: a person acting through the membership for which the form was opened, or a visitor."""

    ticket: Ticket
    by: Typist


def owned_by_sender(request: HttpRequest, text: str) -> Owned | None:
    """As `owned`, for whoever sends it. A visitor's ticket is anybody's: what it reaches is the visitor's own."""
    if request.actor is not None:
        return owned(request.user, text)
    ticket = read_ticket(text)
    if ticket is None or ticket.user != NOBODY or ticket.form not in KEPT:
        return None
    return Owned(ticket, typist_of(request))


def owned(user: User, text: str) -> Owned | None:
    """Nothing where the ticket is false, another person's, or of a membership that has ended."""
    ticket = read_ticket(text)
    if ticket is None or ticket.user != user.pk or ticket.form not in KEPT:
        return None
    membership = None
    if ticket.membership is not None:
        membership = running_memberships(user).filter(pk=ticket.membership).first()
        if membership is None:
            return None
    return Owned(ticket, actor_of(user, membership))


def values_sent(ticket: Ticket, data: QueryDict) -> Values:
    form = KEPT[ticket.form]
    return typed_values(form, form.kept_rows, data, most=most_of(ticket))


def keep_sent(found: Owned, data: QueryDict) -> Kept:
    """Keep the fields of a posted form under its ticket."""
    ticket, (tab, base) = found.ticket, KeptForm.window_in(data)
    seen = read_seen(data.get("kept_seen", ""))
    return keep_values(found, tab=tab, base=base, values=values_sent(ticket, data), seen=seen)


def keep_values(found: Owned, *, tab: str, base: int, values: Values, seen: Seen) -> Kept:
    ticket = found.ticket
    return keep_typing(
        form=ticket.form,
        about=ticket.about,
        page=ticket.page,
        tab=tab,
        base=base,
        values=values,
        seen=seen,
        by=found.by,
    )
