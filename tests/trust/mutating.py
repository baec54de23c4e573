"""Workbooks changed at random: their bytes, or what stands in their parts; each with the dates that it truly holds now."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904 as CALENDAR_1904

from app.domain.dates import Period
from tests.data.workbooks import ods_workbook, raw_workbook, xls_workbook
from tests.trust.badbooks import EITHER, NO_TRUTH, Bad
from tests.trust.bookmaking import (
    DATED,
    HEADINGS,
    ROWS,
    SHEET,
    TRUTH,
    as_text,
    book_of,
    count_from_1904,
    csv_of,
    day_in,
    edited,
    raw_rows,
)

Truth = Mapping[str, Mapping[str, date]]
Mutator = Callable[[random.Random, bytes], bytes]


def _bases() -> dict[str, bytes]:
    return {
        "a.xlsx": book_of(ROWS),
        "b.xlsx": book_of(ROWS, count_from_1904),
        "c.xlsx": raw_workbook(raw_rows(ROWS)),
        "d.xlsx": book_of(as_text(ROWS, "%d/%m/%Y")),
        "e.csv": csv_of(ROWS),
        "f.ods": ods_workbook({"Reviews": [HEADINGS, *as_text(ROWS, "%Y-%m-%d")]}),
        "g.xls": xls_workbook("Sheet1", [HEADINGS, *as_text(ROWS, "%Y-%m-%d")]),
    }


BASES = _bases()


def mutated(seed: int) -> Bad:
    """One workbook, changed as the seed says: the same each time."""
    chance = random.Random(seed)
    name, base = chance.choice(list(BASES.items()))
    inside = name.endswith(".xlsx") and chance.random() < 0.6
    mutator = chance.choice(INSIDE if inside else OUTSIDE)
    content = mutator(chance, base)
    kind = f"seed {seed}, {name}, {mutator.__name__.strip('_')}"
    return Bad(kind, name, content, EITHER, truth_now(name, content, inside=inside))


def truth_now(name: str, content: bytes, *, inside: bool) -> Truth:
    """The dates that it holds now: a checksum guards what is packed; what was changed inside, another reader tells."""
    if name.endswith((".xls", ".csv", ".ods")):
        return NO_TRUTH if content not in BASES.values() else TRUTH
    return _by_another(content) if inside else TRUTH


def _by_another(content: bytes) -> Truth:
    """What openpyxl reads in the columns of the dates; nothing where it reads nothing."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        sheet: Any = book.worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    except Exception:  # noqa: BLE001 - whatever it dislikes, it tells nothing
        return NO_TRUTH
    head = next((at for at, row in enumerate(rows) if "Child ID" in row), None)
    if head is None:
        return NO_TRUTH
    is_1904 = book.epoch == CALENDAR_1904
    columns = {field: rows[head].index(HEADINGS[at]) for field, at in DATED.items() if HEADINGS[at] in rows[head]}
    at_child = rows[head].index("Child ID")
    found: dict[str, dict[str, date]] = {}
    for row in rows[head + 1 :]:
        days = {field: day for field, at in columns.items() if (day := _day(row[at], is_1904=is_1904))}
        if row[at_child] is not None:
            found.setdefault(str(row[at_child]), {}).update(days)
    return found


def _day(cell: Any, *, is_1904: bool) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, int | float) and 0 < cell < 80_000:
        return day_in(cell, is_1904=is_1904)
    if isinstance(cell, str) and (found := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", cell)):
        day, month, year = map(int, found.groups())
        return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= Period.month(year, month).last.day else None
    if isinstance(cell, str) and (found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", cell)):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return None
    return None


# ---------------------------------------------------------------------------------------------------------- bytes


def _flip_bits(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 40)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def _drop_a_piece(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randint(1, 400) :]


def _double_a_piece(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start : start + chance.randint(1, 400)] * 2 + content[start:]


def _overwrite(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    piece = chance.choice([bytes(64), b"\xff" * 64, b"PK\x03\x04" * 16, b"\xed\xa0\x80" * 20, b"<!--" * 16])
    return content[:start] + piece + content[start + len(piece) :]


# ---------------------------------------------------------------------------------------------------------- inside


def _in_sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return edited(content, SHEET, change)


def _chosen(chance: random.Random, xml: bytes, pattern: bytes, instead: Callable[[bytes], bytes]) -> bytes:
    """One of the places that a pattern finds, with something else in it."""
    places = list(re.finditer(pattern, xml))
    if not places:
        return xml
    place = chance.choice(places)
    return xml[: place.start()] + instead(place[0]) + xml[place.end() :]


def _another_style(chance: random.Random, content: bytes) -> bytes:
    style = str(chance.randrange(6)).encode()
    return _in_sheet(content, lambda xml: _chosen(chance, xml, rb's="\d+"', lambda _: b's="' + style + b'"'))


def _another_type(chance: random.Random, content: bytes) -> bytes:
    kind = chance.choice([b"s", b"n", b"b", b"e", b"str", b"inlineStr", b"d", b"zz", b""])
    return _in_sheet(content, lambda xml: _chosen(chance, xml, rb't="\w*"', lambda _: b't="' + kind + b'"'))


def _another_number(chance: random.Random, content: bytes) -> bytes:
    number = chance.choice(
        [b"-1", b"0", b"60", b"61", b"1e308", b"NaN", b"inf", b"99999999999", b"46000.75", b"", b"x"]
    )
    return _in_sheet(content, lambda xml: _chosen(chance, xml, rb"<v>[^<]*</v>", lambda _: b"<v>" + number + b"</v>"))


def _another_place(chance: random.Random, content: bytes) -> bytes:
    place = chance.choice([b"A1", b"B3", b"E5", b"XFD9", b"ZZZ9", b"A0", b"5", b"", b"A99999999"])
    return _in_sheet(content, lambda xml: _chosen(chance, xml, rb'r="[A-Z]+\d+"', lambda _: b'r="' + place + b'"'))


def _drop_an_element(chance: random.Random, content: bytes) -> bytes:
    return _in_sheet(content, lambda xml: _chosen(chance, xml, rb"<c\b[^>]*>.*?</c>", lambda _: b""))


def _break_a_tag(chance: random.Random, content: bytes) -> bytes:
    return _in_sheet(content, lambda xml: _chosen(chance, xml, rb"</?\w+[^>]*>", lambda tag: tag[:-1]))


def _swap_columns(chance: random.Random, content: bytes) -> bytes:
    one, two = chance.sample([b"B", b"D", b"E", b"F"], 2)

    def swapped(xml: bytes) -> bytes:
        return re.sub(
            rb'r="(' + one + b"|" + two + rb')(\d+)"',
            lambda place: b'r="' + (two if place[1] == one else one) + place[2] + b'"',
            xml,
        )

    return _in_sheet(content, swapped)


def _other_epoch(_: random.Random, content: bytes) -> bytes:
    def turned(xml: bytes) -> bytes:
        if b"date1904" in xml:
            return re.sub(rb' date1904="\w+"', b"", xml)
        return re.sub(rb"<sheets>", b'<workbookPr date1904="1"/><sheets>', xml, count=1)

    return edited(content, "xl/workbook.xml", turned)


def _drop_a_part(chance: random.Random, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.pop(chance.choice(list(parts)))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


OUTSIDE: tuple[Mutator, ...] = (_flip_bits, _cut, _drop_a_piece, _double_a_piece, _overwrite)
INSIDE: tuple[Mutator, ...] = (
    *(_another_style, _another_type, _another_number, _another_place, _drop_an_element),
    *(_break_a_tag, _swap_columns, _other_epoch, _drop_a_part),
)
