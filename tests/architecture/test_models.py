"""Tables: moments and their authors come in pairs, and every table has a factory."""

import importlib
import pkgutil

import factory
import pytest
from django.apps import apps
from django.db.models import CheckConstraint, Q

import tests.factories
from tests.architecture.source import PACKAGES

# Rows that only machinery writes: triggers, the relay, readers, numbering, request receipts, publishing.
MACHINERY = {
    "common.NumberSeries",
    "common.CommandReceipt",
    "codelists.StockRevision",
    "feed.Outbox",
    "feed.Entry",
    "feed.TrailLink",
    "feed.FeedIdentity",
    "feed.ReaderPosition",
}


def models() -> list:
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in PACKAGES]


def pairs() -> list:
    """(model, moment, author) wherever both may be missing."""
    found = []
    for model in models():
        fields = {field.name: field for field in model._meta.fields}
        for name, moment in fields.items():
            author = fields.get(f"{name.removesuffix('_at')}_by")
            if name.endswith("_at") and moment.null and author is not None and author.null:
                found.append((model, name, author.name))
    return found


def named_in(condition: Q) -> set[str]:
    """The fields a condition speaks of."""
    names = [named_in(each) if isinstance(each, Q) else {each[0].split("__")[0]} for each in condition.children]
    return set().union(*names)


@pytest.mark.parametrize(("model", "moment", "author"), pairs())
def test_a_moment_and_its_author_are_set_together(model, moment, author):
    conditions = [each.condition for each in model._meta.constraints if isinstance(each, CheckConstraint)]
    assert [condition for condition in conditions if named_in(condition) >= {moment, author}] != []


def test_every_model_has_a_factory():
    made = set()
    for module in pkgutil.iter_modules(tests.factories.__path__, "tests.factories."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, factory.django.DjangoModelFactory) and value._meta.model:
                made.add(value._meta.model._meta.label)
    assert {model._meta.label for model in models()} - made == MACHINERY
