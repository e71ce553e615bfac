import hashlib
import io

import factory
from django.core.files.base import ContentFile
from PIL import Image

from tests.factories.accounts import UserFactory
from tte.files.models import StoredFile

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
REVIEWED = "经审查，该成果内容为公开，可以发布。".encode()


class StoredFileFactory(factory.django.DjangoModelFactory):
    """A small PDF."""

    class Meta:
        model = StoredFile

    name = "测试报告.pdf"
    content_type = "application/pdf"
    size = len(PDF)
    sha256 = hashlib.sha256(PDF).hexdigest()
    content = factory.LazyFunction(lambda: ContentFile(PDF, name="report"))
    uploaded_by = factory.SubFactory(UserFactory)


class TextFileFactory(StoredFileFactory):
    """The conclusion of a secrecy review."""

    name = "保密审查意见.txt"
    content_type = "text/plain"
    size = len(REVIEWED)
    sha256 = hashlib.sha256(REVIEWED).hexdigest()
    content = factory.LazyFunction(lambda: ContentFile(REVIEWED, name="reviewed"))


def small_png() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (800, 600), "navy").save(written, "PNG")
    return written.getvalue()
