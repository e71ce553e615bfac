"""A state changes only through `advance`."""

import ast

from tests.architecture.source import calls, modules

ADVANCE = "tte/trail/services.py"


def test_no_state_is_assigned():
    assigned = []
    for path, tree in modules().items():
        for node in ast.walk(tree):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            states = [each for each in targets if isinstance(each, ast.Attribute) and each.attr == "state"]
            if states and path != ADVANCE:
                assigned.append(f"{path}:{node.lineno}")
    assert assigned == []


def test_no_state_is_written_by_a_query():
    written = [
        place
        for place, call in calls("update")
        if any(word.arg == "state" for word in call.keywords) and not place.startswith(ADVANCE)
    ]
    assert written == []
