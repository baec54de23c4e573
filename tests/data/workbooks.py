"""Builds the files that tests read: good workbooks, and the bad ones that people and strangers really send."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_RELATION = '<Relationship Id="rId{}" Type="' + _OFFICE + '/{}" Target="{}"/>'


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook as Excel would save it, with rows from A1 on."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def raw_workbook(*sheet_data: str) -> bytes:
    """A workbook whose sheets are the given XML between <sheetData> and </sheetData>, however strange."""
    numbers = range(1, len(sheet_data) + 1)
    listed = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(_RELATION.format(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(
            "".join(_RELATION.format(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
        ),
    }
    for number, data in enumerate(sheet_data, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'
        )
    return zipped(parts)


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def claiming_size(archive: bytes, member: str, size: int, crc_of: bytes | None = None) -> bytes:
    """The archive, whose headers now say that the member unpacks to `size` bytes, with the checksum of `crc_of`."""
    changed = bytearray(archive)
    for magic, at_crc, at_name_length, at_name in ((b"PK\x03\x04", 14, 26, 30), (b"PK\x01\x02", 16, 28, 46)):
        place = -1
        while (place := archive.find(magic, place + 1)) >= 0:
            (length,) = struct.unpack_from("<H", archive, place + at_name_length)
            if archive[place + at_name : place + at_name + length] == member.encode():
                struct.pack_into("<I", changed, place + at_crc + 8, size)
                if crc_of is not None:
                    struct.pack_into("<I", changed, place + at_crc, zlib.crc32(crc_of))
    return bytes(changed)


def ods_workbook(sheets: Mapping[str, Sequence[Sequence[str]]], *, is_locked: bool = False) -> bytes:
    """An OpenDocument workbook of text cells."""
    tables = "".join(
        f'<table:table table:name="{name}">{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces} office:version="1.3"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = "<manifest:encryption-data/>" if is_locked else ""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"<manifest:manifest>{manifest}</manifest:manifest>",
            "content.xml": content,
        }
    )


def _ods_row(row: Sequence[str]) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row
    )
    return f"<table:table-row>{cells}</table:table-row>"


def xls_workbook(name: str, rows: Sequence[Sequence[str | float]]) -> bytes:
    """A workbook of Excel 97: one sheet of texts and numbers."""
    title = name.encode("latin-1")
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 0))
    listed = 4 + 8 + len(title)
    offset = len(begin) + listed + 4
    bound = _record(0x0085, struct.pack("<IBBBB", offset, 0, 0, len(title), 0) + title)
    cells = b"".join(_xls_cell(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row))
    size = struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0)
    sheet = (
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 0)) + _record(0x0200, size) + cells
    )
    return compound("Workbook", begin + bound + _record(0x000A, b"") + sheet + _record(0x000A, b""))


def compound(stream_name: str, content: bytes) -> bytes:
    """An OLE container with one stream, as old Excel and password-protected new Excel write it."""
    content = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
    sectors = len(content) // 512
    nothing, end = 0xFFFFFFFF, 0xFFFFFFFE
    table = [0xFFFFFFFD, end, *range(3, sectors + 2), end]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[nothing] * 108)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    folder = _entry("Root Entry", 5, 1, end, 0) + _entry(stream_name, 2, nothing, 2, len(content))
    return header + fat + folder.ljust(512, b"\0") + content


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(letters), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _xls_cell(row: int, column: int, cell: str | float) -> bytes:
    if isinstance(cell, str):
        letters = cell.encode("latin-1")
        return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(letters), 0) + letters)
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, cell))
