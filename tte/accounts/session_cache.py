from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as Away
from redis.exceptions import TimeoutError as Slow


class SessionCache(RedisCache):
    """A memory of sessions that may be away: it then holds nothing, and each session is read from the database."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._unless_away(lambda: super(SessionCache, self).get(key, default, version), default)

    def set(self, key: str, value: Any, *given: Any, **named: Any) -> None:
        self._unless_away(lambda: super(SessionCache, self).set(key, value, *given, **named), None)

    def delete(self, key: str, version: int | None = None) -> bool:
        return self._unless_away(lambda: super(SessionCache, self).delete(key, version), False)

    def has_key(self, key: str, version: int | None = None) -> bool:
        return self._unless_away(lambda: super(SessionCache, self).has_key(key, version), False)

    def _unless_away(self, act: Callable[[], Any], else_: Any) -> Any:
        try:
            return act()
        except (Away, Slow):
            return else_
