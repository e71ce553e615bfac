"""Words that the lists of contracts share."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from contracts.models import Contract
from tte.common.formats import is_chinese
from tte.common.templatetags.tte import in_page_language


def titled(contract: Contract) -> str:
    """The title for the page, marked where it is of the other language."""
    return in_page_language(contract.title, contract.title_en) if contract.title else _("Without a name yet")


def plain_title(contract: Contract) -> str:
    """The title for a file, in the reader's language where it has one."""
    chinese = is_chinese(get_language() or "")
    return contract.title if chinese else contract.title_en or contract.title
