"""Valkey may be away, or there and silent. Whoever asks it waits a moment at most, then leaves it alone for a while.

Nothing but bells and memories stands in it, so every caller can do without; what must not be lost is in PostgreSQL.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Away
from redis.exceptions import TimeoutError as Silent
from redis.retry import Retry

T = TypeVar("T")
PATIENCE = 0.5
REST = 2.0
# A pooled connection may be older than the server: it is made anew once. Who waited in vain does not wait again.
OPTIONS = {
    "socket_timeout": PATIENCE,
    "socket_connect_timeout": PATIENCE,
    "retry": Retry(NoBackoff(), 1, supported_errors=(Away,)),
}


class Breaker:
    """The circuit breaker of this process before Valkey: after a silence nothing is asked for `REST` seconds."""

    until = 0.0

    @classmethod
    def trip(cls) -> None:
        cls.until = time.monotonic() + REST

    @classmethod
    def is_open(cls) -> bool:
        return time.monotonic() < cls.until


class ForgetfulCache(RedisCache):
    """A memory that may be away: it then holds nothing. `delete` says None when it was not heard."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._unless_away(lambda: super(ForgetfulCache, self).get(key, default, version), default)

    def set(self, key: str, value: Any, *given: Any, **named: Any) -> None:
        self._unless_away(lambda: super(ForgetfulCache, self).set(key, value, *given, **named), None)

    def add(self, key: str, value: Any, *given: Any, **named: Any) -> bool:
        return self._unless_away(lambda: super(ForgetfulCache, self).add(key, value, *given, **named), True)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        return self._unless_away(lambda: super(ForgetfulCache, self).incr(key, delta, version), delta)

    def delete(self, key: str, version: int | None = None) -> bool | None:  # type: ignore[override]  # None: nobody knows
        return self._unless_away(lambda: super(ForgetfulCache, self).delete(key, version), None)

    def has_key(self, key: str, version: int | None = None) -> bool:
        return self._unless_away(lambda: super(ForgetfulCache, self).has_key(key, version), False)

    def _unless_away(self, act: Callable[[], T], else_: T) -> T:
        if Breaker.is_open():
            return else_
        try:
            return act()
        except (Away, Silent):
            Breaker.trip()
            return else_
