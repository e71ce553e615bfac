import pytest

from tests.factories.codelists import load_codelists
from tte.codelists.models import CalendarDay, CalendarYear, Code, ListHead, Rule, RuleSet
from tte.codelists.selectors import forget


@pytest.fixture
def bare(db):
    """No code list at all, and nothing remembered before or after."""
    for model in (Rule, RuleSet, Code, ListHead, CalendarDay, CalendarYear):
        model.objects.all().delete()
    forget()
    yield
    forget()


@pytest.fixture
def loaded(bare):
    load_codelists()
