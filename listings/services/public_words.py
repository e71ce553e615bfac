"""What is written outside the audit is refused where it holds what may not be public (R8-01, R8-20)."""

from django.utils.translation import gettext as _

from listings.selectors.personal_data import KIND_WORDS, personal_data
from listings.selectors.secrecy_words import secrecy_words_in
from tte.common.errors import DomainError


class Unfit(DomainError):
    code = "unfit"
    field = "text"


def refuse_unfit(text: str, *, field: str = "text") -> None:
    """Personal data and words of secrecy are named, so that whoever wrote them can take them out."""
    if kinds := personal_data(text):
        what = _(", ").join(str(KIND_WORDS[kind]) for kind in kinds)
        raise Unfit(_("The text holds %(what)s. Take it out."), field=field, what=what)
    if words := secrecy_words_in(text):
        raise Unfit(
            _("The text holds words of secrecy: %(words)s. Nothing classified may enter the platform; take it out."),
            field=field,
            words=_(", ").join(words),
        )
