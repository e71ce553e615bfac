"""Files that are not what they seem: every fault on a file made for it, by its content alone."""

import io
import time
import zipfile

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject, read_object

from tte.files import acts
from tte.files.acts import MOST_PAGES
from tte.files.enums import FileFault
from tte.files.inspection import MOST_TIMES, SMALL, file_faults, picture_faults
from tte.files.sniffing import DOCX, JPEG, PDF, PNG, TEXT, XLSX

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def pdf(*acts) -> io.BytesIO:
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    for act in acts:
        act(writer)
    writer.write(made)
    return made


def runs_script(writer: PdfWriter) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")})
    writer._root_object[NameObject("/OpenAction")] = action


def turns_in_a_circle(writer: PdfWriter) -> None:
    """A place after which the same place follows."""
    place = given("<< /S /GoTo /D [0 /Fit] >>")
    place[NameObject("/Next")] = writer._add_object(place)
    writer._root_object[NameObject("/OpenAction")] = place["/Next"].indirect_reference or place


def given(words: str):
    """What is written of a page or of the whole: words in the language of PDF."""
    return read_object(io.BytesIO(words.encode()), None)


def page(**entries: str):
    return lambda writer: writer.pages[0].update({NameObject(f"/{key}"): given(said) for key, said in entries.items()})


def whole(**entries: str):
    return lambda writer: writer._root_object.update(
        {NameObject(f"/{key}"): given(said) for key, said in entries.items()}
    )


def pages(count: int):
    return lambda writer: [writer.add_blank_page(10, 10) for _ in range(count - len(writer.pages))]


SCRIPT = "<< /S /JavaScript /JS (x()) >>"
PLACE_THEN = "<< /S /GoTo /D [0 /Fit] /Next {} >>"
AFAR = "<< /S /{} /F (\\\\\\\\host\\\\share) /D [0 /Fit] >>"
CLICK = "[<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {} >>]"


def packed(parts: dict[str, str | bytes], *, first="word/document.xml") -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": TYPES, first: "<w/>", **parts}.items():
            archive.writestr(name, content)
    return made


