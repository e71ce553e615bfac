import pytest
from django.test import override_settings
from django.utils import translation

from tte.common.languages import both, foreign_language, in_language, is_chinese, own_language, spoken_language


@pytest.mark.parametrize(
    ("language", "own", "foreign"), [("zh-hans", "zh", "en"), ("en", "en", "zh-Hans"), ("en-gb", "en", "zh-Hans")]
)
def test_the_reader_has_one_language_and_the_page_marks_the_other(language, own, foreign):
    with translation.override(language):
        assert (spoken_language(), own_language(), foreign_language()) == (language, own, foreign)


@override_settings(LANGUAGE_CODE="en")
def test_where_no_language_is_spoken_the_installation_has_one():
    with translation.override(None):
        assert (spoken_language(), is_chinese()) == ("en", False)


def test_the_reader_s_wording_comes_first_and_the_other_where_it_is_missing():
    with translation.override("en"):
        said = [in_language("甲", "A"), in_language("甲", ""), in_language("甲", "A", "zh-hans"), in_language("", "")]
    assert said == ["A", "甲", "甲", ""]


def test_of_both_wordings_one_stands_in_for_the_other():
    assert [both("甲", "A"), both("甲", ""), both("", "A")] == [
        {"zh": "甲", "en": "A"},
        {"zh": "甲", "en": "甲"},
        {"zh": "A", "en": "A"},
    ]
