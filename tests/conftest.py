"""The harness: what a test may not do. `tte.settings.test` starts a PostgreSQL and a Valkey of this session's own.

Warnings and unknown template variables fail a test too (pyproject.toml, tte/settings/test.py).
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as drawing
from pytest_django import DjangoDbBlocker

from tests.factories.codelists import load_codelists
from tests.harness import emptying_of_guarded_tables, refuse_loose_queries, refuse_network, remove_left_behind
from tests.memory import leave_the_lasting_uncollected
from tests.stack import browser, open_page, stack  # noqa: F401
from tte.codelists.models import CalendarDay, CalendarYear, Code, ListHead, Rule, RuleSet
from tte.codelists.selectors import forget

# How long a draw takes says how busy the machine is, and nothing of what is tested.
drawing.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
drawing.load_profile("house")


def pytest_sessionstart() -> None:
    remove_left_behind()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs the complete product is slow; `make check` leaves it out.

    Every page is looked at first, before the journeys change what stands on it.
    """
    items.sort(key=lambda item: "test_every_page.py" not in item.nodeid)
    for item in items:
        if "stack" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.stack)


def pytest_collection_finish() -> None:
    leave_the_lasting_uncollected()


@pytest.fixture(autouse=True, scope="session")
def only_our_own_services() -> None:
    """Tests empty and kill services: the session stops when a setting names one that it did not make."""
    assert settings.VAR.name.startswith("tte-test-")
    assert settings.DATABASES["default"]["HOST"].startswith(str(settings.VAR))
    assert f":{settings.REDIS_URL.rpartition(':')[2]}".startswith(f":{_valkey_port()}/")


def _valkey_port() -> str:
    lines = (settings.VAR / "services/valkey/valkey.conf").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("port "))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Code lists, rules and working days are read by nearly every test: loaded once, not by each."""
    with django_db_blocker.unblock():
        load_codelists()


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """What a test changed in code lists and rules is gone with it, from memory too."""
    yield
    forget()


@pytest.fixture
def codelists(db: None) -> None:
    """For tests that commit: the one before has emptied every table."""
    load_codelists()


@pytest.fixture
def bare(db: None) -> None:
    """No code list and no rule at all."""
    for model in (Rule, RuleSet, Code, ListHead, CalendarDay, CalendarYear):
        model.objects.all().delete()
    forget()


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    with refuse_network():
        yield


@pytest.fixture(autouse=True, scope="session")
def no_loose_queries() -> Iterator[None]:
    with refuse_loose_queries():
        yield


@pytest.fixture(autouse=True, scope="session")
def tests_that_commit_can_be_cleaned_up() -> Iterator[None]:
    with emptying_of_guarded_tables():
        yield


@pytest.fixture(autouse=True)
def language_of_the_settings() -> Iterator[None]:
    """A request leaves its language with the thread; the next test begins without it."""
    yield
    translation.deactivate()
