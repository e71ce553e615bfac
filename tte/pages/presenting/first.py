"""The first act a desk offers when nothing waits, by role."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.common.parts import Link


@dataclass(frozen=True)
class FirstAct:
    title: str
    text: str
    label: str = ""
    url: str = ""
    open_to_all: tuple[Link, ...] = ()


def first_act(actor: Actor) -> FirstAct:
    """What one in this role does first; a person without a membership is told how to get one."""
    if actor.membership is None:
        return FirstAct(
            _("You act for no organisation yet"),
            _("Ask an administrator of your organisation to invite you, or register the organisation."),
            _("Find an achievement"),
            reverse("listings:search"),
        )
    match actor.role:
        case Role.RESEARCHER | Role.OFFICER:
            return FirstAct(
                _("Start by disclosing a result"),
                _("Ten minutes for a first draft. Your transfer office sees it only when you send it."),
                _("Disclose a result"),
                reverse("listings:declare_secrecy"),
            )
        case Role.AGENT:
            return FirstAct(
                _("Start by finding an achievement"),
                _("Search in Chinese or in English; open a work and register intent while its notice runs."),
                _("Search achievements"),
                reverse("listings:search"),
            )
        case Role.AUDITOR | Role.HEAD:
            return _queue(_("No case waits for the exchange"), "listings:audit_queue")
        case Role.FINANCE:
            return _queue(_("No deposit waits"), "listings:deposits")
        case Role.REGISTRAR | Role.REVIEWER:
            return _queue(_("No contract waits for this agency"), "contracts:queue")
        case Role.BROKER | Role.EXPERT | Role.INSPECTOR:
            return _without_duties(actor.role)
        case _:
            return FirstAct(
                _("Nothing waits for you"),
                _("The figures of the market are always open."),
                _("Statistics"),
                reverse("statistics:index"),
            )


def _without_duties(role: str) -> FirstAct:
    """A role without rooms of its own: what it may do today, which is what everybody may."""
    titles = {
        Role.BROKER: _("The exchange hands no work to brokers yet"),
        Role.EXPERT: _("The exchange asks no expert yet"),
        Role.INSPECTOR: _("Inspectors have no file of their own yet"),
    }
    return FirstAct(
        titles[Role(role)],
        _("What you may do today is what is open to everybody:"),
        open_to_all=(
            Link(_("Search achievements and their notices"), reverse("listings:search")),
            Link(_("Results disclosed"), reverse("listings:disclosures")),
            Link(_("Verify a registration certificate"), reverse("contracts:verify")),
            Link(_("Registration agencies"), reverse("institutions:agencies")),
            Link(_("Rules in force"), reverse("pages:rules")),
            Link(_("Who may do what"), reverse("accounts:roles")),
        ),
    )


def _queue(title: str, door: str) -> FirstAct:
    text = _("New work appears here by itself, the most urgent first.")
    return FirstAct(title, text, _("Open the queue"), reverse(door))
