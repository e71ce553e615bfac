"""The desk of a role, composed from what the apps offer: duties that wait, rooms that are open."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.presenting import desk as contracts_desk
from institutions.presenting import desk as institutions_desk
from listings.presenting import desk as listings_desk
from tte.accounts.actor import Actor, has_permission
from tte.accounts.roles import Permission
from tte.casework.permissions import works_cases
from tte.common.duties import Duty
from tte.common.parts import Group, Link
from tte.imports.permissions import can_import
from tte.notices.selectors import unsent_count
from tte.webhooks.permissions import can_manage_webhooks


def duties(actor: Actor) -> list[Duty]:
    """What waits for the actor, most urgent first; duties with nothing waiting are left out."""
    offered = [
        *listings_desk.duties(actor),
        *contracts_desk.duties(actor),
        *institutions_desk.duties(actor),
    ]
    waiting = [duty for duty in offered if duty.count]
    return sorted(waiting, key=lambda duty: (duty.oldest_due is None, duty.oldest_due or 0))


def rail(actor: Actor, path: str) -> list[Group]:
    """The rail of the acting role; the entry that holds `path` longest is current."""
    groups = [
        Group(
            _("Desk"),
            [
                Link(_("Overview"), reverse("pages:desk"), "home"),
                *_imports(actor),
                Link(_("Background jobs"), reverse("longwork:jobs"), "clock"),
            ],
        ),
        *listings_desk.rail(actor),
        *contracts_desk.rail(actor),
        *_common(actor),
    ]
    here = max((item.url for group in groups for item in group.items if path.startswith(item.url)), key=len, default="")
    return [
        Group(group.label, [replace(item, current=item.url == here) for item in group.items])
        for group in groups
        if group.items
    ]


def _imports(actor: Actor) -> list[Link]:
    return [Link(_("Imports"), reverse("imports:batches"), "upload")] if can_import(actor) else []


def _common(actor: Actor) -> list[Group]:
    figures = []
    if works_cases(actor):
        figures.append(Link(_("Board of the office"), reverse("casework:board"), "table"))
    if has_permission(actor, Permission.STATISTICS_BROWSE):
        figures.append(Link(_("Statistics"), reverse("statistics:index"), "chart"))
    people = []
    if has_permission(actor, Permission.PEOPLE_MANAGE):
        people.append(Link(_("People and roles"), reverse("institutions:members"), "people"))
        people.append(Link(_("E-mails"), reverse("notices:deliveries"), "talk", unsent_count() or None))
    if has_permission(actor, Permission.RULES_MANAGE):
        people.append(Link(_("Rules in force"), reverse("pages:rules"), "table"))
        people.append(Link(_("Figures of the rules"), reverse("codelists:figures"), "key"))
        people.append(Link(_("Code lists"), reverse("codelists:lists"), "list"))
        people.append(Link(_("Working days"), reverse("codelists:calendar"), "clock"))
    if can_manage_webhooks(actor):
        people.append(Link(_("Webhooks"), reverse("webhooks:webhooks"), "out"))
    return [Group(_("Market"), figures), Group(_("Administration"), people)]
