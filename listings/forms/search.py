"""The question of a reader, in shape whatever was typed: what has no meaning is left out, never refused."""

import re
from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.http import QueryDict

from listings.documents import FACETS
from listings.forms.fields import AmountField
from listings.selectors.search import DEEPEST, PAGE, SORTS, Question
from tte.common.paging import CURSOR

VALUE = re.compile(r"[\w-]{1,20}")
LONGEST_TEXT = 300
LONGEST_CURSOR = 2000


def question_of(
    parameters: QueryDict, facets: Sequence[str] = FACETS, sorts: Sequence[str] = SORTS, *, priced: bool = True
) -> Question:
    """The conditions and orders are those named; where nothing has a price, limits of price mean nothing."""
    sort = parameters.get("sort", "")
    after = parameters.get("after", "")
    chosen = {
        name: [value for value in dict.fromkeys(parameters.getlist(name)) if VALUE.fullmatch(value)][:50]
        for name in facets
    }
    return Question(
        text=parameters.get("q", "").replace("\x00", "").strip()[:LONGEST_TEXT],
        chosen={name: values for name, values in chosen.items() if values},
        price_from=_amount(parameters.get("price_from", "")) if priced else None,
        price_to=_amount(parameters.get("price_to", "")) if priced else None,
        sort=sort if sort in sorts else "relevance",
        after=min(int(after[:6]), DEEPEST) if after.isascii() and after.isdigit() else 0,
        limit=PAGE,
        at=parameters.get(CURSOR, "")[:LONGEST_CURSOR],
    )


def _amount(text: str) -> Decimal | None:
    try:
        return AmountField(required=False).clean(text)
    except ValidationError:
        return None
