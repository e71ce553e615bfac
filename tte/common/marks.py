"""Small marks that stand on a page by the dozen: drawn once for each value and language, then only placed."""

from functools import lru_cache

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tte.common.languages import spoken_language
from tte.common.states import look_of


def state(thing: str, value: str) -> SafeString:
    """The mark of a state: its form and its word (`states.py`)."""
    return _state(thing, value, spoken_language())


@lru_cache(maxsize=1024)
def _state(thing: str, value: str, _language: str) -> SafeString:
    look = look_of(thing, value)
    return format_html('<span class="{}">{}</span>', f"st {look.form}".strip(), look.word)


def trl(level: int, evidence: int = 0) -> SafeString:
    """Maturity in nine steps: solid up to `evidence`, open up to the claimed `level`."""
    return _trl(level, evidence, spoken_language())


@lru_cache(maxsize=256)
def _trl(level: int, evidence: int, _language: str) -> SafeString:
    steps = "".join(
        '<i class="e"></i>' if n <= evidence else '<i class="c"></i>' if n <= level else "<i></i>" for n in range(1, 10)
    )
    if evidence >= level:
        says = _("Technology readiness level %(level)d, with evidence") % {"level": level}
    elif evidence:
        says = _("Technology readiness level %(level)d claimed, evidence up to %(evidence)d") % {
            "level": level,
            "evidence": evidence,
        }
    else:
        says = _("Technology readiness level %(level)d, claimed") % {"level": level}
    return format_html(
        '<span class="trl" role="img" aria-label="{}"><span>{}</span>TRL {}</span>', says, mark_safe(steps), level
    )


def maturity(level: int | None, level_of_13: int | None = None) -> SafeString:
    """The claimed level on the scale it was given on, of nine steps or of thirteen; nothing where none is stated."""
    if level_of_13:
        return _thirteen(level_of_13, spoken_language())
    return trl(level) if level else mark_safe("")


@lru_cache(maxsize=64)
def _thirteen(level: int, _language: str) -> SafeString:
    steps = "".join('<i class="c"></i>' if n <= level else "<i></i>" for n in range(1, 14))
    says = _("Level %(level)d of the thirteen-level scale, claimed") % {"level": level}
    return format_html(
        '<span class="trl" role="img" aria-label="{}"><span>{}</span>{}/13</span>', says, mark_safe(steps), level
    )


@lru_cache(maxsize=512)
def rule_chip(rule_id: str) -> SafeString:
    """The id of the rule that sets the limit beside it, linked to the page of the rules in force."""
    if not rule_id:
        return mark_safe("")
    return format_html('<a class="rule-id" href="{}#{}">{}</a>', reverse("pages:rules"), rule_id, rule_id)
