"""Every sentence of code and templates has its Chinese, and no catalogue carries what nobody says."""

import ast
import io
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
OTHER_WORDS = ("持有人", "持有方", "成果单位", "成果方")
PACKAGES = ("tte", "institutions", "listings", "contracts")


def said() -> dict[tuple[str | None, str], str]:
    """(context, message) → where it is said first."""
    found: dict[tuple[str | None, str], str] = {}
    for package in PACKAGES:
        for path in sorted((settings.ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                _gather(path, path.read_bytes(), found)
    for path in sorted((settings.ROOT / "templates").rglob("*")):
        if path.suffix in (".html", ".txt"):
            _gather(path, _flat(templatize(path.read_text(encoding="utf-8"), origin=str(path))).encode(), found)
    return found


def _flat(text: str) -> str:
    """The nesting of a template is none of Python."""
    return "\n".join(line.lstrip() for line in text.splitlines())


def _gather(path: Path, source: bytes, found: dict) -> None:
    for line, message, _comments, context in extract("python", io.BytesIO(source), keywords=KEYWORDS):
        singular = message[0] if isinstance(message, tuple) else message
        if singular:
            found.setdefault((context, singular), f"{path.relative_to(settings.ROOT)}:{line}")


def translated() -> dict[tuple[str | None, str], str]:
    known: dict[tuple[str | None, str], str] = {}
    for folder in settings.LOCALE_PATHS:
        for po in Path(folder).glob("zh_Hans/LC_MESSAGES/*.po"):
            with po.open("rb") as source:
                for message in read_po(source, locale="zh_Hans"):
                    singular = message.id[0] if isinstance(message.id, tuple) else message.id
                    text = message.string[0] if isinstance(message.string, tuple) else message.string
                    if singular and text and not message.fuzzy:
                        known[(message.context, singular)] = text
    return known


@pytest.fixture(scope="module")
def sentences():
    return said()


def test_every_sentence_has_its_chinese(sentences):
    known = translated()
    missing = {f"{where}: {message[1]!r}" for message, where in sentences.items() if message not in known}
    assert missing == set()


def test_a_sentence_stands_in_one_catalogue_alone():
    """Of two translations Django would show that of the earlier catalogue, wherever the sentence is."""
    places = Counter()
    for folder in settings.LOCALE_PATHS:
        with (Path(folder) / "zh_Hans/LC_MESSAGES/django.po").open("rb") as source:
            places.update((each.context, each.id) for each in read_po(source, locale="zh_Hans") if each.id)
    assert [message for message, count in places.items() if count > 1] == []


def test_no_catalogue_carries_what_nobody_says(sentences):
    assert set(translated()) - set(sentences) == set()


def test_named_values_survive_translation():
    wrong = {
        message
        for (context, message), text in translated().items()
        if _names(message) != _names(text) and context is None
    }
    assert wrong == set()


def _names(sentence: str) -> set[str]:
    return {part.split(")")[0] for part in sentence.split("%(")[1:]}


def test_no_sentence_is_made_by_joining():
    """An f-string handed to gettext would never be found in a catalogue."""
    bad = []
    for package in PACKAGES:
        for path in (settings.ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                said = isinstance(node, ast.Call) and getattr(node.func, "id", "") in KEYWORDS and node.args
                if said and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
                    bad.append(f"{path}:{node.lineno}")
    assert bad == []


def test_who_holds_an_achievement_and_who_owns_a_right_have_one_chinese_word_each():
    """docs/glossary.md: 持有单位 holds and offers an achievement, 权利人 owns a right."""
    words = translated()
    other = {message for (_context, message), text in words.items() for word in OTHER_WORDS if word in text}
    owners = {message for (_context, message), text in words.items() if "权利人" in text}
    assert other == set()
    assert {message for message in owners if "owner" not in message.lower()} == set()
    assert len(owners) > 3
