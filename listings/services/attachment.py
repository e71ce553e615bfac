from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from listings.drawing_anew import as_it_looks
from listings.enums import AttachmentAudience
from listings.models import Achievement, Attachment
from listings.services.draft import lock_open
from listings.services.ordering import place_last, raise_part
from tte.accounts.actor import Actor
from tte.common.locks import lock
from tte.files.metadata import PICTURES
from tte.files.models import StoredFile
from tte.files.services import FileRefused, store_file
from tte.files.sniffing import content_type_of
from tte.trail.services import record

MOST_FILES = 50


@transaction.atomic
def attach_file(
    *,
    achievement: Achievement,
    upload: UploadedFile,
    audience: str,
    evidence: str = "",
    description: str = "",
    by: Actor,
) -> Attachment:
    """Keep a file with a draft: for everybody once it is listed, for the data room, or for the auditors only.

    A picture for everybody is drawn anew, without what the camera wrote (R8-20, R8-21).
    """
    achievement = lock_open(achievement)
    if achievement.attachments.count() >= MOST_FILES:
        raise FileRefused(_("There are %(most)s files already; remove one first"), most=MOST_FILES)
    attachment = achievement.attachments.create(
        file=store_file(upload=_as_kept(upload, audience), by=by),
        audience=audience,
        evidence=evidence,
        description=description,
        position=place_last(achievement.attachments),
    )
    record("achievement.attach", achievement, by=by, file=attachment.file.name, audience=audience)
    return attachment


def _as_kept(upload: UploadedFile, audience: str) -> UploadedFile:
    content, name = upload.file, upload.name or ""
    if audience != AttachmentAudience.PUBLIC or content is None or content_type_of(content, name) not in PICTURES:
        return upload
    drawn = as_it_looks(content, name)
    return SimpleUploadedFile(drawn.name, drawn.content)


def _drawn(file: StoredFile, by: Actor) -> StoredFile:
    with file.content.open("rb") as content:
        drawn = as_it_looks(content, file.name)
    return store_file(upload=SimpleUploadedFile(drawn.name, drawn.content), by=by)


@transaction.atomic
def describe_attachment(
    *, attachment: Attachment, audience: str, evidence: str, description: str, by: Actor
) -> Attachment:
    """Say anew who may open a file of a draft and what it is. A picture that becomes public is drawn anew."""
    lock_open(attachment.achievement)
    attachment = lock(attachment)
    if audience == AttachmentAudience.PUBLIC != attachment.audience and attachment.file.content_type in PICTURES:
        attachment.file = _drawn(attachment.file, by)
    attachment.audience, attachment.evidence, attachment.description = audience, evidence, description
    attachment.save(update_fields=["file", "audience", "evidence", "description"])
    record("achievement.describe", attachment.achievement, by=by, file=attachment.file.name, audience=audience)
    return attachment


@transaction.atomic
def raise_attachment(*, attachment: Attachment, by: Actor) -> None:
    """One place further up among the files of its draft."""
    raise_part(attachment, lock_open(attachment.achievement).attachments)


@transaction.atomic
def detach_file(*, attachment: Attachment, by: Actor) -> None:
    """Take a file out of a draft. The stored file stays, as the trail says it was there."""
    lock_open(attachment.achievement)
    attachment = lock(attachment)
    record("achievement.detach", attachment.achievement, by=by, file=attachment.file.name)
    attachment.delete()
