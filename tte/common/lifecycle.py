"""A life cycle is data: which verb moves which states where. States are past participles, transitions verbs."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Transition:
    verb: str
    sources: tuple[str, ...]
    target: str


class Lifecycle:
    """The transitions of one kind of thing; a verb occurs once."""

    def __init__(self, *transitions: Transition) -> None:
        self._by_verb = {transition.verb: transition for transition in transitions}
        if len(self._by_verb) != len(transitions):
            raise ValueError("A life cycle names a verb twice")

    def __iter__(self) -> Iterator[Transition]:
        return iter(self._by_verb.values())

    def __getitem__(self, verb: str) -> Transition:
        return self._by_verb[verb]

    def allows(self, verb: str, state: str) -> bool:
        return state in self._by_verb[verb].sources

    def verbs_from(self, state: str) -> list[str]:
        """The verbs open to a thing in `state`, in the order of the table."""
        return [transition.verb for transition in self if state in transition.sources]
