from functools import cache
from typing import Any

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator


@cache
def described_schema() -> dict[str, Any]:
    """The schema as the product describes itself, in English."""
    with translation.override("en"):
        return SchemaGenerator().get_schema(request=None, public=True)
