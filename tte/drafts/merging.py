"""A form that stood open while its record went on: what was typed in it, and what was changed on both sides."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from tte.common.errors import DomainError

Seen = dict[str, str]
LONGEST = 20_000


class ChangedMeanwhile(DomainError):
    """The same fields were changed here and in the record. `names` says which; neither text is written over."""

    code = "changed_meanwhile"

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            _("This was changed in the record after you had opened the form. Choose below; nothing is saved yet.")
        )
        self.names = names


def fingerprint(value: object) -> str:
    """The same for values that mean the same: nothing is nothing in any shape, and a browser breaks lines its way."""
    return sha256(json.dumps(_plain(value), ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return (value or "").replace("\r\n", "\n").strip()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value] or ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def fingerprints(values: Mapping[str, object]) -> Seen:
    return {name: fingerprint(value) for name, value in values.items()}


def read_seen(text: str) -> Seen:
    """What a form carries of the record it was made with; nothing where it is none of ours."""
    try:
        found = json.loads(text) if len(text) <= LONGEST else {}
    except ValueError:
        return {}
    whole = isinstance(found, dict) and all(isinstance(each, str) for each in found.values())
    return found if whole else {}


def typed_changes(said: Mapping[str, Any], *, standing: Mapping[str, Any], seen: Seen | None) -> dict[str, Any]:
    """Of what came with a form what its person changed; fields that changed in the record as well are refused.

    `seen` holds the fingerprints of what the form was made with; of what it does not name all that came is meant.
    """
    changed = {name: value for name, value in said.items() if fingerprint(value) != fingerprint(standing[name])}
    known = {name: mark for name, mark in (seen or {}).items() if name in changed}
    left = [name for name, mark in known.items() if fingerprint(changed[name]) == mark]
    clashing = [name for name, mark in known.items() if name not in left and fingerprint(standing[name]) != mark]
    if clashing:
        raise ChangedMeanwhile([name for name in said if name in clashing])
    return {name: value for name, value in changed.items() if name not in left}
