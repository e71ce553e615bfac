"""Request keys: a command sent twice has one effect and one answer."""

import hashlib
import json
from collections.abc import Callable
from typing import TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from tte.common.errors import KeyReused
from tte.common.models import CommandReceipt

M = TypeVar("M", bound=models.Model)


def digest_of(body: dict) -> str:
    text = json.dumps(body, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def once(*, scope: str, key: str, command: str, body: dict, act: Callable[[], M], made: type[M]) -> M:
    """Run `act` unless this request was carried out before; then return the row it made.

    The receipt is inserted first, so the second of two parallel requests waits for the first to commit. A refusal rolls
    the receipt back: the person may try again under the same key. Another body under the same key is `KeyReused`.
    An empty key asks for no protection.
    """
    if not key:
        return act()
    digest = digest_of(body)
    receipt, created = CommandReceipt.objects.get_or_create(
        scope=scope, key=key, defaults={"command": command, "digest": digest}
    )
    if created:
        outcome = act()
        CommandReceipt.objects.filter(pk=receipt.pk).update(outcome=outcome.pk)
        return outcome
    if receipt.digest != digest or receipt.command != command:
        raise KeyReused(_("This request was already sent with other content"))
    return made._default_manager.get(pk=receipt.outcome)
