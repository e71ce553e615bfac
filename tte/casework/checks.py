"""Automatic checks: one function each, with the sentence that is true when it passes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
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


Behind = Callable[[datetime], str]
"""Why what a check asks does not hold all that was written up to a moment; empty where it does. It never waits."""
Function = Callable[[Any], "bool | Finding"]


@dataclass(frozen=True)
class Check:
    name: str
    kind: str
    says: str | Promise
    rule: str
    proves: str
    function: Function
    behind: Behind | None = None

    def __call__(self, subject: Any) -> Finding:
        answer = self.function(subject)
        return answer if isinstance(answer, Finding) else Finding(bool(answer))


_CHECKS: dict[str, dict[str, Check]] = {}


def check(
    kind: str, *, says: str | Promise, rule: str = "", proves: str = "", behind: Behind | None = None
) -> Callable[[Function], Function]:
    """Register a function of the subject of cases of `kind`. Its name identifies it and is unique within the kind.

    A line of the checklist is proven when all the checks that name its code in `proves` have passed. A run is
    put off for a while where what a check asks is `behind`.
    """

    def register(function: Function) -> Function:
        mine = _CHECKS.setdefault(kind, {})
        if function.__name__ in mine:
            raise ValueError(f"The check {function.__name__} is registered twice for {kind}")
        mine[function.__name__] = Check(function.__name__, kind, says, rule, proves, function, behind)
        return function

    return register


def checks_of(kind: str) -> list[Check]:
    """The checks of a kind of case, in the order in which they were registered."""
    return list(_CHECKS.get(kind, {}).values())


def named_check(kind: str, name: str) -> Check | None:
    """The check of this name; None when it was retired and only its old results remain."""
    return _CHECKS.get(kind, {}).get(name)
