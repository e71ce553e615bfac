import pytest

from tests.factories.search import KIND, search_index
from tte.search.documents import SearchDocument
from tte.search.follower import rebuild
from tte.search.queries import SearchUnavailable, alike, search

pytestmark = pytest.mark.django_db

PAPERS = {
    1: SearchDocument(
        1,
        title_zh="高导热石墨烯散热膜的制备方法",
        title_en="Preparation of graphene heat-dissipating films",
        body_zh="本发明公开一种用于GaN功率器件的薄膜。",
        codes=("ZL201910123456.7", "HT26-000001"),
        facets={"field": ["05"], "right": ["transfer"]},
        newest=10,
        amount=500,
        due=900,
    ),
    2: SearchDocument(
        2,
        title_zh="锂离子电池正极材料",
        title_en="Cathode materials for lithium-ion batteries",
        body_en="A battery of high energy density with graphene in the electrode.",
        facets={"field": ["06"], "right": ["licence"]},
        newest=20,
        amount=900,
    ),
    3: SearchDocument(
        3,
        title_zh="石墨烯",
        body_zh="石墨烯电池与散热",
        facets={"field": ["05"], "right": ["licence"]},
        newest=30,
        due=100,
    ),
}


@pytest.fixture
def papers(tmp_path):
    held = dict(PAPERS)
    with search_index(tmp_path, held):
        rebuild()
        yield held


def found(text="", **given) -> list[int]:
    return search(text, kind=KIND, **given).pks


@pytest.mark.parametrize(
    ("text", "pks"),
    [
        ("散热膜", [1]),
        ("墨烯", [3, 1]),
        ("热膜", [1]),
        ("膜", [1]),
        ("battery", [2]),
        ("lithium batteries", [2]),
        ("graphene", [1, 2]),
        ("ＧａＮ 器件", [1]),
        ("the", []),
        ("!!!", []),
        ("不存在的词", []),
    ],
)
def test_terms_find_what_holds_them(papers, text, pks):
    assert found(text) == pks


def test_every_pair_of_neighbouring_characters_of_a_title_finds_it(papers):
    title = PAPERS[1].title_zh
    assert all(1 in found(title[at : at + 2]) for at in range(len(title) - 1))


def test_the_exact_title_stands_first(papers):
    papers[4] = SearchDocument(4, title_zh="石墨烯石墨烯石墨烯", body_zh="石墨烯 " * 20)
    rebuild()
    assert found("石墨烯")[0] == 3


@pytest.mark.parametrize("code", ["ZL201910123456.7", "zl 2019 1 0123456 7", "HT26-000001", "ht26000001"])
def test_the_exact_number_stands_first(papers, code):
    papers[5] = SearchDocument(5, title_zh="HT26 000001 ZL201910123456 7")
    rebuild()
    assert found(code)[0] == 1


def test_facets_leave_their_own_choice_out(papers):
    answer = search(kind=KIND, filters={"field": ["05"]}, facets=["field", "right"])
    assert answer.total == 2
    assert answer.facets == {"field": {"05": 2, "06": 1}, "right": {"licence": 1, "transfer": 1}}


def test_two_values_of_a_facet_add_up_and_two_facets_narrow(papers):
    assert found(filters={"field": ["05", "06"]}) == [3, 2, 1]
    assert found(filters={"field": ["05", "06"], "right": ["licence"]}) == [3, 2]


@pytest.mark.parametrize(
    ("sort", "pks"), [("newest", [3, 2, 1]), ("amount", [1, 2, 3]), ("-amount", [2, 1, 3]), ("due", [3, 1, 2])]
)
def test_orders_put_what_has_no_value_last(papers, sort, pks):
    assert found(sort=sort) == pks


def test_amounts_are_bounded(papers):
    assert found(amount=(600, None)) == [2]
    assert found(amount=(None, 600)) == [1]


def test_pages_follow_each_other(papers):
    first = search(kind=KIND, limit=2)
    second = search(kind=KIND, limit=2, after=first.following)
    assert (first.pks, second.pks, second.following) == ([3, 2], [1], None)


def test_no_index_is_said_and_not_shown_as_no_hits(tmp_path):
    with search_index(tmp_path, {}), pytest.raises(SearchUnavailable):
        search("石墨烯", kind=KIND)


def test_another_kind_is_not_found(papers):
    assert search("石墨烯", kind="other").total == 0


def test_what_is_alike_shares_a_facet_or_a_word_and_leaves_itself_out(papers):
    words = "石墨烯散热膜 graphene"

    assert alike(words, kind=KIND, leave_out=[1]) == [3, 2]
    assert alike(words, kind=KIND, leave_out=[1], filters={"right": ["licence"]}, limit=1) == [3]
    assert alike("不存在的词", kind=KIND, prefer={"field": ["06"]}) == [2]
    assert alike("不存在的词", kind=KIND) == []


def test_a_word_of_too_many_records_does_not_make_them_alike(papers):
    for key in range(4, 10):
        papers[key] = SearchDocument(key, title_en=f"A method of number {key}")
    rebuild()

    assert alike("method", kind=KIND) == []
    assert alike("method of graphene", kind=KIND, leave_out=[1]) == [2]
