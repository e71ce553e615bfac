from django import template

from listings.plates import plate as draw

register = template.Library()


@register.simple_tag
def plate(field: str, title: str, label: str = "") -> str:
    """The drawn cover of a work, or of a field when the title is the field's own name."""
    return draw(field, title, label)
