"""Everything of an achievement that is written for the public, by the place it stands in."""

from listings.enums import AttachmentAudience
from listings.models import Achievement

PUBLIC_FIELDS = (
    *("title_zh", "title_en", "abstract_zh", "abstract_en", "keywords_zh", "keywords_en"),
    *("description_zh", "description_en", "encumbrances_zh", "encumbrances_en", "territory_note", "price_basis"),
    *("payment_terms_zh", "payment_terms_en", "buyer_conditions_zh", "buyer_conditions_en"),
    *("related_party_note", "risks_zh", "risks_en", "project_name", "maturity_evaluator"),
)


def public_parts(achievement: Achievement) -> dict[str, str]:
    """Field → text, the empty ones left out; with what rows of rights, licences, pictures and public files say."""
    parts = {name: getattr(achievement, name) for name in PUBLIC_FIELDS}
    rights = achievement.ip_rights.order_by("pk").values_list("name", "holder")
    pictures = achievement.pictures.order_by("pk").values_list("alt_zh", "alt_en")
    files = achievement.attachments.filter(audience=AttachmentAudience.PUBLIC).order_by("pk")
    said = files.values_list("file__name", "description")
    parts["rights"] = "\n".join(word for row in rights for word in row if word)
    parts["licences"] = "\n".join(achievement.licences.order_by("pk").values_list("note", flat=True)).strip()
    parts["pictures"] = "\n".join(word for row in pictures for word in row if word)
    parts["attachments"] = "\n".join(word for row in said for word in row if word)
    return {name: text for name, text in parts.items() if text}


def public_text(achievement: Achievement) -> str:
    return "\n".join(public_parts(achievement).values())
