"""Automatic checks of a filed contract: form, classification, window, place, duplicates."""

from django.utils.translation import gettext_lazy as _

from contracts.classification import expected_ip, ip_matches, is_licence
from contracts.enums import CONTRACT_REVIEW
from contracts.models import Contract
from contracts.selectors.contract import filed_with_same_document
from contracts.selectors.requirements import missing
from institutions.selectors.agency import agency_of_region
from listings.models import IPRight
from listings.selectors.right_term import end_of
from tte.casework.checks import Finding, check
from tte.common.clock import official_date
from tte.common.presence import present


@check(CONTRACT_REVIEW, says=_("The registration form is complete"), rule="R1-90")
def form_is_complete(contract: Contract) -> Finding:
    lines = missing(contract)
    return Finding(not lines, missing=len(lines))


@check(CONTRACT_REVIEW, says=_("Contract type and type of intellectual property agree"), rule="R1-06")
def type_and_ip_agree(contract: Contract) -> Finding:
    fits = ip_matches(contract.contract_type, contract.ip_type)
    return Finding(fits, type=contract.contract_type, ip=contract.ip_type, expected=expected_ip(contract.contract_type))


@check(CONTRACT_REVIEW, says=_("A licence names its mode"), rule="R1-01")
def licence_names_its_mode(contract: Contract) -> Finding:
    return Finding(bool(contract.licence_mode) or not is_licence(contract.contract_type))


@check(CONTRACT_REVIEW, says=_("The contract was filed after it took effect and within its validity"), rule="R1-14")
def filed_within_the_window(contract: Contract) -> Finding:
    filed_on, signed_on = official_date(present(contract.filed_at)), present(contract.signed_on)
    inside = signed_on <= filed_on <= present(contract.ends_on)
    return Finding(inside, signed=signed_on.isoformat(), filed=filed_on.isoformat())


@check(CONTRACT_REVIEW, says=_("A patent licence ends with the patent at the latest"), rule="R1-03")
def licence_ends_with_the_right(contract: Contract) -> Finding:
    if contract.deal is None or not is_licence(contract.contract_type):
        return Finding(True)
    rights = IPRight.objects.filter(achievement__listings__deal=contract.deal).order_by("pk")
    ends = [(right, end_of(right)) for right in rights]
    last = present(contract.ends_on)
    expire = [f"{right.number} {day}" for right, day in ends if day and day < last]
    return Finding(not expire, expire=expire)


@check(CONTRACT_REVIEW, says=_("The agency is that of the seller's region"), rule="R1-11")
def agency_is_the_sellers(contract: Contract) -> Finding:
    agency = agency_of_region(contract.seller.region_code)
    return Finding(agency == contract.agency, region=contract.seller.region_code)


@check(CONTRACT_REVIEW, says=_("No other filed contract carries the same document"), rule="R1-12")
def document_was_not_filed_before(contract: Contract) -> Finding:
    others = list(filed_with_same_document(contract).values_list("application_code", flat=True)[:5])
    return Finding(not others, contracts=others)
