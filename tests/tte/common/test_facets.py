from tte.common.facets import facet_panel
from tte.common.parts import Facet, FacetValue

HEAD = '<details class="facet" open><summary>Field</summary>\n<ul>'
BAR = (
    '<svg class="share" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true"><rect width="{}" height="2"/>'
)


def test_a_facet_shows_name_count_and_share_of_each_value():
    panel = facet_panel(Facet("field", "Field", [FacetValue("05", "Materials", 1234, True, 100)]))
    assert panel == (
        f'{HEAD}<li><label><input type="checkbox" name="field" value="05" checked><span>Materials</span>'
        f'<span class="n">1,234</span>{BAR.format(100)}</svg></label></li>\n</ul></details>'
    )


def test_a_folded_facet_is_not_open_and_what_people_wrote_is_escaped():
    panel = facet_panel(Facet('a"b', "<F>", [FacetValue("'x'", "<b>&", 0)], open=False))
    assert panel.startswith('<details class="facet"><summary>&lt;F&gt;</summary>')
    assert 'name="a&quot;b" value="&#x27;x&#x27;"><span>&lt;b&gt;&amp;</span><span class="n">0</span>' in panel
