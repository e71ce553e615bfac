"""Who can take which case, and how much each has in hand."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tte.accounts.actor import Actor
from tte.accounts.models import Organisation, User
from tte.accounts.roles import Permission
from tte.accounts.selectors.people import people_with
from tte.casework.enums import CaseState
from tte.casework.kinds import KINDS
from tte.casework.models import Case
from tte.casework.permissions import is_barred, keeps_off, kept_off
from tte.casework.selectors.case import open_cases


@dataclass(frozen=True)
class Load:
    person: User
    in_hand: int


def workers(office: Organisation, kind: str) -> list[User]:
    """Everybody of the office who works cases of this kind, in a steady order."""
    found: dict[int, User] = {}
    for permission in sorted(KINDS[kind].permissions):
        found |= {person.pk: person for person in people_with(office, permission)}
    return [found[key] for key in sorted(found)]


def heads(office: Organisation) -> list[User]:
    return list(people_with(office, Permission.CASES_LEAD))


def in_hand_of(person: User, kind: str) -> int:
    return Case.objects.filter(claimed_by=person, kind=kind, state=CaseState.IN_HAND).count()


def loads_of(case: Case) -> list[Load]:
    """Who may take this case, whoever has the least in hand first."""
    people = [person for person in workers(case.office, case.kind) if not is_barred(person, case)]
    off = kept_off([person.pk for person in people], case.kind)
    free = [person for person in people if case.applicant_id not in off[person.pk]]
    able = [one for one in free if not KINDS[case.kind].stakes(one).filter(pk=case.pk).exists()]
    held = Case.objects.filter(claimed_by__in=able, kind=case.kind, state=CaseState.IN_HAND).order_by()
    counts = dict(held.values_list("claimed_by").annotate(n=Count("pk")))
    loads = [Load(person, counts.get(person.pk, 0)) for person in able]
    return sorted(loads, key=lambda load: (load.in_hand, load.person.pk))


def next_for(actor: Actor, kind: str) -> QuerySet[Case]:
    """Unclaimed cases that this person may take, the most urgent first."""
    person, office = actor.user, actor.organisation
    if office is None:
        return Case.objects.none()
    part = Q(barred__contains=[person.pk]) | Q(applicant__in=keeps_off(person, kind))
    part |= Q(pk__in=KINDS[kind].stakes(person).order_by().values("pk"))
    if not KINDS[kind].of_own_house:
        part |= Q(author=person) | Q(opened_by=person)
    return open_cases(office, kind).filter(state=CaseState.UNCLAIMED).exclude(part)[:20]


def colleague_of(case: Case, chosen: str) -> User | None:
    """The person of this number, if he or she works cases of this kind in the case's office."""
    return next((person for person in workers(case.office, case.kind) if str(person.pk) == chosen), None)
