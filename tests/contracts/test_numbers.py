import pytest

from contracts.numbers import SeriesExhausted, grouped, registration_number


@pytest.mark.rule("R1-34")
def test_number_of_the_rule_book():
    number = registration_number(year=2026, region_code="1101", point="03", serial=127)

    assert number == "2026110103000127"
    assert grouped(number) == ["2026", "11", "01", "03", "000127"]


def test_serial_beyond_six_digits_is_refused():
    with pytest.raises(SeriesExhausted):
        registration_number(year=2026, region_code="1101", point="03", serial=1_000_000)


def test_malformed_place_is_refused():
    with pytest.raises(ValueError, match="not a registration number"):
        registration_number(year=2026, region_code="11", point="03", serial=1)
