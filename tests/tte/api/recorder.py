"""Writes down what a program sent and got, with everything that differs from run to run made steady."""

import json
import os
import re
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.test import Client
from django.urls import resolve

from tests.tte.api.described import described_schema
from tte.accounts.actor import Actor
from tte.accounts.tokens import issue_token
from tte.api.recorded import FOLDER, examples_of

WRITE = os.environ.get("TTE_WRITE_EXAMPLES") == "1"
COMMAND = "make api-examples"
KEYS = {
    "pk": 7,
    "case": 7,
    "colleague": 7,
    "next": 7,
    "sequence": 48213,
    "position": 48213,
    "milliseconds": 41,
    "lot": 7,
    "upon": 7,
    "number": 7,
    "source_batch": 7,
}
STEADY = [
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"), "2026-11-26T01:30:00Z"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?"), "2026-11-26 09:30:00.000"),
    (re.compile(r"\bB-\d\d\b"), "B-01"),
    (re.compile(r"\bA20\d{8}\b"), "A2026000001"),
    (re.compile(r"\bTX\d\d-(\d\d)-\d{5}\b"), r"TX26-\1-00001"),
    (re.compile(r"\b(OB|AN|GS|TD|D|GG)\d\d-\d{5}\b"), r"\g<1>26-00001"),
    (re.compile(r"\bHT\d\d-\d{6}\b"), "HT26-000001"),
    (re.compile(r"\bmsg_[0-9a-f]{32}\b"), "msg_0f8fad5bd9cb469fa16570867728950e"),
    (re.compile(r"whsec_[\w+/]+=*"), "whsec_shownInThisAnswerAlone"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
    (re.compile(r"\b20\d{14}\b"), "2026330000000001"),
    (re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b"), "7K3M-9QWX"),
    (re.compile(r"(?<=objections/own/)[^/]+"), "NkQ3b0h2d1Zr"),
    (re.compile(r"\bR20\d{8}\b"), "R202600001"),
    (re.compile(r"\btest-org-\d+\b"), "yunlu"),
    (re.compile(r"(江洲大学|Jiangzhou University|沈) \d+"), r"\1"),
    (
        re.compile(
            r"(webhooks|deliveries|proposals|questions|room-accesses|rights|files|pictures|jobs|papers|cases|corrections|export-gates)/\d+/"
        ),
        r"\1/7/",
    ),
    (re.compile(r"(?<!catalogue/)(?<!audit/)\b(imports|deposits|charges)/\d+/"), r"\1/7/"),
    (re.compile(r"\bsource_batch=\d+"), "source_batch=7"),
    (re.compile(r"\bI20\d{7}\b"), "I202600001"),
    (re.compile(r"\bright-\d+"), "right-1"),
]
DAY = re.compile(r"20\d\d-\d\d-\d\d")


class Recorder:
    """A program of the tests. What it records of an operation must be what the file of the operation holds."""

    def __init__(self) -> None:
        self.told: dict[str, list[dict[str, Any]]] = {}
        self.tokens: dict[int, str] = {}

    def __call__(
        self,
        name: str,
        method: str,
        path: str,
        body: Any = None,
        *,
        by: Actor | None,
        files: bool = False,
        first: int | None = None,
    ) -> Any:
        """Ask, and tell what was answered; of a long list, where the name says so, only the `first` of its rows."""
        headers = {"accept-language": "en"}
        if by is not None:
            key = by.membership.pk
            self.tokens.setdefault(key, issue_token(label="example", by=by))
            headers["authorization"] = f"Bearer {self.tokens[key]}"
        sent = {} if body is None else {"data": body}
        if body is not None and method != "GET" and not files:
            sent["content_type"] = "application/json"
        answer = getattr(Client(headers=headers), method.lower())(f"/api/v1/{path}", **sent)
        got = content_of(answer)
        if first is not None:
            got["results"] = got["results"][:first]
        self._tell(name, method, path, body if method != "GET" else None, answer.status_code, got)
        return got

    def _tell(self, name: str, method: str, path: str, body: Any, status: int, got: Any) -> None:
        given = set(DAY.findall(json.dumps(body, default=str)))
        self.told.setdefault(operation_of(method, path), []).append(
            {
                "name": name,
                "method": method,
                "path": steady(f"/api/v1/{path}", given),
                "request": None if body is None else steady(named(body), given),
                "status": status,
                "answer": steady(got, given),
            }
        )

    def hold(self) -> None:
        """Write the files, or compare: what differs is named, with the command that records it anew."""
        for operation, told in self.told.items():
            if WRITE:
                text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
                (FOLDER / f"{operation}.json").write_text(text, encoding="utf-8")
                described_schema.cache_clear()
            else:
                assert examples_of(operation) == told, f"{operation} answers otherwise. Run: {COMMAND}"


def content_of(answer: Any) -> Any:
    """What was answered in words; a file is taken to its end and not told."""
    if answer.streaming:
        list(answer.streaming_content)
        return None
    return answer.json() if answer.content else None


def operation_of(method: str, path: str) -> str:
    route = resolve("/api/v1/" + path.partition("?")[0]).route
    template = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
    template = template.replace("{pk}", "{id}")  # as the schema names a key
    return described_schema()["paths"][template][method.lower()]["operationId"]


def named(body: Any) -> Any:
    """A file by its name."""
    if isinstance(body, UploadedFile):
        return body.name
    if isinstance(body, dict):
        return {key: named(value) for key, value in body.items()}
    return [named(each) for each in body] if isinstance(body, list) else body


def steady(value: Any, given: set[str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: steady(each, given, name) for name, each in value.items()}
    if isinstance(value, list):
        return [steady(each, given) for each in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int) and key in KEYS:
        return KEYS[key]
    if isinstance(value, str):
        for pattern, instead in STEADY:
            value = pattern.sub(instead, value)
        return DAY.sub(lambda day: day[0] if day[0] in given or day[0] == "2026-11-26" else "2026-12-01", value)
    return value


def yes_to(*codes: str) -> list[dict[str, str]]:
    """A checklist answered: each of these lines holds."""
    return [{"code": code, "answer": "yes"} for code in codes]
