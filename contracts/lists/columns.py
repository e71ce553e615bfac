"""Columns that the lists of contracts share. A line of each has its `contract`."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import Contract
from tte.codelists.enums import CodeList
from tte.common.languages import in_language, name_of
from tte.common.templatetags.names import in_page_language
from tte.lists.columns import coded, text, written
from tte.lists.kinds import Column


def titled(contract: Contract) -> str:
    """The title for the page, marked where it is of the other language."""
    return in_page_language(contract.title, contract.title_en) if contract.title else _("Without a name yet")


def plain_title(contract: Contract) -> str:
    """The title for a file, in the reader's language where it has one."""
    return in_language(contract.title, contract.title_en)


APPLICATION = text("application", gettext_lazy("Application"), "contract.application_code", "code")
TITLE = Column(
    "title",
    gettext_lazy("Contract"),
    lambda line: titled(line.contract),
    lambda line: plain_title(line.contract),
    "q-t",
    fixed=True,
)
SELLER = written("seller", gettext_lazy("Seller"), lambda line: name_of(line.contract.seller))
BUYER = written("buyer", gettext_lazy("Buyer"), lambda line: name_of(line.contract.buyer))
TYPE = coded("type", gettext_lazy("Type"), CodeList.CONTRACT_TYPE, "contract.contract_type")
