"""Columns that the lists of contracts share. A line of each has its `contract`."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from contracts.models import Contract
from contracts.selectors.contract import called
from tte.codelists.enums import CodeList
from tte.common.formats import is_chinese
from tte.common.templatetags.tte import in_page_language
from tte.lists.columns import coded, text, written
from tte.lists.kinds import Column


def titled(contract: Contract) -> str:
    """The title for the page, marked where it is of the other language."""
    return in_page_language(contract.title, contract.title_en) if contract.title else _("Without a name yet")


def plain_title(contract: Contract) -> str:
    """The title for a file, in the reader's language where it has one."""
    chinese = is_chinese(get_language() or "")
    return contract.title if chinese else contract.title_en or contract.title


APPLICATION = text("application", gettext_lazy("Application"), "contract.application_code", "code")
TITLE = Column(
    "title",
    gettext_lazy("Contract"),
    lambda line: titled(line.contract),
    lambda line: plain_title(line.contract),
    "q-t",
    fixed=True,
)
SELLER = written("seller", gettext_lazy("Seller"), lambda line: called(line.contract.seller))
BUYER = written("buyer", gettext_lazy("Buyer"), lambda line: called(line.contract.buyer))
TYPE = coded("type", gettext_lazy("Type"), CodeList.CONTRACT_TYPE, "contract.contract_type")
