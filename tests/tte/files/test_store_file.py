import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.accounts import make_actor
from tests.factories.files import PDF
from tte.accounts.enums import Role
from tte.files.models import StoredFile
from tte.files.services import FileRefused, clean_name, store_file
from tte.files.serving import serve

pytestmark = pytest.mark.django_db

CONTENT_TYPES = "[Content_Types].xml"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def office(*parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return buffer.getvalue()


def keep(name, content, content_type="application/octet-stream"):
    actor = make_actor(role=Role.RESEARCHER)
    return store_file(upload=SimpleUploadedFile(name, content, content_type=content_type), by=actor)


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 20, "image/png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0" + b"0" * 20, "image/jpeg"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("a.txt", "石墨烯涂层".encode(), "text/plain"),
        ("a.csv", "编号,名称\n1,涂层\n".encode("gb18030"), "text/csv"),
        (
            "a.docx",
            office(CONTENT_TYPES, "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "a.xlsx",
            office(CONTENT_TYPES, "xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_the_type_is_read_from_the_content(name, content, kept):
    stored = keep(name, content, "text/html")
    assert (stored.content_type, stored.size) == (kept, len(content))
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    with stored.content.open() as kept_content:
        assert kept_content.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90\x00 not a pdf"),
        ("a.txt", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.docx", office(CONTENT_TYPES, "word/document.xml", "word/vbaProject.bin")),
        ("a.xlsx", office("something/else.xml")),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.pdf", b""),
    ],
)
def test_what_is_not_accepted_is_refused_on_the_field_and_nothing_is_kept(name, content):
    with pytest.raises(FileRefused) as refusal:
        keep(name, content)
    assert refusal.value.field == "upload"
    assert StoredFile.objects.count() == 0


def test_a_file_above_the_limit_is_refused(settings):
    settings.TTE_UPLOAD_LIMIT = 10
    with pytest.raises(FileRefused):
        keep("a.pdf", PDF)
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\temp\\报告.PDF", "报告.pdf"),
        ("invoice\u202efdp.exe", "invoice_fdp.pdf"),
        ("  ", "file.pdf"),
        ("长" * 300 + ".pdf", "长" * 120 + ".pdf"),
    ],
)
def test_names_are_cleaned_and_end_as_their_content(given, kept):
    assert clean_name(given, "pdf") == kept


def test_the_same_content_is_kept_once():
    first, second = keep("a.pdf", PDF), keep("b.pdf", PDF)
    assert first.content.name == second.content.name
    assert (first.name, second.name) == ("a.pdf", "b.pdf")


def test_serve_sends_a_download_that_no_browser_runs():
    response = serve(keep("报告.pdf", PDF))
    assert b"".join(response.streaming_content) == PDF
    response.close()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
