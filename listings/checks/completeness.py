"""Whether everything a listing must say is there (R3-33)."""

from django.utils.translation import gettext_lazy as _

from listings.enums import LISTING_AUDIT
from listings.models import Achievement
from listings.selectors.completeness import DONE, needs
from tte.casework.checks import Finding, check


@check(LISTING_AUDIT, says=_("Everything a listing must say is given"), rule="R3-33", proves="R3-33")
def everything_required_is_given(achievement: Achievement) -> Finding:
    lacking = [need.field for need in needs(achievement) if need.state != DONE]
    return Finding(not lacking, fields=lacking)
