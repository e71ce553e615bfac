import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image
from pypdf import PdfWriter

from listings.checks.attachments import (
    attachments_are_sound,
    files_hold_no_virus,
    pictures_show_something,
    public_files_tell_of_nobody,
)
from listings.presenting import checks_words
from tests.factories.files import StoredFileFactory
from tests.factories.listings import (
    AchievementFactory,
    AttachmentFactory,
    PictureFactory,
    audited_achievement,
    finish_checks,
)
from tests.listings.test_drawing_anew import photograph
from tte.casework import running
from tte.casework.selectors import newest_results
from tte.files import metadata
from tte.files.metadata import metadata_faults
from tte.files.sniffing import DOCX, XLSX

pytestmark = pytest.mark.django_db


def stored(name: str, content: bytes, content_type: str):
    return StoredFileFactory(name=name, content_type=content_type, content=SimpleUploadedFile(name, content))


def drawn(side: int) -> bytes:
    made = io.BytesIO()
    picture = Image.new("RGB", (side, side), "white")
    picture.paste("teal", (0, 0, side // 2, side))
    picture.save(made, "PNG")
    return made.getvalue()


def test_an_attachment_that_is_not_what_it_says_is_named_with_the_reason():
    achievement = AttachmentFactory(file=stored("a.txt", b"words", "text/plain")).achievement
    AttachmentFactory(achievement=achievement, file=stored("b.pdf", b"%PDF-1.7 broken", "application/pdf"))

    assert attachments_are_sound(achievement).evidence == {"faults": [["b.pdf", ["unreadable"]]]}


def test_the_files_of_one_case_are_looked_at_for_so_long_and_no_longer(monkeypatch):
    monkeypatch.setattr(running, "LOOKING", 0)

    results = newest_results(audited_achievement().case)

    [sound] = [row for row in results if row.name == "attachments_are_sound"]
    assert {tuple(faults) for _name, faults in sound.evidence["faults"]} == {("too_hard",)}


def test_without_a_scanner_nobody_has_looked_unless_there_is_nothing_to_look_at():
    assert files_hold_no_virus(AchievementFactory(secrecy__paper=None)).passed

    finding = files_hold_no_virus(AttachmentFactory().achievement)

    assert (finding.passed, finding.evidence) == (False, {"unchecked": "no_scanner", "files": 2})


def test_a_scanner_that_does_not_answer_is_a_finding(settings, tmp_path):
    settings.TTE_CLAMD = f"unix://{tmp_path}/none"
    achievement = audited_achievement(checked=False)
    AttachmentFactory(achievement=achievement)
    finish_checks(achievement.case)

    told = next(row for row in newest_results(achievement.case) if row.name == "files_hold_no_virus")

    assert (told.passed, told.evidence) == (False, {"could_not_run": "ScannerAway"})


def test_a_picture_too_small_to_be_looked_at_is_named():
    achievement = PictureFactory(file=stored("large.png", drawn(600), "image/png")).achievement
    PictureFactory(achievement=achievement, file=stored("small.png", drawn(100), "image/png"))

    assert pictures_show_something(achievement).evidence == {"faults": [["small.png", ["small"]]], "side": 400}


def written_by(author: str) -> bytes:
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": author, "/Producer": "Office"})
    writer.write(made)
    return made.getvalue()


def office(**parts: str | bytes) -> bytes:
    """A Word document with these parts beside its text."""
    made, parts = io.BytesIO(), {"word__document": "<document/>"} | parts
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return made.getvalue()


def core(creator: str, changed_by: str = "") -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{creator}</dc:creator>'
        f"<cp:lastModifiedBy>{changed_by}</cp:lastModifiedBy></cp:coreProperties>"
    )


THREAD = "8F1C2E4A-0B7D-4C55-9A31-6D2E5F708192"  # what Excel writes for an author whom `xl/persons` names


def edited(mark: str, author: str) -> str:
    """A part of a document whose changes are tracked."""
    return f'<w:p xmlns:w="w"><w:{mark} w:id="1" w:author="{author}"><w:r><w:t>词</w:t></w:r></w:{mark}></w:p>'


def utf_16(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")


@pytest.mark.rule("R8-20")
@pytest.mark.parametrize("kind", [DOCX, XLSX])
@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({}, []),
        ({"docProps__core": core("")}, []),
        ({"docProps__core": core(" 云麓理工大学 ", "openpyxl")}, []),
        ({"docProps__core": core("张三")}, ["person"]),
        ({"docProps__core": core("云麓理工大学", "Zhang San")}, ["person"]),
        ({"docProps__app": "<Properties><Manager>张三</Manager></Properties>"}, ["person"]),
        ({"word__comments": '<c xmlns:w="w"><w:comment w:author="张三"/></c>'}, ["person"]),
        ({"word__document": edited("ins", "张三")}, ["person"]),
        ({"word__document": edited("del", " 云麓理工大学 ")}, []),
        ({"word__document": edited("rPrChange", "Author")}, []),
        ({"word__header2": edited("moveTo", "作者"), "word__footer1": edited("ins", "张三")}, ["person"]),
        ({"word__footnotes": edited("ins", "张三")}, ["person"]),
        ({"word__endnotes": edited("ins", "张三")}, ["person"]),
        ({"word__glossary__document": edited("ins", "张三")}, ["person"]),
        ({"word__document": edited("p", "") + "<broken"}, ["unreadable"]),
        ({"xl__comments1": "<comments><authors><author>张三</author></authors></comments>"}, ["person"]),
        ({"xl__comments__comment1": "<comments><authors><author>张三</author></authors></comments>"}, ["person"]),
        ({"xl__comments1": f"<c><author>tc={{{THREAD}}}</author><author>Author</author><author/></c>"}, []),
        ({"xl__comments1": "<c><authors><author>作者</author></authors><text>张三</text></c>"}, []),
        ({"xl__persons__person": '<personList><person displayName="张三"/></personList>'}, ["person"]),
        ({"docProps__core": "<broken"}, ["unreadable"]),
        ({"docProps__core": '<!DOCTYPE a [<!ENTITY b "张三">]><a>&b;</a>'}, ["unreadable"]),
        ({"docProps__core": utf_16('<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>')}, ["unreadable"]),
        ({"word__document": utf_16("<!DOCTYPE a><a/>")}, ["unreadable"]),
        ({"docProps__core": utf_16(core("张三"))}, ["person"]),
        ({"docProps__core": utf_16(core("云麓理工大学"))}, []),
    ],
)
def test_an_office_document_says_who_made_changed_or_remarked_on_it(parts, found, kind):
    assert metadata_faults(io.BytesIO(office(**parts)), kind, ("云麓理工大学",)) == found


