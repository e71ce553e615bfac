"""A seeded fault of R4: a mail is called sent in one transaction and sent afterwards."""

from tte.notices.delivery import _settle, claim
from tte.notices.letters import letter_of


def deliver_apart(*, delivery_id: int) -> bool:
    delivery = claim(delivery_id)
    if delivery is None:
        return False
    _settle(delivery, "send")
    letter_of(delivery).send()
    return True
