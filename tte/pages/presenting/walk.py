"""The chain as one visitor can walk it: who does what where, in order."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tte.accounts.enums import Role


@dataclass(frozen=True)
class Step:
    """One station of the walk. `key` is the demonstration account that does it; empty for what anybody may see."""

    title: str
    text: str
    url: str
    key: str = ""
    role: str = ""
    official: bool = False
    second: str = ""


def steps() -> list[Step]:
    return [*_offer(), *_trade(), *_register()]


def _step(title: str, text: str, door: str, role: Role | None = None, **more: object) -> Step:
    key, label = (role.value, str(role.label)) if role else ("", "")
    return Step(title, text, reverse(door), key=key, role=label, **more)


def _offer() -> list[Step]:
    return [
        _step(
            _("Disclose an achievement"),
            _(
                "Declare first that it holds no state secret, then give it a title, an abstract, a field, a level of "
                "maturity, a right and a price. The checklist says what is still missing."
            ),
            "listings:achievements",
            Role.RESEARCHER,
        ),
        _step(
            _("Review it in the unit"),
            _("The institution's officer reads it and forwards it to the exchange, or sends it back with a reason."),
            "listings:unit_review",
            Role.OFFICER,
        ),
        _step(
            _("Audit it and publish the notice"),
            _("A worker has run the automatic checks. Claim the case, read the findings, approve: the notice begins."),
            "listings:audit_queue",
            Role.AUDITOR,
            official=True,
        ),
    ]


def _trade() -> list[Step]:
    return [
        _step(
            _("Find it and register intent"),
            _("Search for it in Chinese or in English, open it and register intent. Do it for two enterprises."),
            "listings:search",
            Role.AGENT,
            second="agent2",
        ),
        _step(
            _("Record the deposits"),
            _("The finance officer records what the settlement bank has received, one line for each enterprise."),
            "listings:deposits",
            Role.FINANCE,
        ),
        _step(
            _("Qualify the bidders"),
            _("When the notice has ended, qualify both enterprises and open the competition: two mean bidding."),
            "listings:qualification",
            Role.AUDITOR,
        ),
        _step(
            _("Bid against each other"),
            _("Open the room for one enterprise here and for the other in a private window. A late bid moves the end."),
            "listings:biddings",
            Role.AGENT,
            second="agent2",
        ),
        _step(
            _("Confirm the deal"),
            _("The exchange confirms the deal. When its hour has come a worker publishes the result by itself."),
            "listings:deals",
            Role.AUDITOR,
            official=True,
        ),
    ]


def _register() -> list[Step]:
    return [
        _step(
            _("Draw up and file the contract"),
            _("The seller's officer opens the deal, makes a contract of it, adds what is missing and files it."),
            "listings:deals",
            Role.OFFICER,
        ),
        _step(
            _("Review the contract"),
            _("The registrar accepts it, sets the technology amount and recommends registration."),
            "contracts:queue",
            Role.REGISTRAR,
        ),
        _step(
            _("Review it a second time and register it"),
            _("A second pair of eyes registers it: it gets its 16-digit number and its certificate."),
            "contracts:queue",
            Role.REVIEWER,
            official=True,
        ),
        _step(
            _("Verify the certificate"),
            _("Anybody may check a certificate by its number and check code, or by its QR code."),
            "contracts:verify",
        ),
        _step(
            _("See it counted"),
            _("The statistics by type and month have followed within seconds. Export them as CSV or XLSX."),
            "statistics:index",
            Role.STATISTICIAN,
        ),
    ]
