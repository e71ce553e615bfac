"""What each room of an app holds; the order of the rooms is kept by import-linter (`pyproject.toml`)."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import modules, name_of


def first_of(node: ast.FunctionDef) -> str:
    given = [*node.args.posonlyargs, *node.args.args]
    return given[0].arg if given else ""


def is_answering(node: ast.FunctionDef) -> bool:
    """A door, or what several doors answer with."""
    return first_of(node) == "request" or name_of(node.returns).endswith(("Response", "ResponseBase"))


def no_doors(path: str, tree: ast.Module) -> list[str]:
    """Public functions of `views` that answer nobody: they are reads, or rows and sentences for a page."""
    if "views" not in Path(path).with_suffix("").parts:
        return []
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    return [f"{path}: {node.name}" for node in functions if not is_answering(node)]


def answers(path: str, tree: ast.Module) -> list[str]:
    """What a presenter may not know: answers, and the services that write."""
    if "presenting" not in Path(path).with_suffix("").parts:
        return []
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules_used = {node.module or "" for node in imports}
    names = {alias.name for node in imports for alias in node.names}
    wrong = [name for name in modules_used if "services" in name.split(".") or name == "django.shortcuts"]
    return [f"{path}: {name}" for name in sorted([*wrong, *(names & {"HttpResponse", "render", "redirect"})])]


def test_views_hold_doors_alone():
    assert [each for path, tree in modules().items() for each in no_doors(path, tree)] == []


def test_presenters_neither_write_nor_answer():
    assert [each for path, tree in modules().items() for each in answers(path, tree)] == []


@pytest.mark.parametrize(
    ("path", "text", "noticed"),
    [
        ("listings/views/bid.py", "def bid(request, pk): ...", False),
        ("listings/views/bid.py", "def _row(bid): ...", False),
        ("listings/views/bid.py", "def to_bid(bid) -> HttpResponse: ...", False),
        ("listings/views/bid.py", "def row(bid) -> BidRow: ...", True),
        ("listings/views/bid.py", "def row(bid): ...", True),
        ("tte/feed/views.py", "def row(entry): ...", True),
        ("listings/presenting/bid.py", "def row(bid): ...", False),
    ],
)
def test_a_view_that_is_no_door_is_noticed(path, text, noticed):
    assert bool(no_doors(path, ast.parse(text))) is noticed


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("from listings.selectors.bid import bids", False),
        ("from listings.services.bid import place_bid", True),
        ("from django.shortcuts import render", True),
        ("from django.http import HttpResponse, QueryDict", True),
        ("from django.http import QueryDict", False),
    ],
)
def test_a_presenter_that_writes_or_answers_is_noticed(text, noticed):
    assert bool(answers("listings/presenting/bid.py", ast.parse(text))) is noticed
