"""No file and no function grows out of sight. What is still too long is named here; the list only shrinks."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture import source

FILE, TEST_FILE, FUNCTION, VIEW = 400, 800, 40, 25
TOO_LONG: dict[str, str] = {}


def files() -> dict[str, int]:
    """Path → lines, of our packages and of the tests."""
    paths = [path for name in (*source.PACKAGES, "tests", "bench") for path in (settings.ROOT / name).rglob("*.py")]
    ours = [path for path in paths if "migrations" not in path.parts]
    return {str(path.relative_to(settings.ROOT)): path.read_text(encoding="utf-8").count("\n") for path in ours}


def too_long_files(lines: dict[str, int]) -> set[str]:
    tests = {path for path in lines if Path(path).name.startswith("test_")}
    return {path for path, count in lines.items() if count > (TEST_FILE if path in tests else FILE)}


def too_long_functions() -> list[str]:
    found = []
    for path, tree in source.modules().items():
        budget = VIEW if "views" in Path(path).parts or Path(path).name == "views.py" else FUNCTION
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                found += [f"{path}: {node.name} has {lines} lines"] if lines > budget else []
    return found


def test_files_keep_their_budget():
    assert too_long_files(files()) == set(TOO_LONG)


def test_functions_keep_their_budget():
    assert too_long_functions() == []


@pytest.mark.parametrize(
    ("path", "lines", "noticed"),
    [
        ("tte/a.py", 400, False),
        ("tte/a.py", 401, True),
        ("tests/test_a.py", 800, False),
        ("tests/test_a.py", 801, True),
    ],
)
def test_a_file_over_its_budget_is_noticed(path, lines, noticed):
    assert too_long_files({path: lines}) == ({path} if noticed else set())
