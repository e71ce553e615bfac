"""A code list as a whole: begun by the operator, corrected in what it is called and where it comes from."""

import re
from collections.abc import Mapping
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.codelists.models import ListHead
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.trail.services import record

LIST_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")
RESERVED = {"new", "entries"}


class ListFacts(TypedDict):
    name_zh: str
    name_en: str
    mark: str
    source_zh: str
    source_en: str
    licence_zh: str
    licence_en: str


class ListRefused(DomainError):
    code = "list_refused"


@transaction.atomic
def begin_list(*, code: str, by: Actor, **facts: Unpack[ListFacts]) -> ListHead:
    """A new list without entries; its code is not yet that of another."""
    if not LIST_CODE.fullmatch(code) or code in RESERVED:
        raise ListRefused(_("The code of a list has 2 to 40 small letters, digits and underscores"), field="code")
    _refuse_wrong(facts)
    head, made = ListHead.objects.get_or_create(code=code, defaults=facts)
    if not made:
        raise ListRefused(_("A list with this code already exists"), field="code")
    record("codelist.begin", head, by=by, list=code, after=facts)
    return head


@transaction.atomic
def correct_list(*, head: ListHead, by: Actor, **facts: Unpack[ListFacts]) -> ListHead:
    """Other words for the list, its source or its licence; the entries stay as they are."""
    head = lock(head)
    _refuse_wrong(facts)
    changes = changed(head, facts)
    if not changes:
        raise ListRefused(_("Nothing has changed"))
    head.save(update_fields=list(changes))
    record("codelist.correct", head, by=by, list=head.code, changes=changes)
    return head


def _refuse_wrong(facts: Mapping[str, object]) -> None:
    for name in ("source", "licence"):
        if not facts[f"{name}_zh"] and not facts[f"{name}_en"]:
            raise ListRefused(_("Fill it in, in at least one language"), field=f"{name}_zh")


def changed(thing: object, facts: Mapping[str, object]) -> dict[str, list]:
    """Sets what is different; field → [before, after], as the trail keeps it."""
    changes = {}
    for name, value in facts.items():
        before = getattr(thing, name)
        if before != value:
            setattr(thing, name, value)
            changes[name] = [before, value]
    return changes
