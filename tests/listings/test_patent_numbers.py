import pytest
from django.utils import translation

from listings.patent_numbers import PatentNumberRefused, check_character, check_patent_number


def refusal(text: str) -> str:
    with pytest.raises(PatentNumberRefused) as refused:
        check_patent_number(text)
    with translation.override("en"):
        return str(refused.value)


@pytest.mark.rule("R4-20")
def test_the_worked_example():
    number = check_patent_number("202310123456.6")
    assert (str(number), number.year, number.ip_type) == ("202310123456.6", 2023, "11")


@pytest.mark.rule("R4-20")
@pytest.mark.parametrize("wrong", "012345789X")
def test_no_other_check_character_passes(wrong):
    assert refusal(f"202310123456.{wrong}") == f"The check character should be 6, not {wrong}"


@pytest.mark.rule("R4-20")
def test_ten_is_written_x():
    digits = next(f"2023101234{n:02d}" for n in range(100) if check_character(f"2023101234{n:02d}") == "X")
    assert str(check_patent_number(f"{digits}x")) == f"{digits}.X"


@pytest.mark.parametrize("text", ["CN202310123456.6", "ZL 2023 1 0123456.6", "2023101234566", "２０２３10123456.６"])
def test_the_ways_it_is_written(text):
    assert str(check_patent_number(text)) == "202310123456.6"


@pytest.mark.parametrize(("digit", "ip_type"), [("1", "11"), ("2", "12"), ("3", "13"), ("8", "11"), ("9", "12")])
def test_the_fifth_digit_tells_the_kind(digit, ip_type):
    digits = f"2023{digit}0123456"
    assert check_patent_number(digits + check_character(digits)).ip_type == ip_type


def test_what_is_wrong_is_said():
    assert refusal("202310123456") == "The check character is missing: it should be 6"
    assert refusal("CN117000000A") == "An application number has twelve digits, a point and a check character"
    kind = "An application number begins with the year of filing and the kind of patent"
    assert refusal("202350123456.6") == kind
    assert refusal("192310123456.6") == kind
