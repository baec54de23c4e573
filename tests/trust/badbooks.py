"""The kinds of bad workbook that people and strangers send, each with what its dates truly are and what must become of it."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.styles import PatternFill

from tests.data.workbooks import (
    claiming_size,
    compound,
    ods_workbook,
    raw_workbook,
    text_cell,
    xls_workbook,
    zipped,
)
from tests.trust.bookmaking import (
    EPOCH,
    EPOCH_1904,
    HEADINGS,
    ROWS,
    SHEET,
    TRUTH,
    as_text,
    book_of,
    count_from_1904,
    csv_of,
    edited,
    facts,
    raw_rows,
    truth_of,
    turned,
)

SERVES, REFUSED, ASKED, EITHER = "serves every row", "is refused in words", "is asked about", "serves or refuses"


@dataclass(frozen=True)
class Bad:
    """One bad file: its name, its bytes, what must become of it, and the dates that its rows truly hold, by reference."""

    kind: str
    name: str
    content: bytes
    expected: str
    truth: Mapping[str, Mapping[str, date]]


def _with(content: bytes, **more: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, **{f"xl/{name.replace('_', '.', 1)}": value for name, value in more.items()}})


def _numbers(rows: Sequence[tuple[Any, ...]], epoch: date) -> list[tuple[Any, ...]]:
    return [tuple((cell - epoch).days if isinstance(cell, date) else cell for cell in row) for row in rows]


def _empty_rows(_book: Any, sheet: Any) -> None:
    for at in range(100, 1_048_577, 997):
        sheet.cell(at, 1).fill = PatternFill("solid", fgColor="FFFFFF")


def _merged(_book: Any, sheet: Any) -> None:
    sheet.merge_cells("A3:A4")


def _formulas(_book: Any, sheet: Any) -> None:
    for row in range(2, 10):
        sheet.cell(row, 5).value = f"=D{row}+20"


def _far(last: str) -> bytes:
    number = re.sub(r"\D", "", last)
    return raw_workbook(f'{raw_rows(ROWS)}<row r="{number}">{text_cell(last, "stray")}</row>')


def _all_empty() -> bytes:
    blank = "".join(f'<row r="{at}" s="1" customFormat="1"/>' for at in range(10, 1_048_577))
    return raw_workbook(raw_rows(ROWS) + blank)


def _bomb() -> bytes:
    cell = text_cell("A20", "x" * 32_000)
    return raw_workbook(raw_rows(ROWS) + f'<row r="20">{cell}</row>' * 20_000)


def _lying_bomb() -> bytes:
    return claiming_size(_bomb(), SHEET, 1000, b"x")


def _laughing() -> bytes:
    entities = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY l0 "lol">{entities}]>'
    whole = raw_workbook(raw_rows(ROWS) + f'<row r="20">{text_cell("A20", "&l9;")}</row>')
    return edited(whole, SHEET, lambda xml: xml.replace(b'<?xml version="1.0"?>', head.encode()))


def _nested() -> bytes:
    return raw_workbook(raw_rows(ROWS) + "<row>" * 200_000)


def _encrypted_member() -> bytes:
    """Bit 0 of the flags says that a part is encrypted."""
    changed = bytearray(book_of(ROWS))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := bytes(changed).find(magic, place + 1)) >= 0:
            (flags,) = struct.unpack_from("<H", changed, place + at)
            struct.pack_into("<H", changed, place + at, flags | 1)
    return bytes(changed)


def _surrogates(content: bytes) -> bytes:
    return content.replace(b"Ok", b"_xD800_Ok", 3)


def _month_first(*, proven: bool) -> list[tuple[Any, ...]]:
    return as_text(facts(small=not proven), "%m/%d/%Y")


def _no_day() -> list[tuple[Any, ...]]:
    return [(*ROWS[0][:4], "31/02/2026", "Ok"), *ROWS[1:]]


def _mixed() -> list[tuple[Any, ...]]:
    return [*as_text(ROWS[::2], "%d/%m/%Y"), *as_text(ROWS[1::2], "%m/%d/%Y")]


SMALL = truth_of(facts(small=True))
NO_TRUTH: Mapping[str, Mapping[str, date]] = {}
HTML = b"<!DOCTYPE html><html><body><table><tr><td>C001</td></tr></table></body></html>"


def kinds() -> list[Bad]:
    """Every kind there is."""
    return [*_dates(), *_broken(), *_strange(), *_large(), *_texts()]


def chosen(*names: str) -> list[Bad]:
    """Some of those that are quickly made."""
    return [bad for bad in (*_dates(), *_strange()) if bad.kind in names]


def _dates() -> list[Bad]:
    return [
        Bad("dates counted from 1904", "a.xlsx", book_of(ROWS, count_from_1904), SERVES, TRUTH),
        Bad("numbers without format in a book of 1904", "a.xlsx", book_of(_numbers(ROWS, EPOCH_1904), count_from_1904), EITHER, TRUTH),
        Bad("numbers without format", "a.xlsx", book_of(_numbers(ROWS, EPOCH)), SERVES, TRUTH),
        Bad("text with the month first, proven", "a.xlsx", book_of(_month_first(proven=True)), SERVES, TRUTH),
        Bad("text with the month first, not proven", "a.xlsx", book_of(_month_first(proven=False)), ASKED, SMALL),
        Bad("text with the day first, not proven", "a.csv", csv_of(facts(small=True)), ASKED, SMALL),
        Bad("some text day first, some month first", "a.xlsx", book_of(_mixed()), ASKED, TRUTH),
        Bad("turned by a program that reads the day first", "a.xlsx", book_of(turned(ROWS, "%m/%d/%Y")), ASKED, TRUTH),
        Bad("turned by a program that reads the month first", "a.xlsx", book_of(turned(ROWS, "%d/%m/%Y")), ASKED, TRUTH),
        Bad("dates with times of day as text", "a.xlsx", book_of(as_text(ROWS, "%Y-%m-%d 00:00:00")), SERVES, TRUTH),
        Bad("a day that is in no calendar", "a.xlsx", book_of(_no_day()), EITHER, TRUTH),
        Bad("years of two digits", "a.csv", csv_of(ROWS, "%d/%m/%y"), SERVES, TRUTH),
    ]  # fmt: skip


def _broken() -> list[Bad]:
    whole = book_of(ROWS)
    return [
        Bad("empty", "a.xlsx", b"", REFUSED, NO_TRUTH),
        Bad("cut in the middle", "a.xlsx", whole[: len(whole) // 2], REFUSED, NO_TRUTH),
        Bad("protected with a password", "a.xlsx", compound("EncryptedPackage", b"secret"), REFUSED, NO_TRUTH),
        Bad("parts encrypted", "a.xlsx", _encrypted_member(), REFUSED, NO_TRUTH),
        Bad("OpenDocument with a password", "a.ods", ods_workbook({"A": [["x"]]}, is_locked=True), REFUSED, NO_TRUTH),
        Bad("an old workbook that is cut", "a.xls", compound("Workbook", b"\xff" * 6000), REFUSED, NO_TRUTH),
        Bad("a web page named as a workbook", "a.xls", HTML, REFUSED, NO_TRUTH),
        Bad("a sheet that ends in the middle", "a.xlsx", raw_workbook("<row r='1'><c r='A1'><v>1</c>"), REFUSED, NO_TRUTH),
        Bad("texts that are not there", "a.xlsx", edited(whole, SHEET, _missing_texts), EITHER, TRUTH),
        Bad("a zip inside a zip", "a.zip", zipped({"b.zip": zipped({"a.xlsx": whole})}), REFUSED, NO_TRUTH),
        Bad("no sheet", "a.xlsx", raw_workbook(), REFUSED, NO_TRUTH),
    ]  # fmt: skip


def _missing_texts(xml: bytes) -> bytes:
    return re.sub(rb't="inlineStr"><is><t>Ok</t></is>', rb't="s"><v>99</v>', xml, count=2)


def _strange() -> list[Bad]:
    whole = book_of(ROWS)
    xls = xls_workbook("Sheet1", [HEADINGS, *as_text(ROWS, "%Y-%m-%d")])
    return [
        Bad("an old workbook named as a new one", "a.xlsx", xls, SERVES, TRUTH),
        Bad("a workbook named as text", "a.csv", whole, REFUSED, NO_TRUTH),
        Bad("merged cells", "a.xlsx", book_of(ROWS, _merged), EITHER, TRUTH),
        Bad("formulas without values", "a.xlsx", book_of(ROWS, _formulas), EITHER, TRUTH),
        Bad("the fast reader aborts and the slow one serves", "a.xlsx", _far("XFD1048576"), SERVES, TRUTH),
        Bad("macros", "a.xlsm", _with(whole, vbaProject_bin=b"\xd0\xcf\x11\xe0macro"), SERVES, TRUTH),
        Bad("links to other books", "a.xlsx", _with(whole, externalLinks_xml=b"<externalLink/>"), SERVES, TRUTH),
        Bad("headings far below", "a.xlsx", book_of(ROWS, above=30), SERVES, TRUTH),
        Bad("a hidden sheet", "a.xlsx", book_of(ROWS, _hidden), SERVES, TRUTH),
        Bad("two columns with one heading", "a.xlsx", book_of(ROWS, _twice), EITHER, TRUTH),
        Bad("dates that no calendar has", "a.xlsx", book_of([*ROWS, ("C999", -5, "LAC", 9e9, 3e5, "")]), EITHER, TRUTH),
    ]  # fmt: skip


def _hidden(book: Any, sheet: Any) -> None:
    other = book.create_sheet("Old")
    other.append(["not", "rows"])
    other.sheet_state = "veryHidden"
    sheet.sheet_state = "visible"


def _twice(_book: Any, sheet: Any) -> None:
    sheet.cell(1, 6).value = "Date of review"
    for row in range(2, 10):
        sheet.cell(row, 6).value = date(2024, 1, row)


def _large() -> list[Bad]:
    return [
        Bad("1,048,576 rows with nothing in them", "a.xlsx", _all_empty(), SERVES, TRUTH),
        Bad("coloured cells to the last row", "a.xlsx", book_of(ROWS, _empty_rows), SERVES, TRUTH),
        Bad("a bomb that says how large it is", "a.xlsx", _bomb(), REFUSED, NO_TRUTH),
        Bad("a bomb that lies about it", "a.xlsx", _lying_bomb(), REFUSED, NO_TRUTH),
        Bad("entities in entities", "a.xlsx", _laughing(), EITHER, TRUTH),
        Bad("200,000 elements in each other", "a.xlsx", _nested(), EITHER, TRUTH),
        Bad("a cell of two million signs", "a.xlsx", book_of([(*ROWS[0][:5], "x" * 2_000_000), *ROWS[1:]]), EITHER, TRUTH),
    ]  # fmt: skip


def _texts() -> list[Bad]:
    accented = [(*row[:5], "Siân café") for row in ROWS]
    raw = zlib.compress(b"x" * 10_000)
    return [
        Bad("text of Windows", "a.csv", csv_of(accented, encoding="cp1252"), SERVES, TRUTH),
        Bad("text in UTF-16", "a.csv", csv_of(accented, encoding="utf-16"), SERVES, TRUTH),
        Bad("lone surrogates", "a.xlsx", edited(book_of(ROWS), SHEET, _surrogates), EITHER, TRUTH),
        Bad("a lone surrogate in text", "a.csv", csv_of(ROWS).replace(b"Ok", b"\xed\xa0\x80", 1), EITHER, TRUTH),
        Bad("a quotation mark never closed", "a.csv", csv_of(ROWS).replace(b"Ok", b'"Ok', 1), REFUSED, NO_TRUTH),
        Bad("bytes that are no text", "a.csv", raw, REFUSED, NO_TRUTH),
    ]
