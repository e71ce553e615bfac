"""Files made of parts, byte by byte, so that a bomb is never held unpacked."""

import io
import struct
import zlib

from PIL import Image

MB = 1 << 20


def deflated(pieces: list[tuple[bytes, int]]) -> tuple[bytes, int, int]:
    """Raw deflate of pieces repeated so often, without ever holding them unpacked: packed, checksum, size."""
    packer, packed, checksum, size = zlib.compressobj(9, zlib.DEFLATED, -15), [], 0, 0
    for piece, times in pieces:
        packed.append(packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH))
        if times > 1:
            again = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
            packed.append(again * (times - 1))
        for _ in range(times):
            checksum = zlib.crc32(piece, checksum)
        size += len(piece) * times
    return b"".join([*packed, packer.flush()]), checksum, size


def zipped(parts: dict[str, bytes | list[tuple[bytes, int]]], says: int | None = None) -> bytes:
    """A zip of these parts; `says` is a false unpacked size for those that are bombs."""
    body, directory = b"", b""
    for name, given in parts.items():
        pieces = [(given, 1)] if isinstance(given, bytes) else given
        packed, checksum, size = deflated(pieces)
        size = size if says is None or isinstance(given, bytes) else says
        raw = name.encode()
        common = struct.pack("<HHHHHIIIHH", 20, 0x800, 8, 0, 33, checksum, len(packed), size, len(raw), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + raw
        body += b"PK\x03\x04" + common + raw + packed
    end = struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def gzipped(pieces: list[tuple[bytes, int]]) -> bytes:
    packed, checksum, size = deflated(pieces)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff" + packed + struct.pack("<II", checksum, size & 0xFFFFFFFF)


TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
TYPES += b'<Default Extension="xml" ContentType="application/xml"/></Types>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str = "<w:document/>", **parts: bytes) -> dict:
    return {"[Content_Types].xml": TYPES, "word/document.xml": body.encode()} | parts


def xlsx(rows: str, shared: bytes | list | None = None, *, before: str = "", **parts: bytes) -> dict:
    """A workbook with one sheet."""
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
    links = f'<Relationships xmlns="{LINKS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
    links += 'Target="worksheets/sheet1.xml"/></Relationships>'
    sheet = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    found = {"[Content_Types].xml": TYPES, "xl/workbook.xml": f"{book}</workbook>".encode()}
    found |= {"xl/_rels/workbook.xml.rels": links.encode(), "xl/worksheets/sheet1.xml": sheet.encode()}
    return found | ({"xl/sharedStrings.xml": shared} if shared else {}) | parts


def row(number: int, *cells: str) -> str:
    drawn = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{drawn}</row>'


ROWS = row(1, "list", "code", "name_zh") + row(2, "a", "b", "c")


def pdf(*objects: str, root: str = "<< /Type /Catalog /Pages 2 0 R >>", pages: str = "") -> bytes:
    """A PDF with one page, or with these objects from the fourth on."""
    found = [root, pages or "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    found += ["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>", *objects]
    text, places = b"%PDF-1.7\n", []
    for number, body in enumerate(found, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"xref\n0 {len(found) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(found) + 1} /Root 1 0 R >>"
    return text + f"{trailer}\nstartxref\n{len(text)}\n%%EOF\n".encode()


def picture(form: str, side: int = 64, **options: object) -> bytes:
    image = Image.effect_mandelbrot((side, side), (-2, -1.5, 1, 1.5), 50).convert("RGB")
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"", *, depth: int = 8, colour: int = 2, more: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = chunk(b"IDAT", data or zlib.compress(b"\0" * 64))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + body + chunk(b"IEND", b"")


def blank_png(width: int, height: int) -> bytes:
    """All there, and all black: one bit a pixel, packed to next to nothing."""
    line = b"\0" * (1 + (width + 7) // 8)
    packed, _checksum, _size = deflated([(line * 100, height // 100)])
    whole = zlib.adler32(b"")
    for _ in range(height // 100):
        whole = zlib.adler32(line * 100, whole)
    return png(width, height, b"\x78\xda" + packed + struct.pack(">I", whole), depth=1, colour=0)
