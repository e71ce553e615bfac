import pytest

from listings.checks.export import export_list_names_nothing_like_it
from listings.selectors.export_list import EXPORT_LIST
from tests.factories.listings import AchievementFactory, AttachmentFactory, IPRightFactory, PictureFactory
from tte.codelists.models import Code, ListHead
from tte.codelists.selectors.stock import forget

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8-11")]

SOURCE = "Catalogue of a trial, no law"


@pytest.fixture
def export_list():
    """As the importer of code lists leaves it: classes on top, entries below."""
    ListHead.objects.create(
        code=EXPORT_LIST, name_zh="试验目录", name_en="Trial", mark="design", source_en=SOURCE, licence_en="none"
    )
    rows = [
        ("P", "", "禁止", "Prohibited"),
        ("R", "", "限制", "Restricted"),
        ("P1", "P", "稀土提炼、分离技术", ""),
        ("R1", "R", "电池正极材料制备技术", ""),
        ("R2", "R", "", "Space vehicle attitude control"),
        ("R2a", "R2", "星敏感器标定算法", ""),
    ]
    for place, (code, parent, zh, en) in enumerate(rows):
        Code.objects.create(
            list=EXPORT_LIST, code=code, parent_code=parent, name_zh=zh, name_en=en, position=place,
            valid_from="2025-07-15", mark="design", source_en=SOURCE,
        )  # fmt: skip
    forget()


def test_without_a_list_nobody_has_looked():
    finding = export_list_names_nothing_like_it(AchievementFactory())

    assert (finding.passed, finding.evidence) == (False, {"unchecked": "no_list"})


@pytest.mark.parametrize(
    ("texts", "hits"),
    [
        ({"abstract_zh": "本发明涉及稀土提炼的萃取槽"}, [("P1", "prohibited")]),
        ({"title_zh": "一种锂电池正极材料的低温制备方法"}, [("R1", "restricted")]),
        ({"title_en": "Attitude control of a space vehicle with three wheels"}, [("R2", "restricted")]),
        ({"abstract_zh": "用于星敏感器标定算法的转台"}, [("R2a", "restricted")]),
        ({"title_zh": "电池回收", "abstract_zh": "正极材料的表面观察"}, []),
        ({"description_zh": "## 工艺\n\n核心是**稀土提炼**的萃取槽。"}, [("P1", "prohibited")]),
        ({"description_en": "It serves the attitude control of a space vehicle."}, [("R2", "restricted")]),
        ({"project_name": "星敏感器标定算法"}, [("R2a", "restricted")]),
        ({}, []),
    ],
)
def test_an_entry_is_named_by_its_words_with_its_class(export_list, texts, hits):
    finding = export_list_names_nothing_like_it(AchievementFactory(**texts))

    assert finding.passed is (not hits)
    assert [(entry["code"], entry["grade"]) for entry in finding.evidence["entries"]] == hits


def test_what_stands_beside_the_text_is_read_too(export_list):
    achievement = AchievementFactory(rights=False)
    IPRightFactory(achievement=achievement, name="一种稀土提炼萃取槽")
    PictureFactory(achievement=achievement, alt_en="Attitude control of a space vehicle")
    AttachmentFactory(achievement=achievement, audience="public", description="星敏感器标定算法说明")

    finding = export_list_names_nothing_like_it(achievement)

    assert sorted(entry["code"] for entry in finding.evidence["entries"]) == ["P1", "R2", "R2a"]


def test_the_version_of_the_list_is_kept_with_a_pass_too(export_list):
    finding = export_list_names_nothing_like_it(AchievementFactory())

    assert finding.evidence["version"] == {"source_zh": "", "source_en": SOURCE, "entries": 6, "newest": "2025-07-15"}
