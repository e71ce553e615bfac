"""What the OpenAPI schema says of our own ways to sign in, and in a line of each operation."""

import re

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

FIRST_SENTENCE = re.compile(r"(?<=[.:;?!])\s")


class TokenScheme(OpenApiAuthenticationExtension):
    """`Authorization: Bearer <token>`; the token acts through the membership it was issued for."""

    target_class = "tte.accounts.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class SummarisingSchema(AutoSchema):
    """The first sentence of an operation's description stands beside its address in a list of them."""

    def get_summary(self) -> str | None:
        first = FIRST_SENTENCE.split(" ".join(self.get_description().split()), maxsplit=1)[0]
        return first.rstrip(".:;") or None
