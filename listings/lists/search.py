"""The public search as a list: views kept, what each result shows, and the results as a file."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from listings.documents import FACETS
from listings.enums import ListingState, Regime, RightOffered
from listings.forms.search import question_of
from listings.selectors.search import SORTS, Question, asked_of, shown_listings
from tte.accounts.actor import Actor
from tte.accounts.permissions import is_signed_in
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common import formats
from tte.common.states import look_of
from tte.lists.kinds import COLUMN, SORT, Column, ListKind, declare
from tte.search.queries import all_keys

CHUNK = 500
PRICES = (("price_from", "≥"), ("price_to", "≤"))
KNOWN = ("q", *FACETS, "price_from", "price_to", SORT, COLUMN)
LISTS = {"field": CodeList.TECHNOLOGY_FIELD, "region": CodeList.REGION}


def language() -> str:
    return "zh" if formats.is_chinese(get_language() or "") else "en"


def sorts() -> list[tuple[str, str]]:
    return [
        ("relevance", _("Relevance")),
        ("newest", _("Newest first")),
        ("due", _("Ending soon")),
        ("amount", _("Lowest price")),
        ("-amount", _("Highest price")),
    ]


def words_of_facet(name: str, value: str) -> str:
    if name in LISTS:
        return label(LISTS[name], value)
    if name == "maturity":
        return f"TRL {value}"
    if name == "state":
        return str(look_of("listing", value).word) if value in ListingState.values else value
    kinds = {"right": RightOffered, "regime": Regime}[name]
    return str(kinds(value).label) if value in kinds.values else value


def price_limits(question: Question) -> list[tuple[str, str]]:
    """The limits of price that hold: the parameter, and its words."""
    amounts = (question.price_from, question.price_to)
    return [
        (name, f"{sign} {formats.yuan(amount)}")
        for (name, sign), amount in zip(PRICES, amounts, strict=True)
        if amount is not None
    ]


class SearchKind(ListKind):
    """Whatever the engine finds, down to its deepest place; PostgreSQL says what of it is public now."""

    def kept(self, query: QueryDict) -> QueryDict:
        found = QueryDict(mutable=True)
        for name in KNOWN:
            if values := [value for value in query.getlist(name) if value]:
                found.setlist(name, values)
        return found

    def unknown(self, query: QueryDict) -> list[str]:
        columns = {column.key for column in self.columns}
        gone = [name for name in query if name not in KNOWN]
        gone += [f"{COLUMN} {key}" for key in query.getlist(COLUMN) if key not in columns]
        return gone + [f"{SORT} {sort}" for sort in query.getlist(SORT) if sort not in SORTS]

    def conditions(self, query: QueryDict, actor: Actor) -> list[str]:
        question = question_of(query)
        said = [_("Words: %(text)s") % {"text": question.text}] if question.text else []
        said += [words_of_facet(name, value) for name, values in question.chosen.items() for value in values]
        said += [words for _name, words in price_limits(question)]
        return [*said, _("Order: %(order)s") % {"order": dict(sorts())[question.sort]}]

    def count(self, query: QueryDict, actor: Actor) -> int:
        return len(self._keys(query))

    def lines(self, query: QueryDict, actor: Actor) -> Iterator[dict]:
        keys = self._keys(query)
        for start in range(0, len(keys), CHUNK):
            yield from shown_listings(keys[start : start + CHUNK])

    def _keys(self, query: QueryDict) -> list[int]:
        return all_keys(**asked_of(question_of(query), "listing", language()))


def own(row: dict, name: str) -> str:
    """A text of a row in the reader's language, in the other one where there is none."""
    first, other = ("zh", "en") if language() == "zh" else ("en", "zh")
    return row[f"{name}_{first}"] or row[f"{name}_{other}"]


def part(key: str, name: Any, value: Any, *, fixed: bool = False, shown: bool = True) -> Column:
    """What a result shows is drawn with its entry; here stands what it is called and what a file holds of it."""
    return Column(key, name, value, value, fixed=fixed, shown=shown)


def ends_at(row: dict) -> datetime | None:
    return row["notice_ends_at"] if row["state"] == ListingState.IN_NOTICE else None


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
    part("maturity", gettext_lazy("Maturity"), lambda row: row["achievement__maturity"]),
    part("state", gettext_lazy("State"), lambda row: str(look_of("listing", row["state"]).word)),
    part("price", gettext_lazy("Price"), lambda row: row["price"]),
    part("right", gettext_lazy("Right offered"), lambda row: str(RightOffered(row["right_offered"]).label)),
    part("left", gettext_lazy("End of the notice"), ends_at),
)

SEARCH = declare(
    SearchKind(
        code="listings.search",
        title=gettext_lazy("Achievements found"),
        door="listings:search",
        may_open=is_signed_in,
        columns=COLUMNS,
        of_organisation=False,
    )
)
