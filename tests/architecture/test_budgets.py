"""No file and no function grows out of sight. What is still too long is named here; the list only shrinks."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture import source

FILE, TEST_FILE, FUNCTION, VIEW, TEMPLATE_LINE = 400, 800, 40, 25, 160
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


def too_long_lines(name: str, text: str) -> list[str]:
    """A tag of the template language cannot be broken, so there is room beyond the 120 characters of the formatter."""
    lines = enumerate(text.splitlines(), start=1)
    return [f"{name}:{number} has {len(line)} characters" for number, line in lines if len(line) > TEMPLATE_LINE]


def test_templates_keep_their_budget():
    """E-mail carries its style on its elements, so its lines may be as long as they must."""
    paths = [path for path in (settings.ROOT / "templates").rglob("*.html") if path.parent.name != "mails"]
    texts = {str(path.relative_to(settings.ROOT)): path.read_text(encoding="utf-8") for path in paths}
    assert [each for name, text in texts.items() for each in too_long_lines(name, text)] == []
    assert too_long_files({name: text.count("\n") for name, text in texts.items()}) == set()


@pytest.mark.parametrize(("width", "noticed"), [(160, []), (161, ["a.html:2 has 161 characters"])])
def test_a_line_over_its_budget_is_noticed(width, noticed):
    assert too_long_lines("a.html", f"<p>\n{'x' * width}\n</p>") == noticed


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
