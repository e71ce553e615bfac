"""Which columns of listings and achievements hold codes of which list."""

from django.utils.translation import gettext_lazy as _

from listings.models import Achievement, CatalogueEntry, ExistingLicence, FirstRefusal, IPRight
from tte.casework.models import Decision
from tte.codelists.enums import CodeList
from tte.codelists.uses import used_in

INDUSTRY = "industry"
"""The list of industries (R4-40) has no stated licence: an operator brings it in, and until then nobody is asked."""

ACHIEVEMENTS = _("Achievements")
RIGHTS = _("Rights of achievements")

used_in(CodeList.TECHNOLOGY_FIELD, Achievement, "field", words=ACHIEVEMENTS)
used_in(CodeList.MATURITY, Achievement, "maturity", words=ACHIEVEMENTS)
used_in(CodeList.MATURITY_13, Achievement, "maturity_13", words=ACHIEVEMENTS)
used_in(CodeList.ACHIEVEMENT_KIND, Achievement, "kind", words=ACHIEVEMENTS)
used_in(CodeList.ACHIEVEMENT_ORIGIN, Achievement, "origin", words=ACHIEVEMENTS)
used_in(CodeList.ACHIEVEMENT_FORM, Achievement, "forms", words=ACHIEVEMENTS)
used_in(CodeList.ACHIEVEMENT_LEVEL, Achievement, "level", words=ACHIEVEMENTS)
used_in(CodeList.ACHIEVEMENT_STAGE, Achievement, "stage", words=ACHIEVEMENTS)
used_in(CodeList.REGION, Achievement, "region", words=ACHIEVEMENTS)
used_in(INDUSTRY, Achievement, "industry", words=ACHIEVEMENTS)
used_in(CodeList.PLAN_SOURCE, Achievement, "funding_source", words=ACHIEVEMENTS)
used_in(CodeList.CONVERSION_WAY, Achievement, "ways", words=ACHIEVEMENTS)
used_in(CodeList.LICENCE_TERRITORY, Achievement, "territory", words=ACHIEVEMENTS)
used_in(CodeList.PRICE_BASIS, Achievement, "price_basis_kind", words=ACHIEVEMENTS)
used_in(CodeList.PAYMENT_METHOD, Achievement, "payment_method", words=ACHIEVEMENTS)
used_in(CodeList.IP_TYPE, IPRight, "ip_type", words=RIGHTS)
used_in(CodeList.IP_STATUS, IPRight, "status", words=RIGHTS)
used_in(CodeList.LICENCE_MODE, ExistingLicence, "mode", words=_("Existing licences"))
used_in(CodeList.LICENCE_TERRITORY, ExistingLicence, "territory", words=_("Existing licences"))
used_in(CodeList.FIRST_REFUSAL_GROUND, FirstRefusal, "ground", words=_("First refusals"))
used_in(CodeList.IP_TYPE, CatalogueEntry, "ip_type", words=_("Catalogue records"))
used_in(CodeList.REGION, CatalogueEntry, "region_code", words=_("Catalogue records"))
used_in(CodeList.AUDIT_REASON, Decision, "reason_code", words=_("Conclusions of cases"))
