"""Marks name only rules that exist, and the page of them can be written."""

import importlib.machinery
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool():
    loader = importlib.machinery.SourceFileLoader("rules_coverage", str(ROOT / "bin" / "rules-coverage"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def test_every_mark_names_a_known_rule(tool):
    known = tool.known_rules()
    held = tool.coverage(ROOT / "tests", known)
    assert "tests/tte/codelists/test_calendar.py::test_fifteen_days_from_2_march_end_with_17_march" in held["R3-31"]
    assert "## Not yet named by a test" in tool.page(held, known)


def test_an_unknown_rule_is_refused(tool, tmp_path):
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_x.py").write_text('import pytest\n\n\n@pytest.mark.rule("R9-99")\ndef test_x():\n    pass\n')
    with pytest.raises(tool.UnknownRule, match=r"tests/test_x\.py:4: no rule R9-99"):
        tool.coverage(folder, tool.known_rules())


def test_classes_modules_and_parameters_are_read(tool, tmp_path):
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_x.py").write_text(
        'import pytest\n\npytestmark = pytest.mark.rule("E1")\n\n\n'
        '@pytest.mark.parametrize("n", [pytest.param(1, marks=pytest.mark.rule("E2", "E3"))])\n'
        "def test_n(n):\n    pass\n"
    )
    held = tool.coverage(folder, tool.known_rules())
    assert {rule: names for rule, names in held.items() if names} == {
        "E1": ["tests/test_x.py"],
        "E2": ["tests/test_x.py::test_n"],
        "E3": ["tests/test_x.py::test_n"],
    }
