"""Descriptions with headings, lists and links: CommonMark without HTML and without pictures. No database, no clock."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

SCHEMES = ("http", "https")
OFF = ("html_block", "html_inline", "image", "code", "entity")
TOP_HEADING = 3


class Renderer(RendererHTML):
    """Headings stand below those of the page; links lead out of the house and say so."""

    def heading_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f"<h{_level(tokens[idx])}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f"</h{_level(tokens[idx])}>\n"

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        tokens[idx].attrSet("rel", "nofollow ugc noopener")
        return self.renderToken(tokens, idx, options, env)


def _level(token: Token) -> int:
    return min(6, int(token.tag[1]) + TOP_HEADING - 1)


def _may_lead_to(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc)


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "linkify": False}, renderer_cls=Renderer)
    reader.disable(list(OFF))
    reader.validateLink = _may_lead_to  # type: ignore[method-assign]
    return reader


READER = _reader()


def rich(text: str) -> SafeString:
    """Safe HTML: everything that was typed is escaped, every tag is one of the renderer's own."""
    return mark_safe(READER.render(text))
