"""Lists that the search engine answers: whatever it finds, down to its deepest place; PostgreSQL says what of it is
public now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from listings.forms.search import question_of
from listings.selectors.search import Found, Question, asked_of
from tte.accounts.actor import Actor
from tte.common import formats
from tte.common.languages import in_language, own_language
from tte.lists.kinds import Column, ListKind
from tte.search.queries import all_keys

CHUNK = 500
PRICES = (("price_from", "≥"), ("price_to", "≤"))
Words = Callable[[str, str], str]


def own(row: dict, name: str) -> str:
    """A text of a row in the reader's language, in the other one where there is none."""
    return in_language(row[f"{name}_zh"], row[f"{name}_en"])


def part(key: str, name: str | Promise, value: Any, *, fixed: bool = False, shown: bool = True) -> Column:
    """What a result shows is drawn with its entry; here stands what it is called and what a file holds of it."""
    return Column(key, name, value, value, fixed=fixed, shown=shown)


def price_limits(question: Question) -> list[tuple[str, str]]:
    """The limits of price that hold: the parameter, and its words."""
    amounts = (question.price_from, question.price_to)
    return [
        (name, f"{sign} {formats.yuan(amount)}")
        for (name, sign), amount in zip(PRICES, amounts, strict=True)
        if amount is not None
    ]


@dataclass(frozen=True, kw_only=True)
class EngineKind(ListKind):
    """`facets` and `sorts` name its conditions and orders. `wording` is told all values of the facets that will be
    asked for, and gives the words of each; `shown` is what is public of these keys, in their order."""

    documents: str
    elsewhere: str
    facets: Mapping[str, str | Promise]
    sorts: Mapping[str, str | Promise]
    wording: Callable[[Mapping[str, Iterable[str]]], Words]
    found: Callable[[Question, str], Found]
    shown: Callable[[list[int]], list[dict]]
    priced: bool = False

    def names(self) -> list[str]:
        return ["q", *self.facets, *(name for name, _sign in PRICES if self.priced)]

    def knows_sort(self, asked: str) -> bool:
        return asked in self.sorts

    def question(self, query: QueryDict) -> Question:
        return question_of(query, tuple(self.facets), tuple(self.sorts), priced=self.priced)

    def conditions(self, query: QueryDict, actor: Actor) -> list[str]:
        question = self.question(query)
        words = self.wording(question.chosen)
        said = [_("Words: %(text)s") % {"text": question.text}] if question.text else []
        said += [words(name, value) for name, values in question.chosen.items() for value in values]
        said += [limit for _name, limit in price_limits(question)]
        return [*said, _("Order: %(order)s") % {"order": self.sorts[question.sort]}]

    def count(self, query: QueryDict, actor: Actor) -> int:
        return len(self._keys(query))

    def lines(self, query: QueryDict, actor: Actor) -> Iterator[dict]:
        keys = self._keys(query)
        for start in range(0, len(keys), CHUNK):
            yield from self.shown(keys[start : start + CHUNK])

    def _keys(self, query: QueryDict) -> list[int]:
        return all_keys(**asked_of(self.question(query), self.documents, own_language()))
