"""Where codes are used. The apps above say in their `codes.py` which of their columns hold codes of which list."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tte.accounts.models import Organisation
from tte.codelists.enums import CodeList


@dataclass(frozen=True)
class Use:
    """A column of codes and what its rows are called."""

    model: type[models.Model]
    field: str
    words: str | Promise


USES: dict[str, list[Use]] = {}


def used_in(list_name: str, model: type[models.Model], *fields: str, words: str | Promise) -> None:
    """These columns of the model hold codes of the list."""
    USES.setdefault(list_name, []).extend(Use(model, field, words) for field in fields)


def uses_of(list_name: str, code: str) -> Iterator[tuple[str | Promise, int]]:
    """For each column that holds the code: what its rows are called, and how many there are."""
    for use in USES.get(list_name, ()):
        column = use.model._meta.get_field(use.field)
        if not isinstance(column, models.IntegerField) or code.isdecimal():
            wanted = {f"{use.field}__contains": [code]} if isinstance(column, ArrayField) else {use.field: code}
            count = use.model._default_manager.filter(**wanted).count()
            if count:
                yield use.words, count


used_in(CodeList.PARTY_TYPE, Organisation, "party_type", words=_("Organisations"))
used_in(CodeList.REGION, Organisation, "region_code", words=_("Organisations"))
