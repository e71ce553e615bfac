from django import template
from django.conf import settings

from tte.accounts.demo import DOMAIN, demo_memberships
from tte.accounts.enums import Role

register = template.Library()


@register.simple_tag
def second_factor_asked() -> bool:
    """Whether staff must have a second factor here; the demonstration says when they need not."""
    return settings.TTE_STAFF_NEED_SECOND_FACTOR


@register.inclusion_tag("account/demo_buttons.html", takes_context=True)
def demo_buttons(context: dict) -> dict:
    """One button a role, then everybody else, leading to where one wanted to go; nothing outside a demonstration."""
    buttons = [
        {"key": each.user.email.removesuffix(f"@{DOMAIN}"), "membership": each, "name": each.user.name}
        for each in demo_memberships()
    ]
    return {
        "buttons": [button for button in buttons if button["key"] in Role.values],
        "others": [button for button in buttons if button["key"] not in Role.values],
        "following": context["request"].GET.get("next", ""),
        "csrf_token": context.get("csrf_token"),
    }
