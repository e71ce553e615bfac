"""How often one person may save: a window that types does so about once a second, and never for an hour. Visitors are
counted by their address."""

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tte.common.errors import DomainError
from tte.drafts.typists import Typist, Visitor

MINUTE = 60


class TooOften(DomainError):
    code = "too_often"


class NotCounted(DomainError):
    """Nothing counts at the moment, and what is not bounded is not kept for whoever nobody knows."""

    code = "not_counted"


def count_save(by: Typist) -> None:
    """Counted in Valkey alone: it may be emptied, and then counting begins again; without it visitors wait."""
    who = by.sender if isinstance(by, Visitor) else str(by.user.pk)
    key = f"drafts-saves-{salted_hmac('drafts.saves', who).hexdigest()}"
    cache.add(key, 0, MINUTE)
    try:
        saves = cache.incr(key)
    except ValueError:  # the minute ended between the two
        return
    if isinstance(by, Visitor) and not cache.has_key(key):
        raise NotCounted(_("Not saved: drafts cannot be kept at the moment. What you typed is still in this window."))
    if saves > settings.TTE_DRAFT_SAVES_A_MINUTE:
        raise TooOften(_("Saved very often; the next save waits a minute"))
