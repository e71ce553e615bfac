"""Descriptions with headings, lists and links: CommonMark without HTML and without pictures. No database, no clock."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

SCHEMES = ("http", "https")
OFF = ("html_block", "html_inline", "image", "code", "entity")
TOP_HEADING, LAST_HEADING = 3, 6


class Renderer(RendererHTML):
    """Links lead out of the house and say so."""

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        tokens[idx].attrSet("rel", "nofollow ugc noopener")
        return self.renderToken(tokens, idx, options, env)


def _below_the_page(state: StateCore) -> None:
    """Headings go on where those of the page end, and no level is left out on the way down."""
    headings = [token for token in state.tokens if token.type in ("heading_open", "heading_close")]
    ranks = sorted({token.tag for token in headings})
    last = TOP_HEADING - 1
    for opening, closing in zip(headings[::2], headings[1::2], strict=True):
        last = min(TOP_HEADING + ranks.index(opening.tag), last + 1, LAST_HEADING)
        opening.tag = closing.tag = f"h{last}"


def _times(state: StateInline, silent: bool) -> bool:
    """A star between two digits multiplies: the sides of a thing are no emphasis that would join them."""
    around = state.src[max(state.pos - 1, 0) : state.pos + 2]
    if not (len(around) == 3 and around[1] == "*" and around[0].isdigit() and around[2].isdigit()):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


def _may_lead_to(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc)


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "linkify": False}, renderer_cls=Renderer)
    reader.disable(list(OFF))
    reader.inline.ruler.before("emphasis", "times", _times)
    reader.core.ruler.push("below_the_page", _below_the_page)
    reader.validateLink = _may_lead_to
    return reader


READER = _reader()


def rich(text: str) -> SafeString:
    """Safe HTML: everything that was typed is escaped, every tag is one of the renderer's own."""
    return mark_safe(READER.render(text))
