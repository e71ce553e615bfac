"""The public catalogue as a list: views kept, what each record shows, and the records as a file."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.documents import CATALOGUE_FACETS
from listings.lists.engine import EngineKind, Words, own, part
from listings.selectors.search import found_records, shown_records
from tte.accounts.models import Organisation
from tte.accounts.permissions import is_signed_in
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.languages import name_of
from tte.lists.kinds import declare

LISTS = {"field": CodeList.TECHNOLOGY_FIELD, "region": CodeList.REGION}
TITLES = {
    "language": gettext_lazy("Language"),
    "field": gettext_lazy("Technology field"),
    "region": gettext_lazy("Region"),
    "institution": gettext_lazy("Entered by"),
}


def wording(values: Mapping[str, Iterable[str]]) -> Words:
    """The names of all institutions in one query."""
    codes = set(values.get("institution", ()))
    rows = Organisation.objects.filter(code__in=codes).order_by("pk") if codes else ()
    names = {organisation.code: name_of(organisation) for organisation in rows}

    def words(name: str, value: str) -> str:
        if name == "institution":
            return names.get(value, value)
        if name == "language":
            return {"zh": _("Chinese"), "en": _("English")}.get(value, value)
        return label(LISTS[name], value)

    return words


COLUMNS = (
    part("code", gettext_lazy("Number"), lambda row: row["code"]),
    part("title", gettext_lazy("Achievement"), lambda row: own(row, "title"), fixed=True),
    part("abstract", gettext_lazy("Abstract"), lambda row: own(row, "abstract")),
    part("stated_holder", gettext_lazy("Holder as stated"), lambda row: row["catalogue_entry__stated_holder"]),
    part("stated_number", gettext_lazy("Number as stated"), lambda row: row["catalogue_entry__number"]),
    part(
        "field",
        gettext_lazy("Technology field"),
        lambda row: label(CodeList.TECHNOLOGY_FIELD, row["field"]) if row["field"] else "",
    ),
    part("institution", gettext_lazy("Entered by"), lambda row: own(row, "holder__name"), shown=False),
)

CATALOGUE = declare(
    EngineKind(
        code="listings.catalogue",
        title=gettext_lazy("Catalogue records found"),
        url_name="listings:catalogue",
        may_open=is_signed_in,
        columns=COLUMNS,
        of_organisation=False,
        documents="catalogue",
        elsewhere="listing",
        facets={name: TITLES[name] for name in CATALOGUE_FACETS},
        sorts={"relevance": gettext_lazy("Relevance"), "newest": gettext_lazy("Newest first")},
        wording=wording,
        found=found_records,
        shown=shown_records,
    )
)
