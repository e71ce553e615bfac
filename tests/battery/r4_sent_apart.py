"""A seeded fault of R4: a notice is claimed in one transaction and sent in the next."""

from tte.common.clock import now
from tte.notices.delivery import mail_of
from tte.notices.models import Notice


def deliver_apart(*, notice_id: int) -> bool:
    if not Notice.objects.filter(pk=notice_id, delivered_at=None).update(delivered_at=now()):
        return False
    mail_of(Notice.objects.select_related("person").get(pk=notice_id)).send()
    return True
