"""Which columns of contracts hold codes of which list."""

from django.utils.translation import gettext_lazy as _

from contracts.models import Contract, ContractFact
from institutions.models import Agency
from tte.casework.models import Decision
from tte.codelists.enums import CodeList
from tte.codelists.uses import used_in

COLUMNS = {
    CodeList.CONTRACT_TYPE: "contract_type",
    CodeList.LICENCE_MODE: "licence_mode",
    CodeList.IP_TYPE: "ip_type",
    CodeList.TECHNOLOGY_FIELD: "field",
    CodeList.OBJECTIVE: "objective",
    CodeList.PLAN_SOURCE: "plan_source",
    CodeList.PAYMENT_METHOD: "payment_method",
}
for name, column in COLUMNS.items():
    used_in(name, Contract, column, words=_("Contracts"))

used_in(CodeList.PARTY_TYPE, ContractFact, "seller_type", words=_("Sellers of registered contracts"))
used_in(CodeList.PARTY_TYPE, ContractFact, "buyer_type", words=_("Buyers of registered contracts"))
used_in(CodeList.REGION, ContractFact, "seller_region", words=_("Sellers of registered contracts"))
used_in(CodeList.REGION, ContractFact, "buyer_region", words=_("Buyers of registered contracts"))
used_in(CodeList.REGION, Agency, "region_code", words=_("Registration agencies"))
used_in(CodeList.REFUSAL_REASON, Decision, "reason_code", words=_("Conclusions of cases"))
