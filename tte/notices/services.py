"""What is owed to people is a row first; a job delivers it later."""

from collections.abc import Iterable

from django.db import models, transaction

from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.common.clock import now
from tte.common.jobs import defer
from tte.notices.kinds import NoticeKind
from tte.notices.models import Notice
from tte.notices.wording import kept


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
    `url` is a path of the site. Values of `context` may be text, numbers, amounts (Decimal, yuan), dates, moments,
    organisations or `{"zh": …, "en": …}`.
    """
    values = {name: kept(value) for name, value in context.items()}
    whole = f"{subject._meta.label_lower}:{subject.pk}" + (f":{key}" if key else "")
    made = 0
    for person in {each.pk: each for each in people}.values():
        notice, created = Notice.objects.get_or_create(
            person=person, kind=kind.code, key=whole, defaults={"context": values, "url": url}
        )
        if created:
            made += 1
            defer("notices.deliver", notice_id=notice.pk)
    return made


def mark_read(*, notice: Notice, by: Actor) -> None:
    """The reader has seen it; a second time changes nothing."""
    Notice.objects.filter(pk=notice.pk, person=by.user, read_at=None).update(read_at=now())


def mark_all_read(*, by: Actor) -> int:
    """Everything the reader has not read counts as read."""
    return Notice.objects.filter(person=by.user, read_at=None).update(read_at=now())
