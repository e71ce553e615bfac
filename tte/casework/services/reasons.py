"""What whoever decides owes those it meets: a reason of the list, and words. One refusal, one code, everywhere."""

from django.utils.translation import gettext as _

from tte.codelists.selectors.codes import is_code
from tte.common.errors import DomainError


class ReasonMissing(DomainError):
    code = "reason_missing"
    field = "reason_code"


class WordsMissing(DomainError):
    code = "words_missing"
    field = "text"


def refuse_unlisted(code_list: str, code: str, *, field: str | None = None) -> None:
    """The reason is one that the list holds today."""
    if not is_code(code_list, code):
        raise ReasonMissing(_("Choose the reason from the list"), field=field)


def refuse_wordless(text: str, sentence: str, *, field: str | None = None) -> None:
    """There are words; else `sentence` says who reads them, or what they are for."""
    if not text.strip():
        raise WordsMissing(sentence, field=field)


def refuse_unexplained(code_list: str, code: str, text: str) -> None:
    """What an applicant gets back says why, and how to mend it."""
    refuse_unlisted(code_list, code)
    refuse_wordless(text, _("Tell the applicant in words what is wrong and how to correct it"))
