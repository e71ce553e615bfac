import hashlib
import io

import factory
from django.core.files.base import ContentFile
from PIL import Image

from tests.factories.accounts import UserFactory
from tte.files.models import StoredFile

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


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


def small_png() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (800, 600), "navy").save(written, "PNG")
    return written.getvalue()
