from collections.abc import Iterator

import pytest

from tests.factories.codelists import load_codelists
from tte.codelists.selectors import forget


@pytest.fixture(autouse=True)
def codelists(request: pytest.FixtureRequest) -> Iterator[None]:
    """Types, fields, reasons and the figures of the rule sets, for every test that asks the database."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None:
        yield
        return
    request.getfixturevalue("transactional_db" if marker.kwargs.get("transaction") else "db")
    load_codelists()
    yield
    forget()
