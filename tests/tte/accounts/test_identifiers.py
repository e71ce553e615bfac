import csv
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from tte.accounts.enums import IdentifierScheme
from tte.accounts.identifiers import IdentifierRefused, check_credit_code, check_identifier, organisation_code_check


def refusal(value: str, scheme: str = IdentifierScheme.CREDIT_CODE) -> str:
    with pytest.raises(IdentifierRefused) as refused, translation.override("en"):
        check_identifier(scheme, value)
    with translation.override("en"):
        return str(refused.value)


@pytest.mark.rule("R4-30", "E12")
@pytest.mark.parametrize("code", ["91990000MA0TEXT049", "1299000040000000XH"])
def test_both_worked_examples_pass(code):
    checked = check_credit_code(code)
    assert (checked.scheme, checked.value) == ("uscc", code)


@pytest.mark.rule("R4-30", "E12")
@pytest.mark.parametrize(
    ("body", "check"), [("91990000MA0TEXT04", "9"), ("1299000040000000X", "H"), ("12100000400000624", "D")]
)
def test_no_other_check_character_passes_and_the_refusal_names_the_right_one(body, check):
    for wrong in "0123456789ABCDEFGHJKLMNPQRTUWXY".replace(check, ""):
        says = f"The check character should be {check}, not {wrong}: please compare with the certificate"
        assert refusal(body + wrong) == says


def test_the_refusal_says_so_in_chinese():
    with pytest.raises(IdentifierRefused) as refused:
        check_credit_code("91990000MA0TEXT048")
    with translation.override("zh-hans"):
        assert str(refused.value) == "校验位应为 9，而不是 8，请对照证照核对"


@pytest.mark.rule("R4-31")
def test_a_check_value_of_31_is_written_0():
    body = next(
        f"91990000MA0TEXT{serial:02d}" for serial in range(100) if refused_check(f"91990000MA0TEXT{serial:02d}") == "0"
    )
    assert check_credit_code(f"{body}0").value == f"{body}0"


def refused_check(body: str) -> str:
    """The right check character by the formula of the standard, written out once more."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(alphabet.index(c) * w for c, w in zip(body, weights, strict=True))
    return alphabet[(31 - total % 31) % 31]


def test_letters_that_the_standard_allows_in_front_pass():
    body = "N2990000MA0TEXT04"
    assert check_credit_code(body + refused_check(body)).value == body + refused_check(body)


def test_spaces_hyphens_small_and_full_width_letters_are_read():
    assert check_credit_code(" 91-990000 ma0text04９").value == "91990000MA0TEXT049"


def test_what_is_wrong_is_said():
    assert refusal("91990000MA0TEXT04") == "A credit code has 18 characters; this one has 17"
    assert refusal("91990000MAOTEXT049") == (
        "“O” at place 11 is not in a credit code: digits and capitals without I, O, S, V, Z"
    )
    assert refusal("91A90000MA0TEXT049") == "Places 3 to 8 of a credit code are the digits of a region"


@pytest.mark.rule("R4-32")
def test_a_wrong_organisation_code_inside_is_a_warning_only():
    checked = check_credit_code("91110108MA0012AB3X")
    with translation.override("en"):
        assert [str(warning) for warning in checked.warnings] == [
            "The organisation code inside (places 9 to 17) should end in 1, not 3"
        ]
    assert check_credit_code("12100000400000624D").warnings == ()
    assert organisation_code_check("40000062") == "4"


@pytest.mark.rule("R4-30", "R4-32")
def test_codes_of_real_organisations():
    folder = Path(os.environ.get("TTE_REAL_DATA", settings.ROOT.parent / "shared" / "data"))
    path = folder / "codelists" / "uscc_examples.csv"
    if not path.exists():
        pytest.skip("no real data on this machine")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    verdicts = {row["uscc"]: (row["check_digit_ok"] == "1", row["org_code_check_ok"] == "1") for row in rows}
    found = {}
    for code in verdicts:
        try:
            found[code] = (True, not check_credit_code(code).warnings)
        except IdentifierRefused:
            found[code] = (False, verdicts[code][1])
    assert found == verdicts


def test_foreign_numbers_are_tidied():
    assert check_identifier("foreign", "  HRB  12345 ").value == "HRB 12345"
    says = "A foreign registration number has 4 to 60 letters, digits, spaces or . / : _ -"
    assert refusal("注册 1", "foreign") == says
    assert refusal("12", "foreign") == says
