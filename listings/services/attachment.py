from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from listings.models import Achievement, Attachment
from listings.services.achievement import lock_open
from tte.accounts.actor import Actor
from tte.files.services import store_file
from tte.trail.services import record


@transaction.atomic
def attach_file(*, achievement: Achievement, upload: UploadedFile, audience: str, by: Actor) -> Attachment:
    """Keep a file with a draft: for everybody once it is listed, or for the auditors only."""
    achievement = lock_open(achievement)
    attachment = achievement.attachments.create(file=store_file(upload=upload, by=by), audience=audience)
    record("achievement.attach", achievement, by=by, file=attachment.file.name, audience=audience)
    return attachment


@transaction.atomic
def detach_file(*, attachment: Attachment, by: Actor) -> None:
    """Take a file out of a draft. The stored file stays, as the trail says it was there."""
    lock_open(attachment.achievement)
    record("achievement.detach", attachment.achievement, by=by, file=attachment.file.name)
    attachment.delete()
