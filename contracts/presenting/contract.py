"""What the pages of a contract show, made into plain words once."""

from contracts.models import CertificateRequest, Contract
from contracts.permissions import can_ask_certificate, can_edit_contract, can_view_certificate
from contracts.presenting import paper
from contracts.presenting.life import stations_of
from contracts.selectors.certificate import certificate_of
from contracts.selectors.contract import registration_of
from contracts.selectors.decisions import last_words
from tte.accounts.actor import Actor


def contract_context(actor: Actor, contract: Contract) -> dict[str, object]:
    """Everything about a contract that does not depend on an act."""
    may_print = can_view_certificate(actor, contract)
    certificate = certificate_of(contract) if may_print else None
    wanted = contract.batch_id is None or CertificateRequest.objects.filter(registration__contract=contract).exists()
    return {
        "contract": contract,
        "stations": stations_of(contract),
        "parties": paper.parties(contract),
        "classification": paper.classification(contract),
        "terms": paper.terms(contract),
        "sums": paper.sums_of(contract),
        "registration": registration_of(contract),
        "certificate": certificate,
        "certificate_comes": may_print and wanted and certificate is None,
        "may_ask_certificate": can_ask_certificate(actor, contract) and not wanted,
        "may_edit": can_edit_contract(actor, contract),
        "words": last_words(contract),
    }
