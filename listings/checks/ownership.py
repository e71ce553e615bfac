"""Whether those who offer the right own it: shares, consents, and who the rights are registered to."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from listings.enums import LISTING_AUDIT, Evidence, Owner
from listings.models import Achievement
from tte.casework.checks import Finding, check
from tte.common.together import all_of
from tte.search.likeness import plain


@check(
    LISTING_AUDIT,
    says=_("The shares of its owners make a whole, the holder's among them"),
    rule="R3-16",
    proves="R3-16",
)
def shares_make_a_whole(achievement: Achievement) -> Finding:
    shares = all_of(achievement.shares)
    total = sum((share.percent for share in shares), Decimal(0))
    holders = [share for share in shares if share.owner == Owner.HOLDER]
    sound = not shares or (total == 100 and len(holders) == 1)
    return Finding(sound, total=str(total), holders=len(holders))


@check(LISTING_AUDIT, says=_("Every other owner has agreed"), rule="R3-16", proves="R3-16")
def other_owners_have_agreed(achievement: Achievement) -> Finding:
    """By the day of the consent and a paper that shows it."""
    others = [share for share in all_of(achievement.shares) if share.owner != Owner.HOLDER]
    silent = [share.name for share in others if share.consented_on is None]
    has_paper = any(each.evidence == Evidence.CONSENT for each in all_of(achievement.attachments))
    return Finding(not silent and (has_paper or not others), names=silent, paper=has_paper)


@check(LISTING_AUDIT, says=_("Its rights are registered to its owners"), rule="R3-35", proves="R3-35")
def rights_belong_to_the_owners(achievement: Achievement) -> Finding:
    holder = achievement.holder
    owners = {plain(name) for name in (holder.name_zh, holder.name_en) if name}
    owners |= {plain(share.name) for share in achievement.shares.all()}
    rights = [right for right in all_of(achievement.ip_rights) if right.holder]
    strange = [[right.number or right.name or right.ip_type, right.holder] for right in rights]
    strange = [each for each in strange if plain(each[1]) not in owners]
    return Finding(not strange, rights=strange)
