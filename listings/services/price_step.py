from decimal import Decimal

from django.utils.translation import gettext as _

from tte.common.errors import DomainError
from tte.common.formats import yuan


class OffStep(DomainError):
    code = "off_step"
    field = "price"


def refuse_off_step(price: Decimal, increment: Decimal | None) -> None:
    """A published price is a whole multiple of the bidding step: the first, a changed and a further one (R3-33)."""
    if increment and price % increment:
        raise OffStep(_("The price is a whole multiple of the bidding step of %(step)s"), step=yuan(increment))
