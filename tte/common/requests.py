"""Request keys: a command sent twice has one effect and one answer (docs/architecture.md, "Once").

The receipt is inserted first and in the transaction of the effect, so the second of two parallel requests waits for the
first to commit. A refusal leaves no receipt: the same request may be tried again.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from tte.common.clock import now
from tte.common.errors import KeyReused
from tte.common.models import CommandReceipt


class ActingRequest(HttpRequest):
    """A request as the doors see it: `tte.accounts` has put the actor on it, None for a visitor, and the memberships
    that the person may choose among."""

    actor: Any
    memberships: list[Any]


M = TypeVar("M", bound=models.Model)
PAGE_TOKEN = "csrfmiddlewaretoken"
SWEPT_AT_ONCE = 10_000


def digest_of(body: dict) -> str:
    """Of its words, and of the content of what is uploaded."""
    text = json.dumps(body, sort_keys=True, default=_word_for, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def once(*, scope: str, key: str, command: str, body: dict, act: Callable[[], M], made: type[M]) -> M:
    """Run `act` unless this request was carried out before; then return the row it made.

    Another body under the same key is `KeyReused`, also where the row is gone meanwhile. An empty key asks for no
    protection.
    """
    if not key:
        return act()
    receipt, is_first = _receipt(scope, key, command, digest_of(body))
    if is_first:
        outcome = act()
        CommandReceipt.objects.filter(pk=receipt.pk).update(outcome=outcome.pk)
        return outcome
    found = made._default_manager.filter(pk=receipt.outcome).first()
    if found is None:
        raise KeyReused(_("What this request made is not there any more"))
    return found


@transaction.atomic
def one_click(request: ActingRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Carry out what a page sends, unless the same click was carried out before; then lead where that one led.

    Django masks the token of a page's forms anew for every page it makes. So person, token, address and words name one
    click: sent twice by an impatient hand, sent again after a cut connection or from an old page. An answer that leads
    nowhere (the form with what is missing) leaves no receipt.
    """
    actor = request.actor
    if actor is None or PAGE_TOKEN not in request.POST:
        return answer()
    words = sorted((name, request.POST.getlist(name)) for name in request.POST)
    files = sorted((name, [content_digest(each) for each in request.FILES.getlist(name)]) for name in request.FILES)
    click = digest_of({"path": request.get_full_path(), "words": words, "files": files})
    acting = actor.membership.pk if actor.membership else "-"
    receipt, is_first = _receipt(f"page:{actor.user.pk}:{acting}", click, "click", click)
    if not is_first:
        return HttpResponseRedirect(receipt.answer)
    answered = answer()
    if "Location" in answered:
        CommandReceipt.objects.filter(pk=receipt.pk).update(answer=answered["Location"])
    else:
        receipt.delete()
    return answered


def _receipt(scope: str, key: str, command: str, digest: str) -> tuple[CommandReceipt, bool]:
    """The receipt of this request, and whether it was made now."""
    receipt, is_first = CommandReceipt.objects.get_or_create(
        scope=scope, key=key, defaults={"command": command, "digest": digest}
    )
    if (receipt.command, receipt.digest) != (command, digest):
        raise KeyReused(_("This request was already sent with other content"))
    return receipt, is_first


def _word_for(value: Any) -> str:
    return content_digest(value) if isinstance(value, UploadedFile) else str(value)


def content_digest(upload: Any) -> str:
    content = hashlib.file_digest(upload.file, "sha256").hexdigest()
    upload.seek(0)
    return content


def drop_old_receipts() -> int:
    """Forget the commands of former days, some at a time; returns how many."""
    old = CommandReceipt.objects.filter(carried_out_at__lt=now() - timedelta(days=settings.TTE_RECEIPT_DAYS))
    oldest = list(old.order_by("carried_out_at").values_list("pk", flat=True)[:SWEPT_AT_ONCE])
    return CommandReceipt.objects.filter(pk__in=oldest).delete()[0]
