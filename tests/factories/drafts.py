from dataclasses import replace

import factory

from tests.factories.accounts import MembershipFactory
from tte.accounts.actor import Actor
from tte.drafts.models import Draft
from tte.drafts.tickets import Ticket
from tte.drafts.typists import owner_of


class DraftFactory(factory.django.DjangoModelFactory):
    """What an officer typed into the reason of a return, in one window, and has not sent."""

    class Meta:
        model = Draft

    membership = factory.SubFactory(MembershipFactory)
    user = factory.SelfAttribute("membership.user")
    form = "achievement.return"
    about = "A2026000001"
    page = "/achievements/A2026000001/"
    tab = "first"
    values = factory.LazyFunction(lambda: {"reason": ["摘要过短"]})
    has_text = True


def ticket_of(actor: Actor, **changes: object) -> Ticket:
    """The ticket of the same form, as a page would have given it to the actor."""
    ticket = Ticket(*owner_of(actor), DraftFactory.form, DraftFactory.about, "/achievements/A2026000001/")
    return replace(ticket, **changes)
