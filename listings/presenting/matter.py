"""The record of an achievement for whoever may read it: its author, its unit, the auditors, a preview."""

from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext as _

from listings.enums import RightOffered
from listings.models import Achievement, Picture
from listings.presenting.languages import spoken
from listings.presenting.record_words import field_label, in_words
from listings.rich_text import rich
from listings.selectors.approval import APPROVAL_FIELDS, filing_due
from listings.selectors.completeness import keywords_of, mended_number, right_fault
from listings.selectors.record import NONE_STATED
from listings.selectors.right_term import term_of
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.templatetags.figures import end_moment
from tte.common.templatetags.names import as_written

Facts = list[tuple]

RESULT = (
    *("kind", "region", "industry", "forms", "origin", "level", "stage"),
    *("registration_number", "registered_on", "research_from", "research_to"),
)
FUNDING = ("funding_source", "project_number", "project_name")
FACTS = {
    "result": RESULT,
    "funding": FUNDING,
    "judgement": ("maturity_on", "maturity_evaluator"),
    "work": (
        *("field", *RESULT),
        *("value_scientific", "value_technical", "value_economic", "value_social", "value_cultural"),
    ),
    "maturity": ("maturity", "maturity_13", "maturity_on", "maturity_evaluator"),
    "ownership": ("is_fiscally_funded", *FUNDING, "is_encumbered", *APPROVAL_FIELDS),
    "terms": (
        *("right_offered", "regime", "price_basis_kind", "price_basis", "ways", "territory", "territory_note"),
        *("term_years", "payment_method", "is_related_party", "related_party_note", *NONE_STATED),
    ),
}
PASSAGES = ("payment_terms", "buyer_conditions", "risks", "encumbrances")


def matter_context(achievement: Achievement) -> dict:
    """All the record says, in words; what is not said is left out."""
    return {
        "facts": facts(achievement, "terms"),
        "work_facts": keyword_facts(achievement) + facts(achievement, "work"),
        "maturity_facts": facts(achievement, "maturity"),
        "ownership_facts": facts(achievement, "ownership") + filing_facts(achievement),
        "passages": passages(achievement),
        "description_zh": rich(achievement.description_zh),
        "description_en": rich(achievement.description_en),
        "is_transfer": achievement.right_offered == RightOffered.TRANSFER,
        "attachments": attachments_of(achievement),
        **rows_context(achievement),
    }


def rows_context(achievement: Achievement) -> dict:
    return {
        "rights": right_rows(achievement),
        "pictures": shots_of(achievement),
        "shares": [
            (each, in_words("owner", each.owner), in_words("percent", f"{each.percent.normalize():f}"))
            for each in achievement.shares.order_by("pk")
        ],
        "licences": [
            (each, in_words("mode", each.mode), in_words("territory", each.territory))
            for each in achievement.licences.order_by("pk")
        ],
        "first_refusals": [
            (each, in_words("ground", each.ground)) for each in achievement.first_refusals.order_by("rank", "pk")
        ],
    }


def facts(achievement: Achievement, part: str) -> Facts:
    pairs = ((name, in_words(name, getattr(achievement, name))) for name in FACTS[part])
    return [(field_label(name), as_written(words)) for name, words in pairs if words]


def filing_facts(achievement: Achievement) -> Facts:
    """Until when the approval is to be filed, if it is and has not been (R3-07)."""
    due = filing_due(achievement)
    return [(_("To be filed with the finance ministry by"), end_moment(due.at))] if due else []


def maturity_words(achievement: Achievement) -> str:
    """The level in the scale it was given in."""
    name = "maturity_13" if achievement.maturity_13 else "maturity"
    return in_words(name, getattr(achievement, name))


def keyword_facts(achievement: Achievement) -> Facts:
    return [
        (field_label(name), as_written(_("; ").join(words)))
        for name in ("keywords_zh", "keywords_en")
        if (words := keywords_of(getattr(achievement, name)))
    ]


def passages(achievement: Achievement) -> list[dict]:
    """Terms, conditions, risks and encumbrances in each language they are said in."""
    return [
        {"label": field_label(name), "text": text, "language": "zh-Hans" if name.endswith("_zh") else "en"}
        for stem in PASSAGES
        for name in (f"{stem}_zh", f"{stem}_en")
        if (text := getattr(achievement, name))
    ]


@dataclass(frozen=True)
class Shot:
    """A picture with the words for who does not see it, and their language where the page speaks another one."""

    picture: Picture
    alt: str
    language: str


def shots_of(achievement: Achievement) -> list[Shot]:
    return [_shot(each) for each in sorted(achievement.pictures.all(), key=attrgetter("position", "pk"))]


def _shot(picture: Picture) -> Shot:
    words, language = spoken(picture.alt_zh, picture.alt_en)
    return Shot(picture, words or _("Not described yet"), language)


def attachments_of(achievement: Achievement) -> list:
    return list(achievement.attachments.select_related("file").order_by("position", "pk"))


def right_rows(achievement: Achievement) -> list[dict]:
    """The rights with the names of their types, what is wrong with their numbers and the end the rules suggest."""
    rows = []
    for right in sorted(achievement.ip_rights.all(), key=attrgetter("pk")):
        fault, term = right_fault(right), term_of(right)
        rows.append(
            {
                "right": right,
                "type": label(CodeList.IP_TYPE, right.ip_type),
                "status": label(CodeList.IP_STATUS, right.status) if right.status else "",
                "fault": str(fault) if fault else "",
                "mended": mended_number(right),
                "term": term if term and term.ends_on != right.expires_on else None,
            }
        )
    return rows
