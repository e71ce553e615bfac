"""The kinds of case of the supply side."""

from django.utils.translation import gettext_lazy as _

from listings.enums import CATALOGUE_AUDIT, LISTING_AUDIT, OBJECTION_CASE
from tte.accounts.roles import Permission
from tte.casework.kinds import case_kind

case_kind(LISTING_AUDIT, title=_("Listing audit"), subject="achievement", permissions={Permission.LISTING_AUDIT})
case_kind(
    CATALOGUE_AUDIT,
    title=_("Import of achievements"),
    subject="catalogue_batch",
    permissions={Permission.LISTING_AUDIT},
)
case_kind(OBJECTION_CASE, title=_("Objection"), subject="objection", permissions={Permission.LISTING_AUDIT})
