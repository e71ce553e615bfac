"""docs/lifecycles.md holds exactly the tables of the code."""

import importlib

from django.conf import settings

from tte.common.lifecycle import Lifecycle

MODULES = (
    "tte.accounts.lifecycles",
    "tte.notices.lifecycles",
    "tte.longwork.lifecycles",
    "tte.webhooks.lifecycles",
    "tte.imports.lifecycles",
    "tte.casework.lifecycles",
    "listings.lifecycles",
    "contracts.lifecycles",
)


def tables() -> str:
    lines = []
    for module in MODULES:
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, Lifecycle):
                lines += ["", f"## {name} (`{module}`)", "", "| verb | from | to |", "|---|---|---|"]
                lines += [f"| {each.verb} | {', '.join(each.sources)} | {each.target} |" for each in value]
    return "\n".join(lines) + "\n"


def test_lifecycles_are_documented():
    text = (settings.ROOT / "docs" / "lifecycles.md").read_text(encoding="utf-8")
    written = "\n" + text.partition("\n\n## ")[1].lstrip("\n") + text.partition("\n\n## ")[2]
    assert written == tables()
