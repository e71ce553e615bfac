"""The lines of `r8_matrix/` read into cells: one asking each, with the answer that is written down."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

from tests.battery.r8_world import IN_ONE_PLACE

MEMBERS = tuple(name for name, _role, _place in IN_ONE_PLACE)
SIGNED = (*MEMBERS, "nobody", "former")
PEOPLE = ("visitor", *SIGNED)
WITHOUT_ABSENCE = ("account_", "mfa_")


@dataclass(frozen=True)
class Cell:
    """`like` names a thing whose shape an absent one of the same door takes."""

    route: str
    method: str
    body: str
    thing: str
    person: str
    answer: str
    like: str = ""

    def __str__(self) -> str:
        asked = " ".join(part for part in (self.method, self.route, self.body, self.thing) if part)
        return f"{self.person} {asked} -> {self.answer}"


@dataclass(frozen=True)
class Sight:
    """Whether this person finds a name in a list or on a page."""

    route: str
    method: str
    name: str
    seen: bool
    cell: Cell

    def __str__(self) -> str:
        return (
            f"{self.cell.person} {self.route} {self.cell.thing} {self.name}: {'to be seen' if self.seen else 'hidden'}"
        )


@dataclass(frozen=True)
class Line:
    route: str
    method: str
    body: str
    things: tuple[str, ...]
    answers: dict[str, str]


def cells_of(matrix: ModuleType) -> list[Cell]:
    lines = [line for text in matrix.MATRIX.values() for line in lines_of(matrix, text)]
    cells = [
        Cell(line.route, line.method, line.body, thing, person, line.answers[person], line.things[0] if thing else "")
        for line in lines
        for thing in line.things or ("",)
        for person in PEOPLE
    ]
    cells = [cell if cell.thing != "absent" else _shaped(cell, lines) for cell in cells]
    cells += [*absences(lines)]
    said_twice = len(cells) - len({(c.route, c.method, c.body, c.thing, c.person) for c in cells})
    if said_twice:
        raise ValueError(f"{said_twice} cells are written down twice")
    return cells


def lines_of(matrix: ModuleType, text: str) -> Iterator[Line]:
    for row in filter(None, (row.strip() for row in text.splitlines())):
        asked, things, said, otherwise = (part.strip() for part in row.split("|"))
        method, route, *body = asked.split()
        answers = dict.fromkeys(SIGNED, otherwise) | {"visitor": "sign-in"}
        for part in filter(None, said.split(";")):
            answer, _colon, who = part.partition(":")
            answers |= dict.fromkeys(people(matrix, who), answer.strip())
        if "-" in answers.values():
            raise ValueError(f"somebody is left out: {row}")
        for each in ("GET", "POST") if method == "BOTH" else (method,):
            yield Line(route, each, " ".join(body), tuple(spread(matrix.THINGS, things)), answers)


def people(matrix: ModuleType, who: str) -> list[str]:
    groups = {**matrix.GROUPS, "@all": " ".join(PEOPLE), "@signed": " ".join(SIGNED), "@member": " ".join(MEMBERS)}
    names = spread(groups, who)
    if unknown := set(names) - set(PEOPLE):
        raise ValueError(f"nobody is called {unknown}")
    return names


def spread(groups: dict[str, str], text: str) -> list[str]:
    return [name for word in text.split() for name in groups.get(word, word).split()]


def _shaped(cell: Cell, lines: list[Line]) -> Cell:
    """An absence written by hand takes the shape of another thing of the same door."""
    like = next(thing for line in lines if line.route == cell.route for thing in line.things if thing != "absent")
    return Cell(cell.route, cell.method, cell.body, "absent", cell.person, cell.answer, like)


def absences(lines: list[Line]) -> Iterator[Cell]:
    """Of every door that names a thing: who is admitted to some thing meets 404, everybody else what they always do."""
    groups: dict[tuple, list[Line]] = {}
    for line in lines:
        if line.things and not line.route.startswith(WITHOUT_ABSENCE):
            groups.setdefault((line.route, line.method, line.body), []).append(line)
    for (route, method, body), group in groups.items():
        if any("absent" in line.things for line in group):
            continue
        for person in PEOPLE:
            met = {line.answers[person] for line in group}
            answer = met.pop() if met in ({"403"}, {"sign-in"}) else "404"
            yield Cell(route, method, body, "absent", person, answer, group[0].things[0])


def sights_of(matrix: ModuleType, seen: str) -> list[Sight]:
    sights = []
    for row in filter(None, (row.strip() for row in seen.splitlines())):
        place, names, who = (part.strip() for part in row.split("|"))
        readers = people(matrix, who)
        space, name, *thing = place.split(":")
        route, thing = f"{space}:{name}", "".join(thing)
        for person in PEOPLE:
            cell = Cell(route, "GET", "", thing, person, "yes", thing)
            sights += [Sight(route, "GET", name, person in readers, cell) for name in names.split()]
    return sights


def names_in(body: bytes, but: set[str]) -> set[str]:
    """Every name that a JSON answer uses, at any depth; what lies under a name of `but` is counted, not named."""

    def walk(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for name, inner in value.items():
                yield name
                yield from () if name in but else walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)

    return set(walk(json.loads(body)))
