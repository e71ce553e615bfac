"""What this house does not do."""

import ast
from pathlib import Path

from tests.architecture.source import calls, modules

SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "allauth.account.signals")


def test_there_are_no_signals():
    found = []
    for path, tree in modules().items():
        for node in ast.walk(tree):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{path}: {name}" for name in names if name.startswith(SIGNALS) or name == "blinker"]
    assert found == []


def test_there_are_no_drawers_for_everything():
    assert [path for path in modules() if Path(path).stem in ("utils", "util", "helpers", "misc")] == []


def test_there_are_no_generic_foreign_keys():
    assert [place for place, _call in calls("GenericForeignKey")] == []
