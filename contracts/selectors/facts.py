"""A registered contract as statistics count it (R2-01..R2-04): codes and fen, no names."""

from contracts.models import Registration
from contracts.selectors.contract import region_of


def fact_of(registration: Registration) -> dict[str, object]:
    """The columns of the fact of a registration."""
    contract = registration.contract
    seller, buyer = contract.seller, contract.buyer
    return {
        "registration": registration,
        "number": registration.number,
        "registered_on": registration.registered_on,
        "month": registration.registered_on.replace(day=1),
        "contract_type": contract.contract_type,
        "licence_mode": contract.licence_mode,
        "field": contract.field,
        "ip_type": contract.ip_type,
        "plan_source": contract.plan_source,
        "objective": contract.objective,
        "seller_key": seller.pk,
        "seller_type": seller.party_type,
        "seller_region": region_of(seller.region_code),
        "buyer_key": buyer.pk,
        "buyer_type": buyer.party_type,
        "buyer_region": region_of(buyer.region_code),
        "agency_key": contract.agency_id,
        "total_fen": int(registration.total_amount * 100),
        "technology_fen": int(registration.technology_amount * 100),
    }
