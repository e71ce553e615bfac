"""Automatic checks: one function each, with the sentence that is true when it passes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Finding:
    """An answer with its evidence: `Finding(False, share="12%", limit="30%")`. Evidence must be JSON."""

    passed: bool
    evidence: dict[str, Any] = field(default_factory=dict)

    def __init__(self, passed: bool, **evidence: Any) -> None:
        object.__setattr__(self, "passed", passed)
        object.__setattr__(self, "evidence", evidence)

    @classmethod
    def unchecked(cls, why: str, **evidence: Any) -> "Finding":
        """Nobody has looked: what the check needs is not there for any case, such as a list or a scanner. No pass."""
        return cls(False, unchecked=why, **evidence)


Ready = Callable[[float], bool]
"""Whether what a check asks knows the matter as it stands; it may wait so many seconds for that."""
Function = Callable[[Any], "bool | Finding"]


@dataclass(frozen=True)
class Check:
    name: str
    kind: str
    says: str | Promise
    rule: str
    proves: str
    function: Function
    ready: Ready | None = None

    def __call__(self, subject: Any) -> Finding:
        answer = self.function(subject)
        return answer if isinstance(answer, Finding) else Finding(bool(answer))


_CHECKS: dict[str, dict[str, Check]] = {}


def check(
    kind: str, *, says: str | Promise, rule: str = "", proves: str = "", ready: Ready | None = None
) -> Callable[[Function], Function]:
    """Register a function of the subject of cases of `kind`. Its name identifies it and is unique within the kind.

    A line of the checklist is proven when all the checks that name its code in `proves` have passed. A run waits a
    while until all its checks are `ready`.
    """

    def register(function: Function) -> Function:
        mine = _CHECKS.setdefault(kind, {})
        if function.__name__ in mine:
            raise ValueError(f"The check {function.__name__} is registered twice for {kind}")
        mine[function.__name__] = Check(function.__name__, kind, says, rule, proves, function, ready)
        return function

    return register


def checks_of(kind: str) -> list[Check]:
    """The checks of a kind of case, in the order in which they were registered."""
    return list(_CHECKS.get(kind, {}).values())


def named_check(kind: str, name: str) -> Check | None:
    """The check of this name; None when it was retired and only its old results remain."""
    return _CHECKS.get(kind, {}).get(name)
