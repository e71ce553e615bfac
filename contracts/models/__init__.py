from contracts.models.contract import Contract, NonTechnicalItem
from contracts.models.fact import ContractFact
from contracts.models.registration import Certificate, Registration

__all__ = ["Certificate", "Contract", "ContractFact", "NonTechnicalItem", "Registration"]
