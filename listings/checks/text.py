"""What public text may not hold: a listed twin, personal data (R8-20), words of secrecy (R8-01)."""

from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _

from listings.enums import LISTING_AUDIT
from listings.models import Achievement, Listing, TitleKey
from listings.selectors.personal_data import personal_data
from tte.casework.checks import Finding, check

SECRECY_WORDS = (
    "绝密", "机密", "秘密级", "国家秘密", "涉密", "内部资料", "不得外传", "定密", "国防专利",
    "top secret", "state secret", "classified information", "national defence patent", "not for publication",
)  # fmt: skip


def public_text(achievement: Achievement) -> str:
    return "\n".join(
        (
            achievement.title_zh,
            achievement.title_en,
            achievement.abstract_zh,
            achievement.abstract_en,
            achievement.price_basis,
        )
    )


@check(LISTING_AUDIT, says=_("No listing carries the same title"), rule="R3-33")
def title_is_not_listed_already(achievement: Achievement) -> Finding:
    same = Q(pk=None)
    for language in ("zh", "en"):
        if title := getattr(achievement, f"title_{language}"):
            same |= Q(**{f"title_key_{language}": TitleKey(Value(title))})
    # The titles first, alone: joined and cut short in one query, all listings are walked to find that there is none.
    twins = Achievement.objects.exclude(pk=achievement.pk).filter(same).order_by("pk").values_list("pk", flat=True)
    listed = Listing.objects.filter(achievement__in=list(twins)).order_by("pk")
    codes = list(listed.values_list("code", flat=True)[:5])
    return Finding(not codes, listings=codes)


@check(LISTING_AUDIT, says=_("Public text holds no telephone, identity or bank card number"), rule="R8-20")
def public_text_holds_no_personal_data(achievement: Achievement) -> Finding:
    kinds = personal_data(public_text(achievement))
    return Finding(not kinds, kinds=kinds)


@check(LISTING_AUDIT, says=_("Public text holds no word of secrecy"), rule="R8-01")
def public_text_holds_no_word_of_secrecy(achievement: Achievement) -> Finding:
    text = public_text(achievement).lower()
    found = [word for word in SECRECY_WORDS if word in text]
    return Finding(not found, words=found)
