"""The bell of a bidding: its newest public state on the channel `lot:<number>`. Losing it loses nothing."""

import json
import logging
from functools import cache

import redis
from django.conf import settings
from django.db import transaction

from listings.selectors.auction import public_state
from tte.common.valkey import OPTIONS, Breaker

log = logging.getLogger(__name__)


def ring(auction_id: int) -> None:
    """After the commit, publish the public state to whoever watches. A hub that hears nothing looks by itself."""
    transaction.on_commit(lambda: _publish(auction_id), robust=True)


def _publish(auction_id: int) -> None:
    if Breaker.is_open():
        return
    state = public_state(auction_id)
    try:
        _client().publish(f"lot:{auction_id}", json.dumps(state, separators=(",", ":")))
    except redis.RedisError:
        Breaker.trip()
        log.warning("No bell for lot %s; the hub will look by itself", auction_id)


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, **OPTIONS)
