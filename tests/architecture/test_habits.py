"""What this house does not do."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.source import calls, modules, name_of

# Whatever is wrong there, somebody must hear of it: each place tells why.
CATCHES_ALL = {
    "tte/casework/running.py": "a check that breaks is written down as broken, and the run goes on",
    "tte/imports/reading/workbooks.py": "the reader's own crash is no Exception; it becomes a refusal of the file",
    "tte/longwork/running.py": "a work that breaks is taken up again, and fails after some attempts",
    "tte/ops/doctor.py": "the doctor tells of every fault and goes on",
    "tte/statistics/exports.py": "the response must hear of it and break off",
    "tte/statistics/projection.py": "the half-written file is removed, the fault goes on",
}
DATA = r"""(?![^>]*type="application/(?:ld\+)?json")"""
INLINE = re.compile(rf"""<script(?![^>]*\bsrc=){DATA}[^>]*>|<style\b|\sstyle=|\son[a-z]+=["']""")
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


def test_nothing_is_imported_inside_a_function_but_when_an_app_is_ready():
    found = []
    for path, tree in modules().items():
        for function in ast.walk(tree):
            ready = Path(path).name == "apps.py" and getattr(function, "name", "") == "ready"
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and not ready:
                inside = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
                found += [f"{path}:{node.lineno}" for node in inside]
    assert found == []


def test_only_reasoned_places_catch_everything():
    found = set()
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                caught = {name_of(each) for each in ast.walk(node.type)} if node.type else {"BaseException"}
                found |= {path} if caught & {"Exception", "BaseException"} else set()
    assert found == set(CATCHES_ALL)


def test_the_language_of_the_reader_is_asked_in_one_place():
    assert {place.split(":")[0] for place, _call in calls("get_language")} == {"tte/common/languages.py"}


def test_every_lock_takes_only_its_own_rows():
    """`of=("self",)`, so that a join never locks what stands beside."""
    wrong = [place for place, call in calls("select_for_update") if "of" not in {word.arg for word in call.keywords}]
    assert wrong == []


def test_no_task_takes_a_model():
    """A job gets keys and looks again under its own lock."""
    tasks = [
        node
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and "shared_task" in {name_of(each) for each in node.decorator_list}
    ]
    given = [each.annotation for node in tasks for each in node.args.args]
    assert {ast.unparse(each) if each else "" for each in given} == {"int", "str"}


def test_nothing_acts_while_it_is_saved():
    """Effects stand in services, not in what a model does when it is saved or deleted."""
    found = []
    for path, tree in modules().items():
        for node in ast.walk(tree):
            methods = node.body if isinstance(node, ast.ClassDef) and "models" in path else []
            found += [f"{path}: {node.name}" for each in methods if getattr(each, "name", "") in ("save", "delete")]
    assert found == []


ASKS_A_RIGHT = re.compile(r"{[{%][^%}]*(?:\bperms\.|\brole\s*[!=]=|\bis_(?:staff|superuser)\b)")


def test_no_template_asks_for_a_permission():
    """A page draws what its view has decided; the right is asked on the server, at the door."""
    templates = (settings.ROOT / "templates").rglob("*.html")
    assert [path.name for path in templates if ASKS_A_RIGHT.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("seeded", ["{% if perms.listings.change_listing %}", '{% if actor.role == "auditor" %}'])
def test_a_template_that_asked_for_a_permission_would_be_found(seeded):
    assert ASKS_A_RIGHT.search(seeded)


def test_no_page_holds_script_or_style():
    """Strict CSP: nothing inline. An e-mail is no page: it carries its style, since mail programs fetch none."""
    found = [
        f"{path.relative_to(settings.ROOT)}: {each[0]}"
        for path in sorted((settings.ROOT / "templates").rglob("*.html"))
        if path.parent.name != "mails"
        for each in INLINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "markup", ["<script>x()</script>", "<style>p {}</style>", '<p style="a">', '<p onclick="x()">', "<script defer>"]
)
def test_script_and_style_inside_a_page_are_noticed(markup):
    assert INLINE.search(markup)
