"""The examples of the schema are what programs of these tests sent and got; `make api-examples` records them anew."""

import pytest
from factory.django import DjangoModelFactory

from tests.factories.statistics import projections_in
from tests.tte.api.recorder import Recorder
from tte.search.index import reading


@pytest.fixture
def call():
    """Names and titles are counted from the beginning, whatever was made before in this session."""
    for maker in makers():
        maker.reset_sequence(0, force=True)
    recorder = Recorder()
    yield recorder
    recorder.hold()


@pytest.fixture
def projections(tmp_path):
    """Search and statistics of a test's own."""
    reading.forget()
    with projections_in(tmp_path):
        yield
    reading.forget()


def makers(kind=DjangoModelFactory):
    for each in kind.__subclasses__():
        yield each
        yield from makers(each)
