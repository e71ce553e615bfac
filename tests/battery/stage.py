"""The world of R8 in a database of a battery's own, with search and statistics that know it.

It takes longer to make than to ask, so it is made once on a server that tests have started, and copied.
"""

import contextlib
import io
import logging
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from factory.django import DjangoModelFactory

from tests.battery.database import own_database
from tests.battery.r8_world import World, make_world
from tte.feed.relay import relay_all
from tte.search.follower import rebuild as rebuild_search
from tte.search.index import reading as search_reading
from tte.statistics.projection import rebuild as rebuild_statistics
from tte.statistics.reader import reading as statistics_reading


@contextlib.contextmanager
def staged(folder: Path) -> Iterator[World]:
    """Files lie in `folder` and go with it."""
    kept = settings.VAR / "battery-world"
    logging.disable(logging.ERROR)  # refused requests are what is asked for here
    with own_database(filled=("world", lambda: make_and_keep(kept))), at_home_in(folder):
        shutil.copytree(kept / "files", folder, dirs_exist_ok=True)
        count_on(DjangoModelFactory)
        yield pickle.loads((kept / "world.pickle").read_bytes())
    logging.disable(logging.NOTSET)


def count_on(kind: type[DjangoModelFactory]) -> None:
    """The makers of the copied world counted in another process: these go on far behind."""
    for maker in kind.__subclasses__():
        maker.reset_sequence(40_000, force=True)
        count_on(maker)


def make_and_keep(kept: Path) -> None:
    shutil.rmtree(kept, ignore_errors=True)
    (kept / "files").mkdir(parents=True)
    with at_home_in(kept / "files"):
        call_command("load_codelists", verbosity=0, stdout=io.StringIO())
        world = make_world()
        relay_all()
        rebuild_search()
        rebuild_statistics()
    (kept / "world.pickle").write_bytes(pickle.dumps(world))


@contextlib.contextmanager
def at_home_in(folder: Path) -> Iterator[None]:
    with override_settings(TTE_PROJECTIONS=folder, MEDIA_ROOT=folder / "media"):
        search_reading.forget()
        statistics_reading.forget()
        yield
        search_reading.forget()
        statistics_reading.forget()
