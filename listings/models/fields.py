"""Columns of the record. Each has a default of the database: rows that come by COPY name only what they hold."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models


def line(length: int) -> models.CharField:
    """A code or one line of text."""
    return models.CharField(max_length=length, blank=True, default="", db_default="")


def passage(length: int) -> models.TextField:
    """Some paragraphs."""
    return models.TextField(max_length=length, blank=True, default="", db_default="")


def codes(length: int) -> ArrayField:
    """Codes of one list, in its order."""
    return ArrayField(models.CharField(max_length=length), blank=True, default=list, db_default=[])


def none_stated() -> models.BooleanField:
    """The holder states that there is none of it (R3-33)."""
    return models.BooleanField(blank=True, default=False, db_default=False)


def statement(**options: Any) -> models.BooleanField:
    """What the holder says; None as long as nothing is said."""
    return models.BooleanField(null=True, blank=True, **options)
