"""How a person wants to be told: by kind at once, in a digest, or in the inbox alone."""

from collections.abc import Iterable, Mapping

from django.core import signing
from django.db import transaction

from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.notices.enums import MailChoice
from tte.notices.kinds import KINDS, NoticeKind
from tte.notices.models import Notice, Preference

SALT = "tte.notices.unsubscribe"


def chosen_for(kind: NoticeKind, people: Iterable[User]) -> dict[int, str]:
    """By person, how a notice of the kind goes by e-mail; whom it leaves out gets it at once."""
    if kind.because:
        return {}
    return dict(Preference.objects.filter(person__in=people, kind=kind.code).values_list("person_id", "mail"))


def chosen_by(person: User) -> dict[str, str]:
    """By kind, for every kind that may be chosen."""
    chosen = dict(Preference.objects.filter(person=person).values_list("kind", "mail"))
    return {code: chosen.get(code, MailChoice.AT_ONCE) for code, kind in KINDS.items() if not kind.because}


@transaction.atomic
def choose_mail(*, choices: Mapping[str, str], by: Actor) -> None:
    """Set how the kinds named go by e-mail from now on; what waits for a digest follows the new choice.

    Kinds whose e-mail may not be switched off are left as they are.
    """
    rows = [
        Preference(person=by.user, kind=code, mail=mail)
        for code, mail in choices.items()
        if code in KINDS and not KINDS[code].because
    ]
    Preference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person", "kind"], update_fields=["mail"]
    )
    waiting = Notice.objects.filter(person=by.user, digest=None, mail__in=[MailChoice.DAILY, MailChoice.WEEKLY])
    for mail in {row.mail for row in rows} - {MailChoice.AT_ONCE}:
        waiting.filter(kind__in=[row.kind for row in rows if row.mail == mail]).update(mail=mail)


def unsubscribe_token(person: User, subject: str) -> str:
    """What a mail's unsubscribe link carries: whose it is and the kind, or the digest (`daily`, `weekly`)."""
    return signing.dumps([person.pk, subject], salt=SALT)


def unsubscribing(token: str) -> tuple[User, str] | None:
    """Person and subject of a link, unless it was not made here or speaks of what may not be switched off."""
    try:
        person, subject = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    known = subject in (MailChoice.DAILY, MailChoice.WEEKLY) or (subject in KINDS and not KINDS[subject].because)
    user = User.objects.filter(pk=person, is_active=True).first() if known else None
    return (user, subject) if user else None


def unsubscribe(*, subject: str, by: Actor) -> None:
    """No e-mails any more of one kind, or of every kind that comes in one of the digests. The inbox has them all."""
    kinds = [subject]
    if subject in (MailChoice.DAILY, MailChoice.WEEKLY):
        kinds = [code for code, mail in chosen_by(by.user).items() if mail == subject]
    choose_mail(choices=dict.fromkeys(kinds, MailChoice.NONE), by=by)
