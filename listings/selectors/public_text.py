"""Everything of an achievement that is written for the public, by the place it stands in."""

from django.db.models import Case, Value, When

from listings.enums import AttachmentAudience
from listings.models import Achievement
from listings.selectors.notice_plan import plan_of

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
    rights = achievement.ip_rights.order_by("pk").values_list("name", "holder")
    pictures = achievement.pictures.order_by("pk").values_list("alt_zh", "alt_en")
    files = achievement.attachments.exclude(audience=AttachmentAudience.AUDITORS).order_by("pk")
    described = Case(When(audience=AttachmentAudience.PUBLIC, then="description"), default=Value(""))
    said, plan = files.values_list("file__name", described), plan_of(achievement)
    parts["rights"] = "\n".join(word for row in rights for word in row if word)
    parts["licences"] = "\n".join(achievement.licences.order_by("pk").values_list("note", flat=True)).strip()
    parts["pictures"] = "\n".join(word for row in pictures for word in row if word)
    parts["attachments"] = "\n".join(word for row in said for word in row if word)
    parts["notice"] = "\n".join(getattr(plan, name) for name in NOTICE_FIELDS).strip()
    return {name: text for name, text in parts.items() if text}


def public_text(achievement: Achievement) -> str:
    return "\n".join(public_parts(achievement).values())
