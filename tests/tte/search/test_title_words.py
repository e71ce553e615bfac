import pytest
from django.utils.safestring import mark_safe

from tte.search.templatetags.words import words


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("石墨烯涂层", '<span class="zs">石墨烯<wbr>涂层</span>'),
        ("自清洁涂层的装置", '<span class="zs">自清洁<wbr>涂层的<wbr>装置</span>'),
        ("Graphene <film>", "Graphene &lt;film&gt;"),
    ],
)
def test_a_title_breaks_only_between_words(title, cut):
    assert words(title) == cut


def test_what_is_marked_up_already_stays():
    marked = mark_safe('<span lang="zh-Hans">石墨烯涂层</span>')
    assert words(marked) == marked
