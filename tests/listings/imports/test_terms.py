"""Price, terms, ownership and rights enter by a file under the rules of the form."""

import json
from datetime import date
from decimal import Decimal

import pytest

from listings.models import Achievement
from listings.selectors.record import stored_rows
from tests.factories.accounts import make_actor
from tests.factories.listings import imported
from tests.listings.imports.test_import import faults
from tte.accounts.enums import Role

pytestmark = pytest.mark.django_db
WHOLE = {
    "title_zh": "石墨烯散热膜",
    "right_offered": "O",
    "price": "3,200,000",
    "price_basis": "资产评估报告",
    "ways": ["Z1", "Z2"],
    "is_fiscally_funded": "是",
    "project_number": "2020YFB0000000",
    "project_name": "散热膜研制",
    "is_encumbered": "否",
    "maturity_13": "7/13",
    "right_types": ["发明专利", "Know-how"],
    "right_numbers": ["CN202310123456.6", "固化制度"],
    "right_ends": "2043-02-01;",
    "share_owners": "holder;person",
    "share_names": "云麓大学;发明人甲",
    "share_percents": "60;40",
}


def brought(*rows: dict):
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return imported(lines, by=make_actor(role=Role.OFFICER), name="results.jsonl")


def test_terms_shares_and_rights_of_a_row_stand_in_its_record():
    batch = brought(WHOLE, {"title_zh": "导热膜"})

    assert faults(batch) == []
    first, second = Achievement.objects.order_by("pk")
    assert (first.right_offered, first.price, first.price_basis) == ("O", Decimal(3200000), "资产评估报告")
    assert (first.is_fiscally_funded, first.is_encumbered, first.project_name) == (True, False, "散热膜研制")
    assert (first.maturity, first.maturity_13, first.ways) == (None, 7, ["Z1", "Z2"])
    rights = list(first.ip_rights.order_by("pk").values_list("ip_type", "number", "expires_on"))
    assert rights == [("11", "202310123456.6", date(2043, 2, 1)), ("20", "固化制度", None)]
    assert [(row["name"], row["percent"]) for row in stored_rows(first)["shares"]] == [
        ("云麓大学", 60),
        ("发明人甲", 40),
    ]
    assert (second.price, second.right_offered, second.ways, second.ip_rights.count()) == (None, "", [], 0)


@pytest.mark.rule("R4-20")
@pytest.mark.rule("R3-16")
@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"price": "0"}, "price", "greater than or equal to 0.01"),
        ({"price": "many"}, "price", "Enter a number."),
        ({"right_offered": "X"}, "right_offered", "This is not in the list; choose one of: "),
        ({"ways": "99"}, "ways", "This is not in the list; choose one of: "),
        ({"is_encumbered": "perhaps"}, "is_encumbered", "This is not in the list; choose one of: "),
        ({"maturity_13": "14"}, "maturity_13", "a level from 1 to 13"),
        ({"maturity": "6"}, "maturity_13", "on one of the two scales"),
        ({"right_numbers": "202310123456.1;固化制度"}, "right_numbers", "The check character should be 6, not 1"),
        ({"right_ends": "2043-02-01"}, "right_ends", "It has 1 parts where another column"),
        ({"right_ends": "2043-02-01;soon"}, "right_ends", "Enter a valid date."),
        ({"share_percents": "60;30"}, "share_percents", "sum to 100 %, not to 90"),
        ({"share_names": "云麓大学;"}, "share_names", "Give this, or leave the whole row empty"),
        ({"share_owners": "holder;holder", "share_names": "甲;甲"}, "share_names", "甲 is named twice"),
        ({"licensees": "乙公司"}, "licence_modes", "Give this, or leave the whole row empty"),
    ],
)
def test_what_the_form_would_refuse_is_refused_with_its_line_and_column(changes, field, says):
    batch = brought(WHOLE | changes)

    assert Achievement.objects.count() == 0
    assert faults(batch)[0][:2] == (1, field)
    assert says in faults(batch)[0][2]


@pytest.mark.rule("R8-01")
@pytest.mark.rule("R8-20")
def test_words_beside_the_texts_are_read_for_secrets_and_persons():
    batch = brought(WHOLE | {"project_name": "机密级预研"}, {"title_zh": "导热膜", "price_basis": "询 13800138000"})

    assert [(line, warning) for line, _field, _says, warning in faults(batch)] == [(1, False), (2, True)]
    assert list(Achievement.objects.values_list("title_zh", "state")) == [("导热膜", "draft")]


def test_rights_owners_and_licences_enter_as_lists_of_objects_named_as_the_api_names_them():
    row = {
        "title_zh": "石墨烯散热膜",
        "rights": [
            {"ip_type": "11", "number": "CN202310123456.6", "expires_on": "2043-02-01"},
            {"ip_type": "20", "number": "固化制度"},
        ],
        "shares": [
            {"owner": "holder", "name": "云麓大学", "percent": 60},
            {"owner": "person", "name": "甲", "percent": 40},
        ],
    }
    batch = brought(row)

    assert faults(batch) == []
    achievement = Achievement.objects.get()
    rights = list(achievement.ip_rights.order_by("pk").values_list("ip_type", "number", "expires_on"))
    assert rights == [("11", "202310123456.6", date(2043, 2, 1)), ("20", "固化制度", None)]
    assert [(each["name"], each["percent"]) for each in stored_rows(achievement)["shares"]] == [
        ("云麓大学", 60),
        ("甲", 40),
    ]


def test_an_empty_entry_of_a_list_is_reported():
    batch = brought({"title_zh": "导热膜", "keywords": ["石墨烯", "", "散热"], "ways": ["Z1", None]})

    said = "An entry of the list is empty; it is left out"
    assert faults(batch) == [(1, "keywords", said, True), (1, "ways", said, True)]
    achievement = Achievement.objects.get()
    assert (achievement.ways, achievement.catalogue_entry.keywords) == (["Z1"], "石墨烯; 散热")
