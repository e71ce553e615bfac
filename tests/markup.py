"""Markup as a browser reads it: however its lines and attributes are broken, it compares alike."""

import re


def even(markup: str) -> str:
    """One blank for any white space; none beside a tag and none before its end."""
    return re.sub(r"\s*(<[^>]*?)\s*>\s*", r"\1>", re.sub(r"\s+", " ", markup))
