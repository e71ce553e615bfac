from functools import lru_cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tte.search.analysis import HAN, RUNS, segmenter

register = template.Library()

LEANS_ON = frozenset("自半超非无多双单高低全反")  # a prefix waits for its word


@register.filter
@lru_cache(maxsize=2048, typed=True)
def words(title: str) -> SafeString:
    """A Chinese title that breaks only between words: cut by the search dictionary, joined with <wbr>.

    What is marked up already, such as a title of another language, stays as it is.
    """
    if isinstance(title, SafeString):
        return title
    pieces: list[str] = []
    for han, other in RUNS.findall(str(title)):
        for piece in segmenter().cut(han) if han else [other]:
            prefix = bool(pieces) and pieces[-1] in LEANS_ON
            if pieces and (prefix or (len(piece) == 1 and piece not in LEANS_ON)):
                pieces[-1] += piece
            else:
                pieces.append(piece)
    if not any(map(is_han, str(title))):
        return mark_safe(escape(title))
    return mark_safe(f'<span class="zs">{"<wbr>".join(escape(piece) for piece in pieces)}</span>')


def is_han(character: str) -> bool:
    return any(first <= character <= last for first, last in zip(HAN[0::3], HAN[2::3], strict=True))
