import pytest

from tests.factories.codelists import load_codelists


@pytest.fixture
def loaded(bare):
    load_codelists()