@pytest.mark.rule("R8-20")
@pytest.mark.parametrize(("last", "found"), [("云麓理工大学", []), ("张三", ["person"])])
def test_the_changes_of_a_long_document_are_read_to_its_end(last, found):
    pages = edited("ins", "云麓理工大学") * 20_000 + edited("ins", last)

    assert metadata_faults(io.BytesIO(office(word__document=f"<d>{pages}</d>")), DOCX, ("云麓理工大学",)) == found


@pytest.mark.rule("R8-20")
def test_a_document_longer_than_anybody_writes_is_not_read(monkeypatch):
    monkeypatch.setattr(metadata, "MOST_READ", 1 << 20)
    pages = f"<d>{edited('ins', '') * 8_000}</d>"

    assert metadata_faults(io.BytesIO(office(word__document=pages)), DOCX) == []
    assert metadata_faults(io.BytesIO(office(word__document=pages, word__header1=pages)), DOCX) == ["unreadable"]


@pytest.mark.rule("R8-20")
@pytest.mark.rule("R8-21")
def test_a_public_file_that_tells_of_a_person_or_a_place_is_named_with_what_it_tells():
    achievement = AchievementFactory()

    def attach(name: str, content: bytes, content_type: str, audience: str = "public") -> None:
        AttachmentFactory(achievement=achievement, file=stored(name, content, content_type), audience=audience)

    attach("place.jpg", photograph().getvalue(), "image/jpeg")
    attach("zhang.pdf", written_by("张三"), "application/pdf")
    attach("unit.pdf", written_by(achievement.holder.name_zh), "application/pdf")
    attach("zhang.docx", office(docProps__core=core("张三")), DOCX)
    attach("unit.docx", office(docProps__core=core(achievement.holder.name_zh)), DOCX)
    attach("tool.pdf", written_by(""), "application/pdf")
    attach("secret.pdf", written_by("张三"), "application/pdf", "auditors")
    attach("plain.png", drawn(600), "image/png")

    finding = public_files_tell_of_nobody(achievement)

    told = {"faults": [["place.jpg", ["place"]], ["zhang.pdf", ["person"]], ["zhang.docx", ["person"]]]}
    assert (finding.passed, finding.evidence) == (False, told)
    with translation.override("en"):
        assert "zhang.pdf: its metadata name a person" in checks_words.file_words(told)
