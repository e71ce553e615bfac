"""Which columns of listings and achievements hold codes of which list."""

from django.utils.translation import gettext_lazy as _

from listings.models import Achievement, CatalogueEntry, ExistingLicence, FirstRefusal, IPRight
from tte.casework.models import Decision
from tte.codelists.enums import CodeList
from tte.codelists.uses import used_in

INDUSTRY = "industry"
"""The list of industries (R4-40) has no stated licence: an operator brings it in, and until then nobody is asked."""

COLUMNS = {
    CodeList.TECHNOLOGY_FIELD: "field",
    CodeList.MATURITY: "maturity",
    CodeList.MATURITY_13: "maturity_13",
    CodeList.ACHIEVEMENT_KIND: "kind",
    CodeList.ACHIEVEMENT_ORIGIN: "origin",
    CodeList.ACHIEVEMENT_FORM: "forms",
    CodeList.ACHIEVEMENT_LEVEL: "level",
    CodeList.ACHIEVEMENT_STAGE: "stage",
    CodeList.REGION: "region",
    INDUSTRY: "industry",
    CodeList.PLAN_SOURCE: "funding_source",
    CodeList.CONVERSION_WAY: "ways",
    CodeList.LICENCE_TERRITORY: "territory",
    CodeList.PRICE_BASIS: "price_basis_kind",
    CodeList.PAYMENT_METHOD: "payment_method",
}
for name, column in COLUMNS.items():
    used_in(name, Achievement, column, words=_("Achievements"))

used_in(CodeList.IP_TYPE, IPRight, "ip_type", words=_("Rights of achievements"))
used_in(CodeList.IP_STATUS, IPRight, "status", words=_("Rights of achievements"))
used_in(CodeList.LICENCE_MODE, ExistingLicence, "mode", words=_("Existing licences"))
used_in(CodeList.LICENCE_TERRITORY, ExistingLicence, "territory", words=_("Existing licences"))
used_in(CodeList.FIRST_REFUSAL_GROUND, FirstRefusal, "ground", words=_("First refusals"))
used_in(CodeList.IP_TYPE, CatalogueEntry, "ip_type", words=_("Catalogue records"))
used_in(CodeList.REGION, CatalogueEntry, "region_code", words=_("Catalogue records"))
used_in(CodeList.AUDIT_REASON, Decision, "reason_code", words=_("Conclusions of cases"))
