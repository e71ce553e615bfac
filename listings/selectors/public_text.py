"""Everything of an achievement that is written for the public, by the place it stands in."""

from collections.abc import Iterable

from listings.enums import AttachmentAudience
from listings.models import Achievement, Attachment
from listings.selectors.notice_plan import plan_of
from listings.selectors.parts import parts_with_files
from tte.common.together import all_of

PUBLIC_FIELDS = (
    *("title_zh", "title_en", "abstract_zh", "abstract_en", "keywords_zh", "keywords_en"),
    *("description_zh", "description_en", "encumbrances_zh", "encumbrances_en", "territory_note", "price_basis"),
    *("payment_terms_zh", "payment_terms_en", "buyer_conditions_zh", "buyer_conditions_en"),
    *("related_party_note", "risks_zh", "risks_en", "project_name", "maturity_evaluator"),
)

NOTICE_FIELDS = ("intended_buyer_name", "relation", "auctioneer", "viewing_place", "sale_place")


def public_parts(achievement: Achievement) -> dict[str, str]:
    """Field → text, the empty ones left out; with what rights, licences, pictures, files and the notice say.

    Of a file for the data room the public reads the name.
    """
    parts = {name: getattr(achievement, name) for name in PUBLIC_FIELDS}
    plan = plan_of(achievement)
    parts["rights"] = _lines(word for each in all_of(achievement.ip_rights) for word in (each.name, each.holder))
    parts["licences"] = _lines(each.note for each in all_of(achievement.licences))
    parts["pictures"] = _lines(word for each in all_of(achievement.pictures) for word in (each.alt_zh, each.alt_en))
    parts["attachments"] = _lines(word for each in parts_with_files(achievement, "attachments") for word in _said(each))
    parts["notice"] = "\n".join(getattr(plan, name) for name in NOTICE_FIELDS).strip()
    return {name: text for name, text in parts.items() if text}


def _lines(words: Iterable[str]) -> str:
    return "\n".join(word for word in words if word)


def _said(attachment: Attachment) -> tuple[str, ...]:
    if attachment.audience == AttachmentAudience.AUDITORS:
        return ()
    described = attachment.description if attachment.audience == AttachmentAudience.PUBLIC else ""
    return attachment.file.name, described


def public_text(achievement: Achievement) -> str:
    return "\n".join(public_parts(achievement).values())
