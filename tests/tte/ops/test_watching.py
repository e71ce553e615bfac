import io
import json
import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from tests.factories.accounts import make_actor
from tte.accounts.enums import Role
from tte.common.logs import Lines
from tte.common.watching import RequestId, WatchingMiddleware, place_of, route_of

TOKEN = "a-token-for-those-who-watch"


@pytest.fixture
def lines():
    """What is logged as JSON while the test runs, read as objects."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Lines())
    handler.addFilter(RequestId())
    watched, root = logging.getLogger("tte.request"), logging.getLogger()
    level = watched.level
    watched.setLevel(logging.INFO)
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    watched.setLevel(level)


def broken(request: HttpRequest) -> HttpResponse:
    try:
        raise KeyError("zhang@example.org")
    except KeyError as fault:
        raise ValueError("identity card 110101199003078515 of zhang@example.org") from fault


def asked(path: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.resolver_match = None
    return request


@pytest.mark.django_db
def test_a_request_is_one_line_with_route_and_role_and_nobody(client, lines):
    actor = make_actor(role=Role.RESEARCHER)
    client.force_login(actor.user)
    answer = client.get(reverse("listings:achievements"), {"q": "13800138000"})
    (line,) = [line for line in lines() if line["message"] == "request"]
    assert {name: line[name] for name in ("level", "method", "route", "status", "actor")} == {
        "level": "INFO",
        "method": "GET",
        "route": "listings:achievements",
        "status": 200,
        "actor": "researcher",
    }
    assert line["request_id"] == answer["X-Request-ID"]
    assert line["timestamp"].endswith("+00:00")
    text = json.dumps(line, ensure_ascii=False)
    assert [
        word for word in (actor.user.email, actor.user.name, "13800138000", client.session.session_key) if word in text
    ] == []


@pytest.mark.django_db
def test_an_address_with_a_key_is_told_by_its_door(client, lines):
    client.get("/account/password/reset/key/7-secretkey/")
    (line,) = [line for line in lines() if line["message"] == "request"]
    assert line["route"] == "account_reset_password_from_key"
    assert "secretkey" not in json.dumps(lines())


def test_a_fault_is_told_by_class_and_place_without_its_words(lines):
    watching = WatchingMiddleware(broken)
    with pytest.raises(ValueError, match="identity card") as caught:
        watching(asked("/x/"))
    watching.process_exception(asked("/x/"), caught.value)
    (line,) = lines()
    assert "builtins.ValueError at " in line["fault"]
    assert "from builtins.KeyError" in line["fault"]
    assert "test_watching.py" in line["fault"]
    assert "zhang" not in json.dumps(line)
    assert "110101199003078515" not in json.dumps(line)


def test_the_plain_traceback_would_have_told_the_words():
    """The control: what the usual formatter writes about the same fault."""
    with pytest.raises(ValueError, match="identity card") as caught:
        broken(asked("/x/"))
    record = logging.LogRecord("x", logging.ERROR, "", 0, "fault", (), (ValueError, caught.value, caught.tb))
    assert "110101199003078515" in logging.Formatter().format(record)
    assert "110101199003078515" not in place_of(caught.value)


def test_what_leads_nowhere_is_one_route():
    assert route_of(asked("/wp-login.php")) == "nowhere"


@pytest.mark.django_db
def test_metrics_are_for_who_shows_the_token(client, settings):
    settings.TTE_METRICS_TOKEN = ""
    assert client.get(reverse("ops:metrics"), headers={"Authorization": "Bearer "}).status_code == 404
    settings.TTE_METRICS_TOKEN = TOKEN
    assert client.get(reverse("ops:metrics")).status_code == 404
    text = client.get(reverse("ops:metrics"), headers={"Authorization": f"Bearer {TOKEN}"}).text
    figures = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert figures['tte_owed{kind="notices"}'] == "0.0"
    assert 'tte_queue_length{queue="long"}' in figures
    assert 'tte_request_seconds_count{method="GET",route="ops:metrics",status="404"}' in figures


@pytest.mark.django_db
def test_ready_names_what_is_away(client, settings):
    assert client.get(reverse("ops:ready")).json() == {"database": "ok", "valkey": "ok"}
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get(reverse("ops:ready"))
    assert (answer.status_code, answer.json()) == (503, {"database": "ok", "valkey": "away"})


def test_live_asks_nothing_of_anybody(client):
    assert client.get(reverse("ops:live")).text == "live\n"
