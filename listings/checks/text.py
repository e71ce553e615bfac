"""What public text may not hold: personal data (R8-20), words of secrecy (R8-01)."""

from django.utils.translation import gettext_lazy as _

from listings.enums import LISTING_AUDIT
from listings.models import Achievement
from listings.selectors.personal_data import personal_data
from listings.selectors.public_text import public_parts
from listings.selectors.secrecy_words import secrecy_words, secrecy_words_in
from tte.casework.checks import Finding, check


@check(LISTING_AUDIT, says=_("Public text holds no number or address of a person"), rule="R8-20", proves="R8-20")
def public_text_holds_no_personal_data(achievement: Achievement) -> Finding:
    found = {name: personal_data(text) for name, text in public_parts(achievement).items()}
    kinds = dict.fromkeys(kind for each in found.values() for kind in each)
    return Finding(not kinds, kinds=list(kinds), fields=[name for name, each in found.items() if each])


@check(LISTING_AUDIT, says=_("Public text holds no word of secrecy"), rule="R8-01", proves="R8-01")
def public_text_holds_no_word_of_secrecy(achievement: Achievement) -> Finding:
    words = secrecy_words()
    if not words:
        return Finding.unchecked("no_words")
    found = {name: secrecy_words_in(text) for name, text in public_parts(achievement).items()}
    met = list(dict.fromkeys(word for each in found.values() for word in each))
    return Finding(not met, words=met, fields=[name for name, each in found.items() if each], of=len(words))
