"""The public search as a list: views kept, what each result shows, and the results as a file."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy

from listings.documents import FACETS
from listings.enums import ListingState, Regime, RightOffered
from listings.lists.engine import EngineKind, Words, own, part
from listings.selectors.search import SORTS, found_listings, shown_listings
from tte.accounts.permissions import is_signed_in
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.states import look_of
from tte.lists.kinds import declare

LISTS = {"field": CodeList.TECHNOLOGY_FIELD, "region": CodeList.REGION}
TITLES = {
    "field": gettext_lazy("Technology field"),
    "state": gettext_lazy("State"),
    "right": gettext_lazy("Right offered"),
    "maturity": gettext_lazy("Maturity, nine levels"),
    "maturity_13": gettext_lazy("Maturity, thirteen levels"),
    "regime": gettext_lazy("Regime"),
    "region": gettext_lazy("Region"),
}
ORDERS = {
    "relevance": gettext_lazy("Relevance"),
    "newest": gettext_lazy("Newest first"),
    "due": gettext_lazy("Ending soon"),
    "amount": gettext_lazy("Lowest price"),
    "-amount": gettext_lazy("Highest price"),
}


def words_of_facet(name: str, value: str) -> str:
    if name in LISTS:
        return label(LISTS[name], value)
    if name == "maturity":
        return f"TRL {value}"
    if name == "maturity_13":
        return f"{value}/13"
    if name == "state":
        return str(look_of("listing", value).word) if value in ListingState.values else value
    kinds = {"right": RightOffered, "regime": Regime}[name]
    return str(kinds(value).label) if value in kinds.values else value


def wording(values: Mapping[str, Iterable[str]]) -> Words:
    return words_of_facet


def ends_at(row: dict) -> datetime | None:
    return row["notice_ends_at"] if row["state"] == ListingState.IN_NOTICE else None


def level_of(row: dict) -> str:
    """The level on the scale it was given on."""
    nine, thirteen = row["achievement__maturity"], row["achievement__maturity_13"]
    return f"{thirteen}/13" if thirteen else f"TRL {nine}" if nine else ""


COLUMNS = (
    part("code", gettext_lazy("Number"), lambda row: row["code"]),
    part("title", gettext_lazy("Achievement"), lambda row: own(row, "achievement__title"), fixed=True),
    part("abstract", gettext_lazy("Abstract"), lambda row: own(row, "achievement__abstract")),
    part("holder", gettext_lazy("Holder"), lambda row: own(row, "holder__name")),
    part(
        "field",
        gettext_lazy("Technology field"),
        lambda row: label(CodeList.TECHNOLOGY_FIELD, row["achievement__field"]),
    ),
    part("maturity", gettext_lazy("Maturity"), level_of),
    part("state", gettext_lazy("State"), lambda row: str(look_of("listing", row["state"]).word)),
    part("price", gettext_lazy("Price"), lambda row: row["price"]),
    part("right", gettext_lazy("Right offered"), lambda row: str(RightOffered(row["right_offered"]).label)),
    part("left", gettext_lazy("End of the notice"), ends_at),
)

SEARCH = declare(
    EngineKind(
        code="listings.search",
        title=gettext_lazy("Achievements found"),
        url_name="listings:search",
        may_open=is_signed_in,
        columns=COLUMNS,
        of_organisation=False,
        documents="listing",
        elsewhere="catalogue",
        facets={name: TITLES[name] for name in FACETS},
        sorts={name: ORDERS[name] for name in sorted(SORTS, key=list(ORDERS).index)},
        wording=wording,
        found=found_listings,
        shown=shown_listings,
        priced=True,
    )
)
