"""Text files of rows: which alphabet they are written in, what parts their cells, and the rows."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from app.files.reading.books import Limits, refused

DELIMITERS = ",;\t"
SAMPLE = 50  # rows looked at to tell what parts the cells
LONGEST_RECORD = 2_000  # lines; a longer one is a quotation mark that was never closed

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_SEPARATOR_LINE = re.compile("sep=(.)\r?\n", re.IGNORECASE)


def rows_of(data: bytes, name: str, limits: Limits) -> Iterator[list[str]]:
    """Every record, blank ones too, beginning with row 1 as Excel counts; a blank cell is ''."""
    text = _text(data, name)
    if not text.strip():
        raise refused(f"{name} has no text in it.", "Save or download it again, then try again.")
    told = _SEPARATOR_LINE.match(text)
    delimiter = told[1] if told else delimiter_of(text)
    csv.field_size_limit(limits.text)
    yield from _records(_Lines(text), delimiter, bool(told), name)


def delimiter_of(text: str) -> str:
    """The sign that parts most rows into the same number of cells; the comma if none does."""
    head = text[:200_000]

    def regularity(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(map(len, islice(csv.reader(StringIO(head, newline=""), delimiter=delimiter), SAMPLE)))
        except csv.Error:
            return (0, 0)
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    return max(DELIMITERS, key=regularity)


class _Lines:
    """Lines of text, which remember those of the record that is being read."""

    def __init__(self, text: str) -> None:
        self._text = StringIO(text, newline="")
        self.read: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._text)
        self.read.append(line)
        return line


def _records(lines: _Lines, delimiter: str, first_is_separator: bool, name: str) -> Iterator[list[str]]:
    number = 0
    try:
        for number, record in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
            if len(lines.read) > LONGEST_RECORD or not _is_closed(lines.read, delimiter):
                raise _unclosed(name, number)
            lines.read.clear()
            yield [] if first_is_separator and number == 1 else record
    except csv.Error as problem:
        raise _unclosed(name, number + 1) from problem


def _is_closed(lines: list[str], delimiter: str) -> bool:
    """Whether every quotation mark that opened a cell of this record closed it too.

    A mark that is missing runs on through the rows below, to the end or to a mark that belongs to another cell. On a
    single line text behind the closing mark is harmless: "Bob" Smith.
    """
    if len(lines) == 1 and '"' not in lines[0]:
        return True
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as problem:
        return len(lines) == 1 and "end of data" not in str(problem)
    return True


def _text(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        alphabets = ["utf-16"]
    else:
        alphabets = ["utf-8-sig", "cp1252"]
    for alphabet in alphabets:
        try:
            text = data.decode(alphabet)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise refused(
        f"{name} is not text that can be read: it holds bytes that are no letters.",
        "Open it in Excel, choose File, Save As, CSV UTF-8 (.csv), then try again.",
    )


def _unclosed(name: str, number: int) -> Exception:
    return refused(
        f'{name} has a quotation mark (") in row {number:,} that is never closed, or a cell too long to read.',
        "Open the file, correct that row, save it, then try again.",
    )
