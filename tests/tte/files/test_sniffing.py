"""What a file is: documents by their parts, and nothing that takes long to find out."""

import io
import struct
import zipfile

import pytest

from tte.files.sniffing import DOCX, MOST_PARTS, content_type_of


def document(parts: int = 1, comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
        for number in range(parts):
            archive.writestr(f"word/{number}", "")
        archive.comment = comment
    return made.getvalue()


def kind_of(content: bytes) -> str | None:
    return content_type_of(io.BytesIO(content), "report.docx")


def test_a_document_is_told_by_its_main_part_also_behind_a_comment():
    assert kind_of(document()) == DOCX
    assert kind_of(document(comment=b"made by hand")) == DOCX


def test_an_archive_of_too_many_parts_is_no_document():
    assert kind_of(document(MOST_PARTS)) is None


@pytest.mark.parametrize("spoilt", ["parts", "length", "elsewhere", "cut"])
def test_the_list_of_parts_is_not_read_where_its_end_says_that_it_is_long(spoilt, monkeypatch):
    content = bytearray(document())
    end = content.rfind(b"PK\x05\x06")
    if spoilt == "parts":
        struct.pack_into("<H", content, end + 10, MOST_PARTS + 1)
    elif spoilt == "length":
        struct.pack_into("<I", content, end + 12, 1_000_001)
    elif spoilt == "elsewhere":
        content[end:end] = b"PK\x06\x07" + bytes(16)
    else:
        del content[end + 10 :]
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert kind_of(bytes(content)) is None
