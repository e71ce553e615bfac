"""Our own source as syntax trees, for the tests that look at the code itself."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

PACKAGES = ("tte", "institutions", "listings", "contracts")


@cache
def modules() -> dict[str, ast.Module]:
    """Path from the root → syntax tree, without migrations."""
    found = {}
    for package in PACKAGES:
        for path in sorted((settings.ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                found[str(path.relative_to(settings.ROOT))] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def name_of(node: ast.AST) -> str:
    """The last name of `name`, `thing.name` or `thing.name(…)`."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    return getattr(node, "id", None) or getattr(node, "attr", "")


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function or method of this name, with its place."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name in (
                getattr(node.func, "id", None),
                getattr(node.func, "attr", None),
            ):
                yield f"{path}:{node.lineno}", node


def services() -> dict[str, ast.FunctionDef]:
    """The acts of the services: public functions that own a transaction. What they are made of stands beside them."""
    found = {}
    for path, tree in modules().items():
        parts = Path(path).with_suffix("").parts
        if "services" in parts and parts[:2] != ("tte", "ops"):
            for node in tree.body:
                own = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
                if own and "atomic" in {name_of(each) for each in node.decorator_list}:
                    found[".".join((*parts, node.name))] = node
    return found


def is_ours(view: object) -> bool:
    return getattr(view, "__module__", "").split(".")[0] in PACKAGES
