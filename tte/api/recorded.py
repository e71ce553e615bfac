"""The examples of the schema: what the tests really sent and got (`tests/tte/api/examples/`).

One file an operation in `examples/`. `make api-examples` records them anew; a test fails when they say something else.
"""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "examples"
REFUSAL: dict[str, Any] = {
    "type": "object",
    "description": "A refusal: a code for programs, a sentence for people, the field that is to blame where one is. "
    "The values that the sentence names stand beside them.",
    "properties": {
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
    "required": ["code", "detail", "field"],
}
NULLABLE = {
    "3.0.3": {"type": "string", "nullable": True},
    "3.1.0": {"type": ["string", "null"]},
}


def examples_of(operation: str) -> list[dict[str, Any]]:
    path = FOLDER / f"{operation}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def add_examples(result: dict[str, Any], **_given: Any) -> dict[str, Any]:
    """Put them where they belong; a refusal that was recorded is an answer the operation has."""
    properties = REFUSAL["properties"] | {"field": NULLABLE[result["openapi"]]}
    result["components"]["schemas"]["Refusal"] = REFUSAL | {"properties": properties}
    for methods in result["paths"].values():
        for operation in methods.values():
            for place, each in enumerate(examples_of(operation["operationId"]), start=1):
                _add(operation, f"example_{place}", each)
    return result


def _add(operation: dict[str, Any], key: str, told: dict[str, Any]) -> None:
    summary = f"{told['name']}: {told['method']} {told['path']}"
    if told["request"] is not None:
        for content in operation["requestBody"]["content"].values():
            content.setdefault("examples", {})[key] = {"summary": summary, "value": told["request"]}
    if told["answer"] is not None:
        answered = operation["responses"].setdefault(str(told["status"]), _refused(told["status"]))
        for content in answered["content"].values():
            content.setdefault("examples", {})[key] = {"summary": summary, "value": told["answer"]}


def _refused(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Refusal"} if status == 409 else {"type": "object"}
    said = "Refused; nothing was changed" if status == 409 else "Not understood, by field"
    return {"description": said, "content": {"application/json": {"schema": schema}}}
