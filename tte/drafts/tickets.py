"""The ticket of a form on a page: whose typing it takes, in which form, about what, and on which page it stands.

Signed, so that a window opened by one person, or for one organisation, never saves under the name of another.
"""

from dataclasses import astuple, dataclass

from django.conf import settings
from django.core import signing

SALT = "tte.drafts"


@dataclass(frozen=True)
class Ticket:
    user: int
    membership: int | None
    form: str
    about: str
    page: str

    def sign(self) -> str:
        return signing.dumps(astuple(self), salt=SALT)


def most_of(ticket: Ticket) -> int:
    """How many characters are kept of one form."""
    return settings.TTE_DRAFT_CHARACTERS if ticket.user else settings.TTE_VISITOR_DRAFT_CHARACTERS


def read_ticket(text: str) -> Ticket | None:
    """The ticket, or nothing where it is none of ours."""
    try:
        return Ticket(*signing.loads(text, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None
