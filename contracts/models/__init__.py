from contracts.models.contract import Contract, NonTechnicalItem
from contracts.models.fact import ContractFact
from contracts.models.registration import Certificate, CertificateRequest, Registration

__all__ = ["Certificate", "CertificateRequest", "Contract", "ContractFact", "NonTechnicalItem", "Registration"]
