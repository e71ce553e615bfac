"""What is not asked for, but makes an achievement better found, better understood and sooner believed."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from listings.codes import INDUSTRY
from listings.enums import Evidence
from listings.models import Achievement
from listings.selectors.completeness import DONE, OPEN, Need
from tte.codelists.selectors.codes import codes


def advice(achievement: Achievement) -> list[Need]:
    """In the order of what helps most; the files of the record are asked once each."""
    return [*_found(achievement), *_believed(achievement), *_agreed(achievement)]


def _if(value: object) -> str:
    return DONE if value else OPEN


def _found(achievement: Achievement) -> Iterator[Need]:
    other = "en" if achievement.title_zh else "zh"
    both = achievement.title_zh and achievement.title_en and achievement.abstract_zh and achievement.abstract_en
    yield Need(f"title_{other}", "work", _("Title and abstract in the other language too"), _if(both), "")
    words = achievement.keywords_zh or achievement.keywords_en
    yield Need("keywords_zh", "work", _("Keywords, three at most"), _if(words), "")
    yield Need("pictures", "files", _("A picture as the cover"), _if(achievement.pictures.exists()), "")
    told = achievement.description_zh or achievement.description_en
    yield Need("description_zh", "work", _("A description: what it does, for whom, what it needs"), _if(told), "")
    yield Need("region", "work", _("The region"), _if(achievement.region), "")
    if codes(INDUSTRY):
        yield Need("industry", "work", _("The industry it is for"), _if(achievement.industry), "R4-40")


def _believed(achievement: Achievement) -> Iterator[Need]:
    evidence = set(achievement.attachments.values_list("evidence", flat=True))
    proven = achievement.maturity_on and achievement.maturity_evaluator
    yield Need("maturity_on", "maturity", _("Who evaluated the maturity, and when"), _if(proven), "R4-10")
    shown = Evidence.MATURITY in evidence
    yield Need("files", "files", _("Evidence of the maturity: without it the level is a claim"), _if(shown), "R4-10")
    yield Need("files", "files", _("The document the price is based on"), _if(Evidence.PRICE in evidence), "R3-06")


def _agreed(achievement: Achievement) -> Iterator[Need]:
    yield Need("ways", "terms", _("Which ways of conversion you are open to"), _if(achievement.ways), "R3-09")
