"""The receiver of the demonstration: a system of somebody's own, on this machine, that checks what it is sent."""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from tte.common.doors import posted, public
from tte.webhooks.selectors import signing_secrets, subscriptions_that_sent
from tte.webhooks.signing import secret_text, signature


@csrf_exempt
@public
@posted
def take(request: HttpRequest) -> HttpResponse:
    """204 for a message whose signature is good, 400 for anything else."""
    if not settings.TTE_DEMO:
        raise Http404
    code, at = request.headers.get("webhook-id", ""), request.headers.get("webhook-timestamp", "")
    given = request.headers.get("webhook-signature", "").split()
    if not at.isascii() or not at.isdigit():
        return HttpResponse(status=400)
    for subscription in subscriptions_that_sent(code):
        for secret in signing_secrets(subscription):
            text, body = secret_text(secret), request.body.decode("utf-8", "replace")
            good = signature(text, code=code, timestamp=int(at), body=body)
            if any(hmac.compare_digest(good, each) for each in given):
                return HttpResponse(status=204)
    return HttpResponse(status=400)
