from importlib import import_module

from celery import shared_task
from django.conf import settings

from tte.drafts.selectors import outdated_drafts


@shared_task(name="drafts.sweep_outdated")
def sweep_outdated() -> None:
    """Drafts whose time is over, and sessions that have ended: a visitor's may hold text that was not fetched."""
    outdated_drafts().delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
