"""The fields of an achievement that an auditor may mark, and what each holds."""

from listings.models import Achievement

# What the house itself keeps; everything else was written by the author.
OURS = {"id", "posted_at", "code", "state", "title_key_zh", "title_key_en"}


def correctable(achievement: Achievement) -> dict[str, str]:
    """Every field of the record as text, its rights and its attachments."""
    own = [field for field in Achievement._meta.concrete_fields if not field.is_relation and field.name not in OURS]
    held = {field.name: _text(getattr(achievement, field.attname)) for field in own}
    rights = achievement.ip_rights.order_by("pk").values_list("ip_type", "number", "expires_on")
    held["rights"] = "; ".join(" ".join(_text(each) for each in right if each) for right in rights)
    files = achievement.attachments.order_by("pk").values_list("file__name", "audience")
    held["attachments"] = "; ".join(f"{name} ({audience})" for name, audience in files)
    return held


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
