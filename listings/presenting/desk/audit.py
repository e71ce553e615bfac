"""What waits for the auditors of an exchange, and the way to their queues."""

from collections import Counter

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from listings.enums import (
    CATALOGUE_AUDIT,
    LISTING_AUDIT,
    LISTING_SECOND_LOOK,
    OBJECTION_CASE,
    ListingState,
    ProposalState,
)
from listings.models import Proposal, Suspension
from listings.permissions.audit import can_audit_listings, can_see_audits
from listings.selectors.second_look import waiting_second_looks
from listings.selectors.stake import staked_objections, untouched
from tte.accounts.actor import Actor
from tte.casework.enums import CaseState
from tte.casework.selectors import open_cases
from tte.common.clock import ClockTimestamp
from tte.common.duties import Duty
from tte.common.parts import Group, Link


def duties(actor: Actor) -> list[Duty]:
    if not can_audit_listings(actor):
        return []
    cases = open_cases(actor.organisation, LISTING_AUDIT)
    mine, free = cases.filter(claimed_by=actor.user), cases.filter(state=CaseState.UNCLAIMED)
    url = reverse("listings:audit_queue")
    return [
        Duty(_("Audits in your hand"), mine.count(), url, mine.aggregate(first=Min("due_at"))["first"]),
        Duty(_("Audits nobody has claimed"), free.count(), url, free.aggregate(first=Min("due_at"))["first"]),
        _import_duty(actor),
        _objection_duty(actor),
        _suspension_duty(actor),
        _request_duty(actor),
    ]


def _objection_duty(actor: Actor) -> Duty:
    """Objections in the auditor's hand and those nobody has."""
    cases = open_cases(actor.organisation, OBJECTION_CASE).exclude(pk__in=staked_objections(actor.user).values("pk"))
    mine = cases.filter(Q(state=CaseState.UNCLAIMED) | Q(claimed_by=actor.user))
    first = mine.aggregate(first=Min("due_at"))["first"]
    return Duty(_("Objections to answer"), mine.count(), reverse("listings:objections"), first)


def _suspension_duty(actor: Actor) -> Duty:
    """Suspensions that have lasted as long as they may (R3-40)."""
    rests = Suspension.objects.filter(listing__exchange=actor.organisation, ended_at=None)
    over = untouched(rests.filter(due_at__lte=ClockTimestamp()), actor.user)
    url = f"{reverse('listings:search')}?state={ListingState.SUSPENDED}"
    return Duty(_("Listings to resume or end"), over.count(), url, over.aggregate(first=Min("due_at"))["first"])


def _request_duty(actor: Actor) -> Duty:
    """What sellers ask for their listings."""
    waiting = Proposal.objects.filter(listing__exchange=actor.organisation, state=ProposalState.ASKED)
    asked = untouched(waiting, actor.user)
    first = asked.select_related("listing").order_by("asked_at").first()
    url = reverse("listings:notice", args=[first.listing.code]) if first else ""
    return Duty(_("Requests of sellers to decide"), asked.count(), url)


def _import_duty(actor: Actor) -> Duty:
    """Imports to decide: those in the auditor's hand and those nobody has."""
    cases = open_cases(actor.organisation, CATALOGUE_AUDIT).exclude(state=CaseState.IN_HAND)
    mine = open_cases(actor.organisation, CATALOGUE_AUDIT).filter(claimed_by=actor.user)
    first = (cases | mine).aggregate(first=Min("due_at"))["first"]
    return Duty(_("Imports to decide"), (cases | mine).count(), reverse("listings:catalogue_queue"), first)


def _queues(actor: Actor) -> Counter[str]:
    """How many audits, imports, objections and second looks wait, by kind of case, in one statement."""
    kinds = (LISTING_AUDIT, CATALOGUE_AUDIT, OBJECTION_CASE)
    audits, imports, objections = (open_cases(actor.organisation, kind).order_by() for kind in kinds)
    queues = (audits | imports | objections).select_related(None).values_list("kind").annotate(n=Count("pk"))
    looks = (
        waiting_second_looks(actor).order_by().select_related(None).values_list("case__kind").annotate(n=Count("pk"))
    )
    return Counter(dict(queues.union(looks, all=True)))


def rail(actor: Actor) -> list[Group]:
    if can_audit_listings(actor):
        return [Group(_("Audit"), _auditor_items(actor))]
    if can_see_audits(actor):
        count = open_cases(actor.organisation, LISTING_AUDIT).count()
        return [Group(_("Audit"), [Link(_("Audit queue"), reverse("listings:audit_queue"), "list", count)])]
    return []


def _auditor_items(actor: Actor) -> list[Link]:
    waiting = _queues(actor)
    return [
        Link(_("Audit queue"), reverse("listings:audit_queue"), "list", waiting[LISTING_AUDIT]),
        Link(_("Imports"), reverse("listings:catalogue_queue"), "upload", waiting[CATALOGUE_AUDIT]),
        Link(_("Objections"), reverse("listings:objections"), "fault", waiting[OBJECTION_CASE]),
        Link(_("Second looks"), reverse("listings:second_looks"), "check", waiting[LISTING_SECOND_LOOK]),
    ]
