import pytest

from contracts.classification import ip_matches, type_of_right


@pytest.mark.parametrize(
    ("contract_type", "ip_type", "fits"),
    [
        ("21", "11", True),
        ("31", "13", True),
        ("31", "20", False),
        ("23", "20", True),
        ("32", "11", False),
        ("36", "60", True),
        ("11", "00", True),
        ("51", "11", True),
    ],
)
def test_type_and_ip_of_list_2_3(contract_type, ip_type, fits):
    assert ip_matches(contract_type, ip_type) is fits


@pytest.mark.parametrize(
    ("licence", "ip_type", "suggested"),
    [(False, "11", "21"), (False, "20", "23"), (True, "12", "31"), (True, "20", "32"), (True, "00", "32")],
)
def test_type_that_a_deal_suggests(licence, ip_type, suggested):
    assert type_of_right(licence=licence, ip_type=ip_type) == suggested
