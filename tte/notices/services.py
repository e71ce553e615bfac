"""What is owed to people is a row first; a job mails it later."""

from collections.abc import Iterable

from django.db import models, transaction

from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.common.clock import now
from tte.common.jobs import defer
from tte.notices.enums import MailChoice
from tte.notices.kinds import LetterKind, NoticeKind
from tte.notices.models import Delivery, Notice
from tte.notices.preferences import chosen_for
from tte.notices.wording import kept

STRETCH = 1000


@transaction.atomic
def notify(
    kind: NoticeKind,
    people: Iterable[User],
    *,
    subject: models.Model,
    url: str,
    key: str = "",
    **context: object,
) -> int:
    """Owe a notice of `kind` about `subject` to each of `people`, in the caller's transaction; returns how many.

    The same person gets the same kind about the same subject under the same key once, however often this is called.
    A thousand people take as many statements as one: the caller may hold a lock.
    `url` is a path of the site. Values of `context` may be text, numbers, amounts (Decimal, yuan), dates, moments,
    organisations or `{"zh": …, "en": …}`. What the person has chosen for the kind decides on the e-mail. A person whom
    `tte.accounts.selectors.people` found as a member of an organisation is told as one: the link leads there.
    """
    values = {name: kept(value) for name, value in context.items()}
    whole = f"{subject._meta.label_lower}:{subject.pk}" + (f":{key}" if key else "")
    told = {each.pk: each for each in people}
    chosen = chosen_for(kind, told.values())
    known = Notice._base_manager.filter(person__in=told, kind=kind.code, key=whole)
    owed = told.keys() - set(known.values_list("person_id", flat=True))
    rows = [
        Notice(
            person_id=pk,
            membership_id=getattr(told[pk], "through", None),
            kind=kind.code,
            key=whole,
            context=values,
            url=url,
            mail=chosen.get(pk, MailChoice.AT_ONCE),
        )
        for pk in sorted(owed)
    ]
    Notice._base_manager.bulk_create(rows, batch_size=STRETCH, ignore_conflicts=True)
    _mail(known.filter(person__in=owed, mail=MailChoice.AT_ONCE))
    return len(rows)


def _mail(notices: models.QuerySet[Notice]) -> None:
    """Owe an e-mail for each that has none; whoever wrote one of them at the same time has owed it already."""
    keys = notices.filter(delivery=None).order_by("pk").values_list("pk", "person_id")
    rows = [Delivery(notice_id=pk, person_id=person) for pk, person in keys]
    for delivery in Delivery.objects.bulk_create(rows, batch_size=STRETCH):
        defer("notices.deliver", delivery_id=delivery.pk)


@transaction.atomic
def owe_letter(kind: LetterKind, *, address: str) -> Delivery:
    """Owe a letter of `kind` to an address, in the caller's transaction."""
    delivery = Delivery.objects.create(letter=kind.code, address=address)
    defer("notices.deliver", delivery_id=delivery.pk)
    return delivery


def mark_read(*, notice: Notice, by: Actor) -> None:
    """The reader has seen it; a second time changes nothing."""
    Notice.objects.filter(pk=notice.pk, person=by.user, read_at=None).update(read_at=now())


def mark_all_read(*, by: Actor) -> int:
    """Everything the reader has not read counts as read."""
    return Notice.objects.filter(person=by.user, read_at=None).update(read_at=now())
