"""Whether everything a listing must say is there (R3-33)."""

from django.utils.translation import gettext_lazy as _

from listings.enums import LISTING_AUDIT
from listings.models import Achievement
from listings.selectors.completeness import DONE, is_patent, needs, right_fault
from tte.casework.checks import Finding, check
from tte.common.clock import today


@check(LISTING_AUDIT, says=_("Everything a listing must say is given"), rule="R3-33")
def everything_required_is_given(achievement: Achievement) -> Finding:
    lacking = [need.field for need in needs(achievement) if need.state != DONE]
    return Finding(not lacking, fields=lacking)


@check(LISTING_AUDIT, says=_("The numbers of its patents have the right check character"), rule="R4-20")
def patent_numbers_have_their_check_character(achievement: Achievement) -> Finding:
    patents = [right for right in achievement.ip_rights.order_by("pk") if is_patent(right.ip_type)]
    wrong = [right.number or right.ip_type for right in patents if right_fault(right)]
    return Finding(not wrong, numbers=wrong)


@check(LISTING_AUDIT, says=_("No right it names has expired"), rule="R3-35")
def no_right_has_expired(achievement: Achievement) -> Finding:
    gone = achievement.ip_rights.filter(expires_on__lt=today()).order_by("pk")
    return Finding(not gone, numbers=[right.number for right in gone])
