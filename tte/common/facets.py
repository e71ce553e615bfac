"""The facet panel as one function: a search page shows a hundred values, and a template costs each of them ten times
as much."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tte.common import formats
from tte.common.parts import Facet, FacetValue


def facet_panel(facet: Facet) -> SafeString:
    """A facet that folds, with its values as check boxes: name, count and share of the largest."""
    name = escape(facet.name)
    values = "".join([_value(name, value) for value in facet.values])
    return mark_safe(
        f'<details class="facet"{" open" if facet.open else ""}><summary>{escape(facet.label)}</summary>\n'
        f"<ul>{values}</ul></details>"
    )


def _value(name: str, value: FacetValue) -> str:
    chosen = " checked" if value.chosen else ""
    return (
        f'<li><label><input type="checkbox" name="{name}" value="{escape(value.value)}"{chosen}>'
        f'<span>{escape(value.label)}</span><span class="n">{formats.count(value.count)}</span>'
        '<svg class="share" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{value.share:d}" height="2"/></svg></label></li>\n'
    )
