"""Words of people on pages of another language."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tte.common.formats import is_chinese

register = template.Library()
HAN = re.compile("[\u3400-\u9fff]")


@register.filter
def as_written(text: object) -> SafeString:
    """What somebody wrote, marked as Chinese where it is and the page is not."""
    words = conditional_escape(text)
    if HAN.search(words) and not is_chinese(get_language() or "zh"):
        return format_html('<span lang="zh-Hans">{}</span>', words)
    return words
