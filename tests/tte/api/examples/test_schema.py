"""What stands in the schema: an example of every door, and each as its schema says."""

import jsonschema
import pytest

from tests.tte.api.described import described_schema
from tte.api.recorded import FOLDER, examples_of

pytestmark = pytest.mark.django_db


def operations() -> dict[str, dict]:
    paths = described_schema()["paths"]
    return {each["operationId"]: each for methods in paths.values() for each in methods.values()}


def test_every_door_has_an_example():
    assert [name for name in operations() if not examples_of(name)] == []
    assert {path.stem for path in FOLDER.glob("*.json")} <= set(operations())


def examples() -> list[tuple[str, dict, dict]]:
    """(where, example, schema) of all that stands in the schema."""
    found = []
    for name, operation in operations().items():
        parts = {"request": operation.get("requestBody", {})} | operation["responses"]
        for part, told in parts.items():
            for media in told.get("content", {}).values():
                named = media.get("examples", {}).items()
                found += [(f"{name} {part} {key}", each["value"], media["schema"]) for key, each in named]
    return found


def test_each_example_is_what_the_schema_says():
    assert len(examples()) > 80
    assert [(where, fault) for where, value, schema in examples() if (fault := fault_of(value, schema))] == []


def fault_of(value: object, schema: dict) -> str:
    """What a validator says of it."""
    whole = schema | {"components": described_schema()["components"]}
    found = next(jsonschema.Draft202012Validator(whole).iter_errors(value), None)
    return found.message if found else ""


def test_an_example_that_the_schema_does_not_allow_is_noticed():
    """The control."""
    schema = {"$ref": "#/components/schemas/Contract"}
    example = examples_of("contracts_retrieve")[0]["answer"]
    assert fault_of(example, schema) == ""
    assert "is a required property" in fault_of({k: v for k, v in example.items() if k != "seller"}, schema)
    assert "is not" in fault_of(example | {"total_amount": 7}, schema)
