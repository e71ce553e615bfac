"""How often one person may save: a window that types does so about once a second, and never for an hour."""

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.common.errors import DomainError

MINUTE = 60


class TooOften(DomainError):
    code = "too_often"


def count_save(actor: Actor) -> None:
    """Counted in Valkey alone: it may be emptied, and then counting begins again."""
    key = f"drafts-saves-{actor.user.pk}"
    cache.add(key, 0, MINUTE)
    try:
        saves = cache.incr(key)
    except ValueError:  # the minute ended between the two
        return
    if saves > settings.TTE_DRAFT_SAVES_A_MINUTE:
        raise TooOften(_("Saved very often; the next save waits a minute"))
