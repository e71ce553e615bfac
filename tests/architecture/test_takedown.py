"""Every table that tells of an achievement asks whether it is taken down (R8-03): a new one cannot forget it."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from contracts.models import ContractFact
from listings.models import Takedown
from listings.models.takedown import CHAINS, Shown

# A takedown and its evidence are what is left to be read. The facts are figures for the statistics, without a text.
OTHERWISE = {"takedown", "takedownevidence", "takedownfile", "takedownreport", "takedownword"}
FIGURES = {ContractFact}


def tells(model: type) -> bool:
    """Whether one of its keys leads to a table that tells of an achievement."""
    keys = [each for each in model._meta.concrete_fields if isinstance(each, ForeignKey)]
    return any(each.related_model in CHAINS for each in keys)


@pytest.mark.rule("R8-03")
def test_whatever_leads_to_an_achievement_asks_for_the_mark():
    models = [model for model in apps.get_models() if tells(model) and model._meta.model_name not in OTHERWISE]
    assert {model for model in models if model not in CHAINS} == FIGURES
    assert {model for model in CHAINS if not isinstance(model._default_manager, Shown)} == set()


def test_there_are_tables_to_look_at():
    """The control: the walk reaches tables of both floors, and would name one that forgets."""
    assert len(CHAINS) > 30
    assert tells(Takedown)
