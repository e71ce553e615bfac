"""What casework tells people."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from tte.accounts.models import User
from tte.accounts.selectors.people import members_among
from tte.casework.kinds import kind_of
from tte.casework.models import Case
from tte.common.languages import both
from tte.notices.kinds import NoticeKind, notice_area, notice_kind
from tte.notices.services import notify

CASES = notice_area("cases", _("Casework"), place=5)

CASE_ASSIGNED = notice_kind(
    "casework.assigned",
    area=CASES,
    name=_("Case assigned"),
    title=_("Assigned to you: %(title)s"),
    sentences=(_("%(by)s gave you case %(code)s."),),
    duty=True,
)
CASE_HANDED_OVER = notice_kind(
    "casework.handed_over",
    area=CASES,
    name=_("Case handed over"),
    title=_("Handed over to you: %(title)s"),
    sentences=(_("%(by)s handed case %(code)s over to you. The note is on its page."),),
    duty=True,
)
CASE_DUE_SOON = notice_kind(
    "casework.due_soon",
    area=CASES,
    name=_("Case due soon"),
    title=_("Due soon: %(title)s"),
    sentences=(_("Case %(code)s is due by %(due)s."),),
    duty=True,
)
CASE_OVERDUE = notice_kind(
    "casework.overdue",
    area=CASES,
    name=_("Case overdue"),
    title=_("Overdue: %(title)s"),
    sentences=(_("Case %(code)s was due by %(due)s."),),
    duty=True,
)
CASE_ESCALATED = notice_kind(
    "casework.escalated",
    area=CASES,
    name=_("Overdue case brought before the head"),
    title=_("Overdue and not decided: %(title)s"),
    sentences=(_("Case %(code)s was due by %(due)s. Assign it, or see to it that it is decided."),),
    duty=True,
)
ANSWER_OWED = notice_kind(
    "casework.answer_owed",
    area=CASES,
    name=_("Answer owed"),
    title=_("Your answer is still owed: %(title)s"),
    sentences=(_("A correction of %(code)s was asked on %(asked)s. The period is paused until you answer."),),
    duty=True,
)
CASE_RESTS = notice_kind(
    "casework.rests",
    area=CASES,
    name=_("Case on hold"),
    title=_("On hold: case %(code)s"),
    sentences=(
        _("What it is about was taken down at %(at)s, so it is in no queue and nobody works on it."),
        _("Its period is paused; nothing of it becomes overdue. You are told when it goes on."),
    ),
    because=_("You work cases of this kind, and one has left the queue."),
)
CASE_GOES_ON = notice_kind(
    "casework.goes_on",
    area=CASES,
    name=_("Case goes on"),
    title=_("It goes on: %(title)s"),
    sentences=(_("Case %(code)s is in its queue again since %(at)s. It is due by %(due)s."),),
    duty=True,
)


def title_values(case: Case) -> dict[str, str]:
    return both(case.title_zh, case.title_en)


def tell(
    notice: NoticeKind, case: Case, people: Iterable[User], *, key: str, party: bool = False, **words: object
) -> int:
    """Tell people of the office, or of the party, about a case, as members of it; the link leads to its page.

    Who has left is told nothing.
    """
    kind, place = kind_of(case), case.applicant if party else case.office
    url = (kind.party_page if party else kind.page)(case)
    people = members_among(people, place)
    words |= {"title": title_values(case), "code": case.reference}
    return notify(notice, people, subject=case, url=url, key=key, **words)
