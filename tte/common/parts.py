"""What presenters hand to the components of the pages: small plain rows, made once, only placed by templates."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Station:
    """One station of a life line. `form` is done, now, todo or stop; an official act is drawn as a square."""

    label: str
    date: datetime.date | str = ""
    actor: str = ""
    form: str = "todo"
    official: bool = False


@dataclass(frozen=True)
class Requirement:
    """One line of a checklist. `state` is wrong, open or done; `url` leads to the place that mends it."""

    state: str
    label: str
    url: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Link:
    """A link with its words: a chip, a crumb, a tab, a navigation item."""

    label: str
    url: str = ""
    icon: str = ""
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Group:
    """Links under one name, as in the rail of the desk."""

    label: str
    items: list[Link]


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: what it is called, how many, whether it is chosen, its share of the largest in percent."""

    value: str
    label: str
    count: int
    chosen: bool = False
    share: int = 0


@dataclass(frozen=True)
class Facet:
    """A facet and its values, most frequent first. `name` is the parameter of the query."""

    name: str
    label: str
    values: list[FacetValue] = field(default_factory=list)
    open: bool = True
