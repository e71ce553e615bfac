"""The kind of case these checks belong to."""

from django.utils.translation import gettext_lazy as _

from listings.enums import LISTING_AUDIT
from tte.accounts.roles import Permission
from tte.casework.kinds import case_kind

case_kind(LISTING_AUDIT, title=_("Listing audit"), subject="achievement", permissions={Permission.LISTING_AUDIT})
