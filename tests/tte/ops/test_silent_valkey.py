"""A Valkey of this test's own is stopped in the middle (SIGSTOP): it takes connections and answers nothing."""

import asyncio
import logging
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from celery import current_app
from django.core.cache import caches
from django.urls import reverse

from tests.factories.accounts import PASSWORD, UserFactory
from tests.harness import open_folder, remove
from tte.accounts.sessions import SessionStore
from tte.common.jobs import _ring
from tte.common.valkey import OPTIONS, Breaker
from tte.ops import hub
from tte.ops.embedded.places import find_places
from tte.ops.embedded.valkey import Valkey

pytestmark = pytest.mark.django_db
PATIENT = 4.0


@pytest.fixture(scope="module")
def own() -> Iterator[Valkey]:
    folder: Path = open_folder()
    server = Valkey(find_places(folder))
    server.start()
    yield server
    server.stop()
    remove(folder)


@pytest.fixture
def valkey(own, settings) -> Iterator[Valkey]:
    """The cache is this one; nothing of an earlier silence is left."""
    settings.REDIS_URL = own.url
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": own.url, "OPTIONS": OPTIONS}}
    Breaker.until = 0.0
    yield own
    os.kill(own.pid, signal.SIGCONT)
    Breaker.until = 0.0


def fall_silent(server: Valkey) -> None:
    os.kill(server.pid, signal.SIGSTOP)
    with pytest.raises(redis.TimeoutError), redis.from_url(server.url, **OPTIONS) as asked:
        asked.ping()


def come_back(server: Valkey) -> None:
    os.kill(server.pid, signal.SIGCONT)
    Breaker.until = 0.0


def sign_in(client, person):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def test_pages_open_while_it_is_silent_and_only_one_waits(client, valkey):
    client.force_login(UserFactory())
    client.get(reverse("notices:inbox"))  # whatever a first page makes ready is no waiting
    fall_silent(valkey)
    began = time.monotonic()
    assert client.get(reverse("notices:inbox")).status_code == 200
    assert time.monotonic() - began < PATIENT
    assert Breaker.is_open()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(redis.Redis, "execute_command", lambda *a, **k: pytest.fail("asked again"))
        assert client.get(reverse("notices:inbox")).status_code == 200


def test_one_signs_in_while_it_is_silent(client, valkey):
    person = UserFactory()
    fall_silent(valkey)
    assert sign_in(client, person).status_code == 302
    assert client.get(reverse("notices:inbox")).status_code == 200


def test_who_signs_out_while_it_is_silent_stays_out_when_it_comes_back(client, valkey):
    person = UserFactory()
    sign_in(client, person)
    session = client.session.session_key
    fall_silent(valkey)
    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get(reverse("notices:inbox")).status_code == 302
    come_back(valkey)
    assert caches["default"].get(SessionStore.cache_key_prefix + session)["_auth_user_id"] == str(person.pk), (
        "the control: it still remembers the session"
    )
    client.cookies["sessionid"] = session
    assert client.get(reverse("notices:inbox")).status_code == 302
    assert sign_in(client, person).status_code == 302
    assert client.get(reverse("notices:inbox")).status_code == 200


def test_signing_out_ends_one_session_where_valkey_answers(client, valkey):
    person = UserFactory()
    sign_in(client, person)
    client.post(reverse("account_logout"))
    person.refresh_from_db()
    assert person.sessions_ended == 0


def test_a_bell_waits_a_moment_and_the_next_not_at_all(valkey, monkeypatch, caplog):
    """What is owed stands in rows; a sweep finds it."""
    monkeypatch.setattr(current_app.conf, "broker_url", valkey.url)
    monkeypatch.setattr(current_app.amqp, "_producer_pool", None)
    monkeypatch.setattr(current_app, "_pool", None)
    fall_silent(valkey)
    with caplog.at_level(logging.WARNING, logger="tte.common.jobs"):
        began = time.monotonic()
        _ring("notices.sweep_deliveries", {})
        assert time.monotonic() - began < 2 * PATIENT
        began = time.monotonic()
        _ring("notices.sweep_deliveries", {})
        assert time.monotonic() - began < 0.1
    assert [record.message for record in caplog.records] == [
        "No broker for notices.sweep_deliveries; the sweep will find it"
    ] * 2


class Heard(hub.Hub):
    """A hub that keeps what it was told."""

    def __init__(self, url: str) -> None:
        super().__init__("", url)
        self.states: list[tuple[int, str]] = []

    def bring(self, number: int, state: str) -> None:
        self.states.append((number, state))


async def until(holds) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.02)


def test_the_hub_leaves_a_silent_connection_and_hears_the_bells_of_the_next(valkey, monkeypatch, caplog):
    monkeypatch.setattr(hub, "QUIET", 0.2)
    server = redis.from_url(valkey.url)

    async def listen() -> None:
        heard = Heard(valkey.url)
        hearing = asyncio.ensure_future(heard.hear())
        await until(server.pubsub_numpat)
        await asyncio.sleep(1)
        assert caplog.messages == [], "one that only has no bells to ring is not left"
        fall_silent(valkey)
        await until(lambda: "No bells: no answer" in caplog.messages)
        come_back(valkey)
        await until(lambda: server.publish("lot:7", "{}") and heard.states)
        await hub.end([hearing])

    with caplog.at_level(logging.WARNING, logger="hub"):
        asyncio.run(listen())
