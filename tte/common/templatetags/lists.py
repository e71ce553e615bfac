"""What stands around a list: facets, chips, pages. A builtin of the template engine. How to use: docs/style.md."""

from django import template
from django.http import HttpRequest

from tte.common.facets import facet_panel

register = template.Library()


@register.inclusion_tag("components/pager.html")
def pager(previous: str = "", following: str = "", says: str = "") -> dict:
    """Keyset paging: the addresses of the pages before and after, and what part of the list this is."""
    return {"previous": previous, "following": following, "says": says}


register.simple_tag(facet_panel, name="facet")


@register.inclusion_tag("components/chips.html")
def chips(chips: object, clear_url: str = "") -> dict:
    """The filters that hold, each with the address of the list without it."""
    return {"chips": chips, "clear_url": clear_url}


@register.inclusion_tag("components/facts.html")
def facts(rows: object, tight: bool = False) -> dict:
    """A table of properties from pairs of term and value."""
    return {"rows": rows, "tight": tight}


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """The address of this list with some parameters changed; None removes one. The place in the list is forgotten."""
    request: HttpRequest = context["request"]
    parameters = request.GET.copy()
    for name in ("after", "before", "page", *changes):
        parameters.pop(name, None)
    parameters.update({name: str(value) for name, value in changes.items() if value is not None})
    return f"?{parameters.urlencode()}"
