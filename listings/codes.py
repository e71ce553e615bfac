"""Which columns of listings and achievements hold codes of which list."""

from django.utils.translation import gettext_lazy as _

from listings.models import Achievement, CatalogueEntry, IPRight
from tte.casework.models import Decision
from tte.codelists.enums import CodeList
from tte.codelists.uses import used_in

used_in(CodeList.TECHNOLOGY_FIELD, Achievement, "field", words=_("Achievements"))
used_in(CodeList.MATURITY, Achievement, "maturity", words=_("Achievements"))
used_in(CodeList.IP_TYPE, IPRight, "ip_type", words=_("Rights of achievements"))
used_in(CodeList.IP_TYPE, CatalogueEntry, "ip_type", words=_("Catalogue records"))
used_in(CodeList.REGION, CatalogueEntry, "region_code", words=_("Catalogue records"))
used_in(CodeList.AUDIT_REASON, Decision, "reason_code", words=_("Conclusions of cases"))
