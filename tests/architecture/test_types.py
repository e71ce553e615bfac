"""Types are checked without an exception that nobody explains."""

import re
import tomllib

from django.conf import settings

from tests.architecture.source import modules

IGNORE = re.compile(r"# type: ignore(?P<code>\[[a-z, -]+\])?(?P<reason>\s+# \S.+)?")


def test_few_modules_are_let_off_and_only_presenters():
    """The list only shrinks: no service, selector, permission or check is on it, nothing that holds money."""
    checked = tomllib.loads((settings.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    let_off = [module for each in checked["overrides"] for module in each["module"]]
    assert [module for module in let_off if ".presenting." not in module] == []
    assert len(let_off) <= 9
    assert checked["disallow_untyped_defs"] is True


def test_each_ignored_line_names_its_fault_and_its_reason():
    lines = [
        f"{path}: {line.strip()}"
        for path in modules()
        for line in (settings.ROOT / path).read_text(encoding="utf-8").splitlines()
        if (found := IGNORE.search(line)) and not (found["code"] and found["reason"])
    ]
    assert lines == []
    assert IGNORE.search("x = y  # type: ignore[misc]")["reason"] is None
