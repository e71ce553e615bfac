"""Uploads: looked at, named, hashed and kept by content."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.common.errors import DomainError
from tte.common.formats import file_size
from tte.files.models import StoredFile
from tte.files.sniffing import EXTENSIONS, content_type_of

LONGEST_NAME = 120
STRANGE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


class FileRefused(DomainError):
    code = "file_refused"
    field = "upload"


@transaction.atomic
def store_file(
    *, upload: UploadedFile, by: Actor | None, sniff: Callable[[IO[bytes], str], str | None] = content_type_of
) -> StoredFile:
    """Keep an upload whose content is of an accepted type and size. What the browser claims decides nothing.

    `by=None` is a visitor. `sniff` tells the type of the content, or None for what is not taken; imports take packed
    tables too.
    """
    size, name = upload.size or 0, upload.name or ""
    if size > settings.TTE_UPLOAD_LIMIT:
        raise FileRefused(
            _("The file has %(size)s; at most %(limit)s are taken"),
            size=file_size(size),
            limit=file_size(settings.TTE_UPLOAD_LIMIT),
        )
    if not size or upload.file is None:
        raise FileRefused(_("The file is empty"))
    content_type = sniff(upload.file, name)
    if content_type is None:
        raise FileRefused(
            _(
                "This file type is not accepted. Accepted are PDF, Word (docx), Excel (xlsx), PNG, JPEG, WebP, text "
                "and CSV, without macros"
            )
        )
    digest = _digest(upload)
    stored = StoredFile(
        sha256=digest,
        name=clean_name(name, EXTENSIONS[content_type]),
        size=size,
        content_type=content_type,
        organisation=by.organisation if by else None,
        uploaded_by=by.user if by else None,
    )
    _keep_content(stored, upload)
    return stored


def clean_name(name: str, extension: str) -> str:
    """The name without folders, control and direction characters, with the ending that its content has."""
    plain = STRANGE.sub("_", unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name))
    stem = PurePosixPath(plain).stem.strip(" .")[:LONGEST_NAME] or "file"
    return f"{stem}.{extension}"


def _digest(upload: UploadedFile) -> str:
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _keep_content(stored: StoredFile, upload: UploadedFile) -> None:
    """The same content is kept once, whoever uploads it again."""
    twin = StoredFile.objects.filter(sha256=stored.sha256, size=stored.size).order_by("pk").first()
    if twin is not None and twin.content.name and twin.content.storage.exists(twin.content.name):
        stored.content = twin.content.name
        stored.save()
        return
    upload.seek(0)
    stored.content.save(f"{stored.sha256[:2]}/{stored.sha256}", upload)
