"""docs/openapi.yaml is the API as it answers: whoever changes the one sees the other change."""

import io

from django.conf import settings
from django.core.management import call_command
from django.utils import translation

SNAPSHOT = settings.ROOT / "docs" / "openapi.yaml"
WRITE = "manage.py spectacular --fail-on-warn --validate --lang en --file docs/openapi.yaml"


def described() -> str:
    out = io.StringIO()
    with translation.override("en"):
        call_command("spectacular", "--fail-on-warn", "--validate", "--lang", "en", stdout=out)
    return out.getvalue()


def test_the_api_is_the_one_written_down():
    assert described().strip() == SNAPSHOT.read_text(encoding="utf-8").strip(), f"Run: {WRITE}"


def test_another_field_would_be_noticed(monkeypatch):
    """The control."""
    from contracts.api.serializers import ContractSerializer  # noqa: PLC0415 only this test touches it

    fewer = tuple(name for name in ContractSerializer.Meta.fields if name != "filed_at")
    monkeypatch.setattr(ContractSerializer.Meta, "fields", fewer)
    assert described().strip() != SNAPSHOT.read_text(encoding="utf-8").strip()
