from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from listings.models import Achievement, IPRight
from listings.patent_numbers import PatentNumberRefused, check_patent_number
from listings.services.achievement import lock_open
from tte.accounts.actor import Actor
from tte.common.errors import DomainError
from tte.trail.services import record


class RightNamedTwice(DomainError):
    code = "right_named_twice"
    field = "number"


@transaction.atomic
def name_right(*, achievement: Achievement, ip_type: str, number: str, expires_on: date | None, by: Actor) -> IPRight:
    """Add a right to a draft. A sound patent number is kept in its plain form, any other as typed."""
    achievement = lock_open(achievement)
    number = " ".join(number.split())
    if ip_type.startswith("1"):
        number = _plain(number)
    try:
        with transaction.atomic():
            right = achievement.ip_rights.create(ip_type=ip_type, number=number, expires_on=expires_on)
    except IntegrityError as conflict:
        raise RightNamedTwice(_("This right is already named")) from conflict
    record("achievement.name_right", achievement, by=by, ip_type=ip_type, number=number)
    return right


@transaction.atomic
def mend_right(*, right: IPRight, number: str, by: Actor) -> IPRight:
    """Replace the number of a right of a draft."""
    lock_open(right.achievement)
    right.number = _plain(number)
    right.save(update_fields=["number"])
    record("achievement.mend_right", right.achievement, by=by, ip_type=right.ip_type, number=right.number)
    return right


@transaction.atomic
def drop_right(*, right: IPRight, by: Actor) -> None:
    """Take a right out of a draft; the trail keeps that it stood there."""
    lock_open(right.achievement)
    record("achievement.drop_right", right.achievement, by=by, ip_type=right.ip_type, number=right.number)
    right.delete()


def _plain(number: str) -> str:
    try:
        return str(check_patent_number(number))
    except PatentNumberRefused:
        return number
