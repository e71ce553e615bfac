from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from listings.models import Achievement, Attachment
from listings.services.draft import lock_open
from listings.services.ordering import place_last, raise_part
from tte.accounts.actor import Actor
from tte.common.locks import lock
from tte.files.services import store_file
from tte.trail.services import record


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
    """Keep a file with a draft: for everybody once it is listed, for the data room, or for the auditors only."""
    achievement = lock_open(achievement)
    attachment = achievement.attachments.create(
        file=store_file(upload=upload, by=by),
        audience=audience,
        evidence=evidence,
        description=description,
        position=place_last(achievement.attachments),
    )
    record("achievement.attach", achievement, by=by, file=attachment.file.name, audience=audience)
    return attachment


@transaction.atomic
def describe_attachment(
    *, attachment: Attachment, audience: str, evidence: str, description: str, by: Actor
) -> Attachment:
    """Say anew who may open a file of a draft, what it is and what it bears out."""
    lock_open(attachment.achievement)
    attachment = lock(attachment)
    attachment.audience, attachment.evidence, attachment.description = audience, evidence, description
    attachment.save(update_fields=["audience", "evidence", "description"])
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
