"""Descriptions are CommonMark without HTML, pictures and strange links."""

import pytest

from listings.rich_text import rich


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Use", "<h3>Use</h3>\n"),
        ("###### Deep", "<h3>Deep</h3>\n"),
        ("### B\n# A\n### C", "<h3>B</h3>\n<h3>A</h3>\n<h4>C</h4>\n"),
        ("**bold**", "<p><strong>bold</strong></p>\n"),
        ("150*1200*1800", "<p>150*1200*1800</p>\n"),
        ("*150*1200*", "<p><em>150*1200</em></p>\n"),
        ("2**10** and 厚*度*", "<p>2<strong>10</strong> and 厚<em>度</em></p>\n"),
        ("- one", "<ul>\n<li>one</li>\n</ul>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ('<a href="x" onclick="y">z</a>', "<p>&lt;a href=&quot;x&quot; onclick=&quot;y&quot;&gt;z&lt;/a&gt;</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("[a](JaVaScRiPt:alert(1))", "<p>[a](JaVaScRiPt:alert(1))</p>\n"),
        ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>\n"),
        ("[a](//evil.example)", "<p>[a](//evil.example)</p>\n"),
        ("[a](/achievements/)", "<p>[a](/achievements/)</p>\n"),
        ("[a][b]\n\n[b]: vbscript:x", "<p>[a][b]</p>\n<p>[b]: vbscript:x</p>\n"),
        (
            '[a](https://ok.example/"onmouseover=x)',
            '<p><a href="https://ok.example/%22onmouseover=x" rel="nofollow ugc noopener">a</a></p>\n',
        ),
        (
            "<https://ok.example>",
            '<p><a href="https://ok.example" rel="nofollow ugc noopener">https://ok.example</a></p>\n',
        ),
    ],
)
def test_text_is_rendered_safely(text, html):
    assert rich(text) == html


def test_a_picture_from_elsewhere_is_no_picture():
    assert "<img" not in rich("![spy](https://evil.example/pixel.png)")
