"""The kinds of notice. Each app states its kinds in its `notices.py`; a kind is a code, a title and sentences."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class NoticeKind:
    """Title and sentences are translatable and may name values: `_("%(title)s was approved")`."""

    code: str
    title: str | Promise
    sentences: tuple[str | Promise, ...] = ()


KINDS: dict[str, NoticeKind] = {}


def notice_kind(code: str, *, title: str | Promise, sentences: tuple[str | Promise, ...] = ()) -> NoticeKind:
    """Register a kind under its code, such as `listings.achievement_approved`."""
    if code in KINDS:
        raise ValueError(f"The notice kind {code} is registered twice")
    KINDS[code] = NoticeKind(code, title, sentences)
    return KINDS[code]
