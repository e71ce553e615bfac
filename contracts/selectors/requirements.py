"""What a contract must have before it can be filed; each line links to the place that mends it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from contracts.classification import ip_matches, is_licence
from contracts.models import Contract, NonTechnicalItem
from contracts.selectors.amounts import split_of
from listings.selectors.notice_period import signable_from
from tte.common.clock import today
from tte.common.parts import Requirement

DONE, WRONG, OPEN = "done", "wrong", "open"
ORDER = (WRONG, OPEN, DONE)


def requirements(
    contract: Contract, *, costs: Sequence[NonTechnicalItem] | None = None, on: date | None = None
) -> list[Requirement]:
    """Wrong first, then open, then done. `costs` stand in place of those on record."""
    found = [*_plain(contract), *_classification(contract), *_dates(contract, on or today())]
    found += _amounts(contract, costs)
    return sorted(found, key=lambda each: ORDER.index(each.state))


def missing(contract: Contract) -> list[Requirement]:
    return [each for each in requirements(contract) if each.state != DONE]


def _line(field: str, label: str, *, given: object, fits: bool = True, rule: str = "R1-90") -> Requirement:
    state = OPEN if given in (None, "") else DONE if fits else WRONG
    return Requirement(state, label, f"#id_{field}", rule)


def _plain(contract: Contract) -> list[Requirement]:
    return [
        _line("title", _("Full name of the contract"), given=contract.title),
        _line("field", _("Technology field"), given=contract.field, rule="R2-10"),
        _line("objective", _("Socio-economic objective"), given=contract.objective, rule="R2-30"),
        _line("plan_source", _("Plan source"), given=contract.plan_source),
        _line("payment_method", _("Payment method"), given=contract.payment_method),
        _line("upload", _("Contract document"), given=contract.document_id, rule="R1-16"),
    ]


def _classification(contract: Contract) -> list[Requirement]:
    lines = [_line("contract_type", _("Contract type"), given=contract.contract_type, rule="R1-06")]
    if is_licence(contract.contract_type):
        lines.append(_line("licence_mode", _("Licence mode"), given=contract.licence_mode, rule="R1-01"))
    fits = ip_matches(contract.contract_type, contract.ip_type)
    label = (
        _("Type of intellectual property") if fits else _("The type of intellectual property fits the contract type")
    )
    lines.append(_line("ip_type", label, given=contract.ip_type, fits=fits))
    return lines


def _dates(contract: Contract, on: date) -> list[Requirement]:
    signed, begins, ends = contract.signed_on, contract.begins_on, contract.ends_on
    lines = []
    past = signed is None or signed <= on
    label = _("Date of signature") if past else _("The date of signature is not in the future")
    lines.append(_line("signed_on", label, given=signed, fits=past, rule="R1-14"))
    earliest = signable_from(contract.deal.listing) if contract.deal else None
    if signed is not None and earliest is not None and signed < earliest:
        lines.append(Requirement(WRONG, _("It is signed after the notice of its price is over"), "#signed_on", "R3-31"))
    lines.append(_line("begins_on", _("Beginning of validity"), given=begins))
    ordered = begins is None or ends is None or begins <= ends
    running = ends is None or on <= ends
    label = _("End of validity")
    if not ordered:
        label = _("The contract ends after it begins")
    elif not running:
        label = _("The contract is still within its validity")
    rule = "R1-90" if running else "R1-14"
    lines.append(_line("ends_on", label, given=ends, fits=ordered and running, rule=rule))
    return lines


def _amounts(contract: Contract, costs: Sequence[NonTechnicalItem] | None) -> list[Requirement]:
    lines = [_line("total_amount", _("Contract amount"), given=contract.total_amount, rule="R1-63")]
    parts = split_of(contract, costs)
    if parts is not None and not parts.is_possible:
        label = _("The itemised costs leave a technology amount above zero")
        lines.append(Requirement(WRONG, label, "#items", "R1-66"))
    return lines
