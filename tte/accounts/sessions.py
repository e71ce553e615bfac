"""Sessions stand in PostgreSQL; Valkey remembers them so that a page need not ask."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore as CachedStore
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.cache import caches
from django.db.models import F

from tte.accounts.models import User


class SessionStore(CachedStore):
    """Ends for good what is ended while Valkey is away: it would come back with a session that was signed out of.

    Which one it remembers cannot be told then, so every session of the person ends.
    """

    unheard = False

    @classmethod
    def get_model_class(cls) -> type:
        return DatabaseStore.get_model_class()

    def delete(self, session_key: str | None = None) -> None:
        DatabaseStore.delete(self, session_key)
        gone = session_key or self.session_key
        if gone is not None:
            self.unheard = caches[settings.SESSION_CACHE_ALIAS].delete(self.cache_key_prefix + gone) is None

    def flush(self) -> None:
        person = self.get(SESSION_KEY)
        super().flush()
        if person is not None and self.unheard:
            User.objects.filter(pk=person).update(sessions_ended=F("sessions_ended") + 1)
