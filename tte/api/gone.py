"""What a program is told where something was taken down: 410, or 451 where the law asked for it (R8-03)."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.response import Response

from listings.selectors.takedown import gone_at
from tte.common.api import answer_refusal


def answer(exception: Exception, context: dict[str, Any]) -> Response | None:
    """As every door answers a refusal, but for a thing that was there and may not be shown."""
    request = context["request"]
    if isinstance(exception, Http404) and request.resolver_match:
        match = request.resolver_match
        gone = gone_at(match.url_name or "", match.kwargs, getattr(request, "actor", None))
        if gone is not None:
            said = {"code": "taken_down", "detail": _("This was taken down"), "takedown": gone.takedown.code}
            return Response(said, status=gone.status, headers={"Cache-Control": "no-store"})
    return answer_refusal(exception, context)
