from hypothesis import given
from hypothesis import strategies as st

from tte.search.analysis import asked_terms, code_term, folded, pairs, segmenter, words


def test_domain_words_are_kept_whole():
    assert segmenter().cut("石墨烯散热膜的制备方法")[:2] == ["石墨烯", "散热膜"]


def test_words_inside_words_and_single_characters_are_terms():
    found = words("技术合同")
    assert {"技术合同", "技术", "合同", "技", "同"} <= set(found)


def test_english_is_stemmed_and_its_small_words_left_out():
    assert words("The Batteries of lithium-ion cells") == ["batteri", "lithium", "ion", "cell"]


def test_full_width_forms_and_capitals_are_folded():
    assert folded("ＧａＮ　器件") == "gan 器件"
    assert words("ＧａＮ") == words("gan")


def test_numbers_are_compared_without_signs():
    assert code_term("ZL 2019 1 0123456.7") == code_term("zl201910123456.7") == "zl2019101234567"


def test_pairs_do_not_cross_a_break():
    assert pairs("石墨烯,电池") == ["石墨", "墨烯", "|", "电池", "|"]


def test_loose_characters_of_a_query_stay_together():
    assert [term.text for term in asked_terms("墨烯")] == ["墨烯"]


@given(st.text(alphabet="石墨烯电池散热膜制备方法的一种", min_size=2, max_size=20))
def test_any_two_neighbouring_characters_are_indexed(text):
    assert {text[at : at + 2] for at in range(len(text) - 1)} <= set(pairs(text))
