from collections.abc import Iterator

import pytest

from tests.factories.codelists import load_codelists
from tte.codelists.selectors import forget


@pytest.fixture(autouse=True)
def codelists(db: None) -> Iterator[None]:
    load_codelists()
    yield
    forget()
