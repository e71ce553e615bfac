"""One act on several rows, one after the other by the service of the single row; what was refused says why."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.common.errors import DomainError
from tte.lists.kinds import Act
from tte.lists.tables import TableKind


def outcome_of(kind: TableKind, act: Act, things: Iterable[Any], actor: Actor, chosen: list[str]) -> dict[str, Any]:
    """What the list says about it: how many were done, were so already, and were refused with the reason of each."""
    done, so_already, refused = 0, 0, []
    for thing in things:
        if act.is_done(thing, actor):
            so_already += 1
            continue
        try:
            act.service(thing, actor, *chosen)
            done += 1
        except DomainError as refusal:
            refused.append([kind.name_of(thing), str(refusal)])
    counted = ((act.says, done), (act.says_done, so_already), (act.refused, len(refused)))
    said = [str(words) % {"n": n} for words, n in counted if n]
    return {"said": said or [_("No row was chosen")], "refused": refused, "done": done + so_already}
