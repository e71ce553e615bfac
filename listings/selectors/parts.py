"""What belongs to a record, as rows that are fetched once however often they are read."""

from typing import Any

from django.db.models import QuerySet

from listings.models import Achievement, Attachment, IPRight, Picture
from tte.common.together import all_of


def parts_with_files(achievement: Achievement, name: str) -> list[Any]:
    """Attachments or pictures with their files, by key."""
    rows = getattr(achievement, name)
    fetched = name in getattr(achievement, "_prefetched_objects_cache", {})
    return all_of(rows) if fetched else list(rows.select_related("file").order_by("pk"))


def attachments() -> QuerySet[Attachment]:
    return Attachment.objects.select_related("file", "achievement__case").prefetch_related("achievement__listings")


def pictures() -> QuerySet[Picture]:
    return Picture.objects.select_related("file", "achievement__case")


def rights() -> QuerySet[IPRight]:
    return IPRight.objects.select_related("achievement__holder", "achievement__secrecy")
