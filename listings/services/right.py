from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from listings.models import Achievement, IPRight
from listings.patent_numbers import PatentNumberRefused, check_patent_number
from listings.selectors.right_term import term_of
from listings.services.draft import lock_open
from tte.accounts.actor import Actor
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.drafts.merging import Seen, typed_changes
from tte.trail.services import record


class RightNamedTwice(DomainError):
    code = "right_named_twice"
    field = "number"


class TermUnknown(DomainError):
    code = "term_unknown"
    field = "expires_on"


@transaction.atomic
def name_right(
    *, achievement: Achievement, ip_type: str, number: str, expires_on: date | None, by: Actor, **said: Any
) -> IPRight:
    """Add a right to a draft. A sound patent number is kept in its plain form, any other as typed."""
    achievement = lock_open(achievement)
    right = IPRight(
        achievement=achievement, ip_type=ip_type, number=kept_number(ip_type, number), expires_on=expires_on
    )
    _write(right, said)
    record("achievement.name_right", achievement, by=by, ip_type=ip_type, number=right.number)
    return right


@transaction.atomic
def change_right(*, right: IPRight, number: str, by: Actor, seen: Seen | None = None, **said: Any) -> IPRight:
    """Say it anew; what others wrote after `seen` is not written over (`ChangedMeanwhile`)."""
    right = _standing(right)
    said |= {"number": kept_number(said["ip_type"], number)}
    changed = typed_changes(said, standing={name: getattr(right, name) for name in said}, seen=seen)
    _write(right, changed)
    record("achievement.change_right", right.achievement, by=by, ip_type=right.ip_type, number=right.number)
    return right


@transaction.atomic
def mend_right(*, right: IPRight, number: str, by: Actor) -> IPRight:
    """Replace the number of a right of a draft."""
    right = _standing(right)
    right.number = _plain(number)
    right.save(update_fields=["number"])
    record("achievement.mend_right", right.achievement, by=by, ip_type=right.ip_type, number=right.number)
    return right


@transaction.atomic
def take_term(*, right: IPRight, by: Actor) -> IPRight:
    """Take the end that the rules suggest for it."""
    right = _standing(right)
    term = term_of(right)
    if term is None:
        raise TermUnknown(_("Give the day from which its term runs; then its end can be suggested"))
    right.expires_on = term.ends_on
    right.save(update_fields=["expires_on"])
    record("achievement.take_term", right.achievement, by=by, number=right.number, ends_on=term.ends_on.isoformat())
    return right


@transaction.atomic
def drop_right(*, right: IPRight, by: Actor) -> None:
    """Take a right out of a draft; the trail keeps that it stood there."""
    right = _standing(right)
    record("achievement.drop_right", right.achievement, by=by, ip_type=right.ip_type, number=right.number)
    right.delete()


def _standing(right: IPRight) -> IPRight:
    """The locked right of a draft that may be written."""
    lock_open(right.achievement)
    return lock(right)


def _write(right: IPRight, said: dict[str, Any]) -> None:
    for name, value in said.items():
        setattr(right, name, value)
    try:
        with transaction.atomic():
            right.save()
    except IntegrityError as conflict:
        raise RightNamedTwice(_("This right is already named")) from conflict


def kept_number(ip_type: str, number: str) -> str:
    """A sound patent number in its plain form, any other as typed."""
    number = " ".join(number.split())
    return _plain(number) if ip_type.startswith("1") else number


def _plain(number: str) -> str:
    try:
        return str(check_patent_number(number))
    except PatentNumberRefused:
        return number
