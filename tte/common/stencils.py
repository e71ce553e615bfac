"""A long question about one person that many pages ask several times: its SQL is written once in each process."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

ANYBODY = -1
Question = Callable[[Any], QuerySet[Any, Any]]


def answer_to(question: Question, user: Any) -> RawSQL:
    """What `question(user)` finds, for `pk__in=`; it may know of the user nothing but the key."""
    sql, given = _written(question)
    return RawSQL(sql, tuple(user.pk if each == ANYBODY else each for each in given))


@cache
def _written(question: Question) -> tuple[str, tuple[object, ...]]:
    return question(get_user_model()(pk=ANYBODY)).query.sql_with_params()
