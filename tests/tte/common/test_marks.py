from django.utils import translation

from tte.common.marks import state, trl


def test_a_mark_that_was_drawn_in_one_language_is_drawn_anew_in_the_other():
    said = {}
    for language in ("en", "zh-hans", "en"):
        with translation.override(language):
            said.setdefault(language, (state("listing", "sold"), trl(6, 4)))
            assert said[language] == (state("listing", "sold"), trl(6, 4))
    assert said["en"] == (
        '<span class="st is-done">Deal confirmed</span>',
        '<span class="trl" role="img" aria-label="Technology readiness level 6 claimed, evidence up to 4"><span>'
        + '<i class="e"></i>' * 4
        + '<i class="c"></i>' * 2
        + "<i></i>" * 3
        + "</span>TRL 6</span>",
    )
    assert said["zh-hans"][0] != said["en"][0]
    assert said["zh-hans"][1] != said["en"][1]
