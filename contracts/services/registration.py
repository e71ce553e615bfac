"""Registration: the number, the approved amounts, the row that statistics count. Locks: contract, case, counter."""

from django.db import transaction
from django.utils.translation import gettext as _

from contracts.enums import Conclusion, Step
from contracts.lifecycles import CONTRACT
from contracts.models import Contract, ContractFact, Registration
from contracts.notices import CONTRACT_REGISTERED, path_of, title_values
from contracts.numbers import registration_number, series_of
from contracts.selectors.facts import fact_of
from contracts.services.review import taken_for_check
from institutions.models import Agency
from tte.accounts.actor import Actor
from tte.accounts.roles import Permission
from tte.accounts.selectors.people import people_with
from tte.casework.services import close_case, decide_case
from tte.common.clock import now, official_date
from tte.common.errors import DomainError
from tte.common.jobs import defer
from tte.common.numbering import next_number
from tte.common.presence import present
from tte.notices.services import notify
from tte.trail.services import advance, record


class NoProposal(DomainError):
    code = "no_proposal"


@transaction.atomic
def register_contract(*, contract: Contract, text: str = "", by: Actor) -> Registration:
    """Register at the proposed technology amount. The number is dense per agency and year, never given twice (R1-34).

    The certificate is owed from here on and made by a worker. Of two at once one registers, the other is refused.
    """
    contract = taken_for_check(contract, by)
    if contract.proposed_technology_amount is None:
        raise NoProposal(_("The registrar recommends refusal: refuse, or send the case back"))
    case = present(contract.case)
    decide_case(
        case=case,
        step=Step.SECOND_REVIEW,
        conclusion=Conclusion.REGISTER,
        text=text,
        by=by,
        not_the_author_of=(Step.REVIEW,),
    )
    contract.checked_at, contract.checked_by = now(), by.user
    contract.save(update_fields=["checked_at", "checked_by"])
    close_case(case=case, by=by)
    registration = _register(contract, by)
    advance(contract, "register", lifecycle=CONTRACT, by=by, number=registration.number)
    if contract.deal is not None:
        record("listing.registered", contract.deal.listing, by=by, number=registration.number)
    ContractFact.objects.create(**fact_of(registration))
    _tell(registration)
    defer("contracts.issue_certificate", registration_id=registration.pk)
    return registration


def _register(contract: Contract, by: Actor) -> Registration:
    day = official_date(present(contract.checked_at))
    return Registration.objects.create(
        contract=contract,
        number=_next_number_of(contract.agency, day.year),
        total_amount=present(contract.total_amount),
        technology_amount=present(contract.proposed_technology_amount),
        registered_on=day,
        recommended_by=contract.proposed_by,
        registered_by=by.user,
        rule_set=contract.rule_set,
    )


def _next_number_of(agency: Agency, year: int) -> str:
    serial = next_number(series_of(agency.region_code, agency.point, year))
    return registration_number(year=year, region_code=agency.region_code, point=agency.point, serial=serial)


def _tell(registration: Registration) -> None:
    contract = registration.contract
    sellers = people_with(contract.seller, Permission.CONTRACT_FILE)
    buyers = people_with(contract.buyer, Permission.INTENT_REGISTER)
    notify(
        CONTRACT_REGISTERED,
        [*sellers, *buyers],
        subject=registration,
        url=path_of(contract),
        title=title_values(contract),
        number=registration.number,
        technology=registration.technology_amount,
    )