def link(kind: str, mode: str) -> str:
    """What leads from a document to its template, or to a page."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<a><Relationship Id="r" Target="http://x.example/" TargetMode="{mode}" Type="{kinds}/{kind}"/></a>'


LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEMPLATE = f'Target="http://x.example/" TargetMode="External" Type="{LINK}/attachedTemplate"'
PLACE = 'xmlns:p="http://schemas.openxmlformats.org/package/2006/relationships"'
ENTITY = '<!DOCTYPE a [<!ENTITY far "External">]>'


def related(content: str | bytes, part: str = "word/_rels/settings.xml.rels") -> io.BytesIO:
    return packed({part: content})


def encrypted(archive: io.BytesIO) -> io.BytesIO:
    """The flag that says a part is encrypted, set in every header."""
    raw = bytearray(archive.getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + place] |= 1
            at = raw.find(mark, at + 4)
    return io.BytesIO(bytes(raw))


def picture(size=(800, 600), *, blank=False, kind="PNG") -> io.BytesIO:
    made = io.BytesIO()
    drawn = Image.new("RGB", size, "white")
    if not blank:
        drawn.paste("navy", (0, 0, size[0] // 2, size[1] // 2))
    drawn.save(made, kind)
    return made


@pytest.mark.parametrize(
    ("content", "name", "content_type"),
    [
        (pdf(), "a.pdf", PDF),
        (packed({}), "a.docx", DOCX),
        (packed({}, first="xl/workbook.xml"), "a.xlsx", XLSX),
        (picture(), "a.png", PNG),
        (picture(kind="JPEG"), "a.jpg", JPEG),
        (io.BytesIO("说明".encode()), "a.txt", TEXT),
    ],
)
def test_a_sound_file_has_no_fault(content, name, content_type):
    assert file_faults(content, name, content_type) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (pdf(lambda writer: writer.encrypt("secret")), FileFault.ENCRYPTED),
        (pdf(runs_script), FileFault.ACTIVE),
        (pdf(lambda writer: writer.add_attachment("run.exe", b"MZ")), FileFault.EMBEDDED),
        (io.BytesIO(b"%PDF-1.7\nnothing more"), FileFault.UNREADABLE),
        (picture(), FileFault.OTHER_TYPE),
    ],
)
def test_a_pdf_that_hides_or_runs_something(content, fault):
    assert file_faults(content, "a.pdf", PDF) == [fault]


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (pdf(page(AA=f"<< /O {SCRIPT} >>")), [FileFault.ACTIVE]),
        (pdf(page(AA=f"<< /C {PLACE_THEN.format(SCRIPT)} >>")), [FileFault.ACTIVE]),
        (pdf(page(AA=f"<< /O {PLACE_THEN.format('[]')} >>")), []),
        (pdf(whole(OpenAction=PLACE_THEN.format(SCRIPT))), [FileFault.ACTIVE]),
        (pdf(whole(OpenAction=PLACE_THEN.format(f"[{PLACE_THEN.format('[]')} {SCRIPT}]"))), [FileFault.ACTIVE]),
        (pdf(whole(OpenAction="[0 /Fit]")), []),
        (pdf(whole(AA=f"<< /WC {SCRIPT} >>")), [FileFault.ACTIVE]),
        (pdf(whole(Outlines=f"<< /First << /Title (a) /Next << /Title (b) /A {SCRIPT} >> >> >>")), [FileFault.ACTIVE]),
        (pdf(whole(AcroForm=f"<< /Fields [<< /Kids [<< /AA << /K {SCRIPT} >> >>] >>] >>")), [FileFault.ACTIVE]),
        (pdf(whole(AcroForm="<< /XFA [] >>")), [FileFault.ACTIVE]),
        (pdf(page(Annots=CLICK.format(PLACE_THEN.format(SCRIPT)))), [FileFault.ACTIVE]),
        (pdf(page(Annots=CLICK.format("<< /S /URI /URI (https://x.example/) >>"))), []),
        (pdf(page(Annots=CLICK.format("<< /S /Rendition /JS (x()) >>"))), [FileFault.ACTIVE]),
        (pdf(page(Annots=CLICK.format("<< /S /ImportData /F (a.fdf) >>"))), [FileFault.ACTIVE]),
        (pdf(page(Annots="[<< /Subtype /RichMedia >>]")), [FileFault.EMBEDDED]),
        (pdf(whole(Names="<< /JavaScript << /Names [] >> >>")), [FileFault.ACTIVE]),
        (pdf(turns_in_a_circle), []),
        (pdf(page(AA=f"<< /O {AFAR.format('GoToE')} >>")), [FileFault.ACTIVE]),
        (pdf(page(AA=f"<< /O {PLACE_THEN.format(AFAR.format('GoToR'))} >>")), [FileFault.ACTIVE]),
        (pdf(whole(OpenAction=AFAR.format("GoToR"))), [FileFault.ACTIVE]),
        (pdf(whole(OpenAction="<< /S /URI /URI (https://x.example/) >>")), [FileFault.ACTIVE]),
        (pdf(whole(OpenAction="<< /S /Named /N /FirstPage >>")), []),
        (pdf(page(Annots=f"[<< /Subtype /Widget /AA << /PV {AFAR.format('GoToE')} >> >>]")), [FileFault.ACTIVE]),
        (pdf(page(Annots=CLICK.format(AFAR.format("GoToR")))), []),
        (pdf(page(Annots="[<< /Subtype /FileAttachment /FS << /F (a.exe) >> >>]")), [FileFault.EMBEDDED]),
        (pdf(whole(AF="[<< /Type /Filespec /F (a.exe) >>]")), [FileFault.EMBEDDED]),
        (pdf(pages(MOST_PAGES)), []),
        (pdf(pages(MOST_PAGES + 1)), [FileFault.LONG]),
    ],
)
def test_every_action_of_a_pdf_is_followed_and_what_nobody_looked_at_is_said(content, faults):
    assert file_faults(content, "a.pdf", PDF) == faults


def drawn(size: int, times: int):
    """So many pages that draw one and the same content of so many bytes."""

    def draw(writer: PdfWriter) -> None:
        content = DecodedStreamObject()
        content.set_data(b"0 0 m 9 9 l S\n" * (size // 14))
        shared = writer._add_object(content.flate_encode())
        for _ in range(times):
            writer.add_blank_page(10, 10)[NameObject("/Contents")] = shared

    return draw


@pytest.mark.parametrize(
    ("size", "times", "faults"),
    [(1 << 20, 9, []), (10 << 20, 40, [FileFault.BOMB]), (80 << 20, 1, [FileFault.BOMB])],
)
def test_a_pdf_whose_pages_unpack_to_more_than_anybody_draws_is_one_that_grows(size, times, faults):
    content = pdf(drawn(size, times))
    assert len(content.getvalue()) < 200_000
    assert file_faults(content, "a.pdf", PDF) == faults


def test_what_the_pages_of_a_pdf_draw_by_name_counts_as_often_as_it_is_drawn():
    def draw(writer: PdfWriter) -> None:
        form = DecodedStreamObject()
        form.set_data(b"0 0 m 9 9 l S\n" * (10 << 16))
        form = form.flate_encode()
        form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        named = DictionaryObject({NameObject("/Mark"): writer._add_object(form)})
        resources = DictionaryObject({NameObject("/XObject"): named})
        for _ in range(40):
            writer.add_blank_page(10, 10)[NameObject("/Resources")] = resources

    assert file_faults(pdf(draw), "a.pdf", PDF) == [FileFault.BOMB]


@pytest.mark.parametrize(("notes", "faults"), [(90, []), (110, [FileFault.LONG])])
def test_a_pdf_of_more_things_than_anybody_looks_at_says_so(monkeypatch, notes, faults):
    monkeypatch.setattr(acts, "MOST_THINGS", 100)

    assert file_faults(pdf(page(Annots=f"[{'0 ' * notes}]")), "a.pdf", PDF) == faults


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (packed({"word/vbaProject.bin": b"x"}), [FileFault.OTHER_TYPE, FileFault.MACRO]),
        (packed({"xl/macrosheets/sheet1.xml": "x"}), [FileFault.OTHER_TYPE, FileFault.MACRO]),
        (packed({"word/_rels/settings.xml.rels": link("attachedTemplate", "External")}), [FileFault.ACTIVE]),
        (packed({"word/_rels/settings.xml.rels": link("attachedTemplate", "Internal")}), []),
        (packed({"word/_rels/settings.xml.rels": link("hyperlink", "External")}), []),
        (packed({"word/_rels/document.xml.rels": link("image", "External")}), [FileFault.ACTIVE]),
        (packed({"word/_rels/document.xml.rels": link("image", "Internal")}), []),
        (packed({"word/_rels/document.xml.rels": link("video", "External")}), [FileFault.ACTIVE]),
        (packed({"xl/externalLinks/_rels/a.xml.rels": link("externalLinkPath", "External")}), [FileFault.ACTIVE]),
        (packed({"word/embeddings/oleObject1.bin": b"x"}), [FileFault.EMBEDDED]),
        (encrypted(packed({})), [FileFault.ENCRYPTED]),
        (packed({"word/media/a.bmp": bytes(SMALL + 1)}), [FileFault.BOMB]),
        (packed({"word/media/a.bmp": bytes(SMALL - 1000)}), []),
    ],
)
def test_a_document_that_hides_or_grows(content, faults):
    assert len(content.getvalue()) * MOST_TIMES < SMALL * 20
    assert file_faults(content, "a.docx", DOCX) == faults


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (related(f"<a><Relationship {TEMPLATE}/></a>".replace('"', "'")), [FileFault.ACTIVE]),
        (related(f"<p:a {PLACE}><p:Relationship {TEMPLATE}/></p:a>"), [FileFault.ACTIVE]),
        (related(f"<a><Relationship {TEMPLATE}/></a>".encode("utf-16")), [FileFault.ACTIVE]),
        (related(f"<a><Relationship {TEMPLATE.replace('External', '&#69;xternal')}/></a>"), [FileFault.ACTIVE]),
        (related(f'<a><Relationship Id=">" {TEMPLATE}/></a>'), [FileFault.ACTIVE]),
        (related(f"<a><Relationship\n{TEMPLATE}\n/></a>", "WORD/_RELS/SETTINGS.XML.RELS"), [FileFault.ACTIVE]),
        (related(f"<a><Relationship {TEMPLATE.replace('attachedTemplate', 'subDocument')}/></a>"), [FileFault.ACTIVE]),
        (related(f"<a><Relationship {TEMPLATE.replace('External', ' EXTERNAL')}/></a>"), [FileFault.ACTIVE]),
        (packed({"a.rels": f"<a><Relationship {TEMPLATE}/></a>", "b.rels": "<a/>"}), [FileFault.ACTIVE]),
        (related(f"<a><!-- <Relationship {TEMPLATE}/> --></a>"), []),
        (related(f"{ENTITY}<a><Relationship {TEMPLATE.replace('External', '&far;')}/></a>"), [FileFault.UNREADABLE]),
        (related('<?xml version="1.0" encoding="none-such"?><a/>'), [FileFault.UNREADABLE]),
        (related("<a><Relationship "), [FileFault.UNREADABLE]),
        (related("<a>" + " " * (1 << 20) + "</a>"), [FileFault.BOMB]),
        (packed({f"word/_rels/{n}.xml.rels": "<a>" + " " * 1_000_000 + "</a>" for n in range(9)}), [FileFault.BOMB]),
    ],
)
def test_what_a_document_is_tied_to_is_read_as_office_reads_it(content, faults):
    assert file_faults(content, "a.docx", DOCX) == faults


def test_a_document_of_many_ties_that_never_end_is_looked_at_in_no_time():
    content, began = related("<Relationship " * 30_000), time.process_time()

    assert file_faults(content, "a.docx", DOCX) == [FileFault.UNREADABLE]
    assert time.process_time() - began < 0.5


def test_a_bomb_that_lies_about_its_size_is_unpacked_no_further_than_the_limit():
    raw = bytearray(packed({"word/media/a.bmp": bytes(SMALL * 3)}).getvalue())
    for at in range(len(raw) - 4):
        if raw[at : at + 4] == (SMALL * 3).to_bytes(4, "little"):
            raw[at : at + 4] = (1000).to_bytes(4, "little")

    assert file_faults(io.BytesIO(bytes(raw)), "a.docx", DOCX) in ([FileFault.BOMB], [FileFault.UNREADABLE])


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (picture((400, 400)), []),
        (picture((399, 800)), [FileFault.SMALL]),
        (picture(blank=True), [FileFault.BLANK]),
        (picture((7100, 7100), blank=True), [FileFault.BOMB]),
        (picture((10, 10), blank=True), [FileFault.SMALL, FileFault.BLANK]),
        (io.BytesIO(picture().getvalue()[:200]), [FileFault.UNREADABLE]),
        (io.BytesIO(b"no picture"), [FileFault.UNREADABLE]),
    ],
)
def test_a_picture_is_drawn_whole_large_enough_and_of_something(content, faults):
    assert picture_faults(content, 400) == faults
