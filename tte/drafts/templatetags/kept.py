"""`{% kept form %}`: what keeps the typing of a form, and tells its person how it stands. A builtin of the pages."""

import json
from dataclasses import replace

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from tte.drafts.forms import KeptForm
from tte.drafts.typists import NOBODY

register = template.Library()
LONGEST = 500


@register.inclusion_tag("components/kept.html", takes_context=True)
def kept(context: template.Context, form: KeptForm, button: bool = True) -> dict:
    """After the buttons of the form, the first of which Enter presses. `button` saves where there are no scripts."""
    request, typing = context["request"], form.typing
    here = request.get_full_path() if len(request.get_full_path()) <= LONGEST else request.path
    page = typing.ticket.page or (here if request.method == "GET" else "")
    ticket = replace(typing.ticket, page=page).sign()
    return {
        "ticket": ticket,
        "typing": typing,
        "seen": json.dumps(form.made_with) if form.made_with else "",
        "button": button,
        "visitor_hours": settings.TTE_VISITOR_DRAFT_HOURS if typing.ticket.user == NOBODY else 0,
        "compare": f"{reverse('drafts:compare')}?{urlencode({'kept': ticket})}",
    }
