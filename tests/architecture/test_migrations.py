"""The migrations make the tables that the models describe: `makemigrations` would make nothing."""

import io

import pytest
from django.core.management import call_command

from listings.models import Achievement


def owed_migrations() -> str:
    """What `makemigrations` would make; nothing where it has nothing to do."""
    out = io.StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=out, no_color=True)
    except SystemExit:
        return out.getvalue()
    return ""


@pytest.mark.django_db
def test_migrations_are_complete():
    assert owed_migrations() == "", "Run: manage.py makemigrations"


@pytest.mark.django_db
def test_another_field_would_be_noticed(monkeypatch):
    """The control."""
    monkeypatch.setattr(Achievement._meta.get_field("title_zh"), "max_length", 17)
    assert "Alter field title_zh on achievement" in owed_migrations()
