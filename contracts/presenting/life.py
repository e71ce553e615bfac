"""Where a contract stands on its way: one station an act, drawn from the contract and its case."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from contracts.enums import ContractState as S
from contracts.models import Contract
from contracts.selectors.contract import registration_of
from tte.common.clock import official_date
from tte.common.languages import name_of
from tte.common.parts import Station


def stations_of(contract: Contract) -> list[Station]:
    """Deal (if any), signature, filing, acceptance, review, second review, registration."""
    agency = name_of(contract.agency.organisation)
    if contract.batch_id is not None:
        return _taken_over(contract, agency)
    state = contract.state
    closed = state in (S.REGISTERED, S.REFUSED)
    reviewed = closed or state == S.SECOND_REVIEW
    accepted = reviewed or state == S.ACCEPTED
    filed = accepted or state == S.SUBMITTED
    lines = [
        (_("Signed"), contract.signed_on, _("both parties"), contract.signed_on is not None),
        (_("Filed"), contract.filed_at, name_of(contract.seller), filed),
        (_("Accepted"), contract.accepted_at, str(contract.accepted_by or ""), accepted),
        (_("Review"), contract.proposed_at, str(contract.proposed_by or ""), reviewed),
        (_("Second check"), contract.checked_at, str(contract.checked_by or _("another person")), closed),
    ]
    stations = _drawn(lines, running=not closed)
    if contract.deal is not None:
        deal = Station(_("Deal confirmed"), _day(contract.deal.confirmed_at), _("the exchange"), "done")
        stations.insert(0, deal)
    return [*stations, _end(contract, agency)]


def _taken_over(contract: Contract, agency: str) -> list[Station]:
    """Of an older register only signature and registration are known, and when it came to us."""
    signed = Station(_("Signed"), _day(contract.signed_on), _("both parties"), "done")
    taken = Station(_("Taken over"), _day(contract.drafted_at), str(contract.drafted_by), "done")
    return [*([signed] if contract.signed_on else []), _end(contract, agency), taken]


def _drawn(lines: list[tuple[str, datetime | date | None, str, bool]], *, running: bool) -> list[Station]:
    """Everything done is done; the first that is not is now, as long as the contract runs."""
    found, waiting = [], running
    for label, at, actor, done in lines:
        form = "done" if done else "now" if waiting else "todo"
        waiting = waiting and done
        found.append(Station(label, _day(at) if done else "", actor if done else "", form))
    return found


def _end(contract: Contract, agency: str) -> Station:
    if contract.state == S.REFUSED:
        return Station(_("Registration refused"), _day(contract.checked_at), agency, "stop")
    registration = registration_of(contract) if contract.state == S.REGISTERED else None
    day = registration.registered_on if registration else ""
    return Station(_("Registered"), day, agency, "done" if registration else "todo", official=True)


def _day(at: datetime | date | None) -> date | str:
    """The official date of an act; the template writes it."""
    if at is None:
        return ""
    return official_date(at) if isinstance(at, datetime) else at
