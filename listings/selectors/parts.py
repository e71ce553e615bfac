"""What belongs to a record, as rows that are fetched once however often they are read."""

from typing import Any

from django.db.models import QuerySet

from listings.enums import AchievementState
from listings.models import Achievement, Attachment, IPRight, Picture
from tte.common.together import all_of
from tte.files.models import StoredFile


def parts_with_files(achievement: Achievement, name: str) -> list[Any]:
    """Attachments or pictures with their files, by key."""
    rows = getattr(achievement, name)
    fetched = name in getattr(achievement, "_prefetched_objects_cache", {})
    return all_of(rows) if fetched else list(rows.select_related("file").order_by("pk"))


def papers_of(achievement: Achievement) -> list[StoredFile]:
    """What somebody will open to read: the attachments, and the document of the secrecy review.

    That of an import is no part of each of its records: it is looked at once, with the import, and once more with
    each record that is completed for trade.
    """
    files = [each.file for each in parts_with_files(achievement, "attachments")]
    if achievement.state == AchievementState.IMPORTED or achievement.secrecy.paper is None:
        return files
    return [*files, achievement.secrecy.paper]


def attachments() -> QuerySet[Attachment]:
    return Attachment.objects.select_related("file", "achievement__case").prefetch_related("achievement__listings")


def pictures() -> QuerySet[Picture]:
    return Picture.objects.select_related("file", "achievement__case")


def rights() -> QuerySet[IPRight]:
    return IPRight.objects.select_related("achievement__holder", "achievement__secrecy")
