"""Finds the table on a sheet: which row holds the headings, which column is which field, and what other rows are."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeAlias

from app.files.reading.books import Cell, Row, Sheet

RowKind: TypeAlias = Literal["data", "blank", "total", "title", "heading", "marking"]

ROWS_SEARCHED = 50
IGNORED = ""  # the code that a remembered match gives to a column nobody wants

_BRACKETED = re.compile(r"[(\[{<].*?[)\]}>]")
_TOTAL = re.compile(
    r"(grand |sub |overall )?totals?\b|subtotals?\b|(count|sum|average|mean)( of .*)?( [\d ]+)?$|(number of )?(rows|records)( [\d ]+)?$"
    r"|[\d ]+(rows|records|children|reviews|entries)\b"
)
_NUMBER_TEXT = re.compile(r"[\s£]*-?[\d,]*\.?\d+\s*%?\s*")
_MARKING = re.compile(
    r"(marking |classification )?(official( sensitive)?|not protectively marked|protect|restricted|confidential|secret|unclassified)\b"
)
_FOOTER = re.compile(
    r"(printed|report run|run (on|by|date)|date run|generated|produced|created (on|by)|extracted|exported|data as at|as at|prepared by)\b"
    r"|page \d+( of \d+)?$|end of (report|list|sheet)"
)
_FOOTER_WORD = re.compile(r"(sources?|notes?|key|filters?|parameters|copyright)\s*(:|$)", re.IGNORECASE)
_LONGEST_MARKING, _MOST_FOOTER_CELLS = 80, 3


@dataclass(frozen=True, slots=True)
class Field:
    """A column that a layout knows: its code, the heading we give it, and the headings others give it."""

    code: str
    title: str
    synonyms: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Where a table is. Rows and columns are counted from 0, as in `Sheet.rows`."""

    row: int
    columns: Mapping[str, int]  # field code -> column
    headings: tuple[str, ...]  # of every column, as written; a group's title is put before its columns' own
    unmatched: tuple[int, ...]  # columns with a heading that is no field's
    ignored: tuple[int, ...] = ()  # columns that a remembered match leaves out
    missing: tuple[str, ...] = ()  # codes of required fields without a column
    required: frozenset[int] = field(default_factory=frozenset)  # columns of required fields


def normal(text: str) -> str:
    """The text without case, accents, punctuation, brackets and doubled spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = (" " if not c.isalnum() else c for c in folded if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def find_table(
    sheet: Sheet, fields: Sequence[Field], least: int = 2, remembered: Mapping[str, str] | None = None
) -> Found | None:
    """The row among the first fifty that names most fields, if it names at least `least`.

    `remembered` gives headings as written their field's code, or '' to leave a column out; it goes before any synonym.
    """
    names = _Names(fields, remembered or {})
    best: Found | None = None
    for index, row in enumerate(sheet.rows[:ROWS_SEARCHED]):
        if all(cell is None for cell in row):
            continue
        above = sheet.rows[index - 1] if index else ()
        for found in (names.match(index, _plain_headings(row)), names.match_grouped(index, row, above)):
            if found and _worth(found) >= least and (best is None or _worth(found) > _worth(best)):
                best = found
    return best


def row_kind(cells: Row, found: Found) -> RowKind:
    """What a row below or above the headings is."""
    filled = [(column, cell) for column, cell in enumerate(cells) if _is_filled(cell)]
    if not filled:
        return "blank"
    first = _key(filled[0][1])
    if len(filled) == 1 and len(first) <= _LONGEST_MARKING and _MARKING.match(first):
        return "marking"
    if _is_heading(cells, found):
        return "heading"
    if _TOTAL.match(first) and all(_is_number(cell) for _, cell in filled[1:]):
        return "total"
    return "title" if _is_title(filled, first, found) else "data"


class _Names:
    """What each heading may mean, the field's own title before its synonyms."""

    def __init__(self, fields: Sequence[Field], remembered: Mapping[str, str]) -> None:
        self._fields = fields
        self._remembered = {_squeezed(heading): code for heading, code in remembered.items()}
        self._ranks: dict[str, list[tuple[int, int, str]]] = {}
        for place, one in enumerate(fields):
            for rank, name in enumerate((one.title, *one.synonyms, one.code)):
                self._ranks.setdefault(_squeezed(name), []).append((rank, place, one.code))

    def match(self, index: int, headings: Sequence[str], fallbacks: Sequence[str] = ()) -> Found:
        """Each field gets the column that names it best, and each column one field; the leftmost of equals."""
        codes = {one.code for one in self._fields}
        told = {c: self._remembered[k] for c, k in enumerate(map(_squeezed, headings)) if k in self._remembered}
        columns: dict[str, int] = {}
        for column, code in told.items():
            if code in codes:
                columns.setdefault(code, column)
        offers = [offer for c, h in enumerate(headings) if c not in told for offer in self._offers(c, h, fallbacks)]
        taken = set(columns.values())
        for _, column, _, code in sorted(offers):
            if code not in columns and column not in taken:
                columns[code] = column
                taken.add(column)
        return self._found(index, headings, columns, tuple(c for c, code in told.items() if code == IGNORED))

    def match_grouped(self, index: int, row: Row, above: Row) -> Found | None:
        """The same for headings in two rows: titles of groups above, or headings that were merged downwards."""
        if not any(_is_text(cell) for cell in above) or not all(
            _is_text(cell) for cell in (*above, *row) if _is_filled(cell)
        ):
            return None
        groups = _groups(above, len(row))
        own = [str(cell).strip() if _is_filled(cell) else "" for cell in row]
        top = [str(cell).strip() if _is_filled(cell) else "" for cell in (*above, *(None,) * (len(row) - len(above)))]
        whole = [f"{group} {one}".strip() if one else high for group, one, high in zip(groups, own, top, strict=False)]
        found = self.match(index, whole, own)
        return found if any(own[column] for column in found.columns.values()) else None

    def _offers(self, column: int, heading: str, fallbacks: Sequence[str]) -> list[tuple[int, int, int, str]]:
        """(how good, column, place of the field, code), for the whole heading, without its brackets, or its own part."""
        texts = [heading, _BRACKETED.sub(" ", heading), *fallbacks[column : column + 1]]
        for worse, text in enumerate(texts):
            key = _squeezed(text)
            if key and key in self._ranks:
                return [(100 * worse + rank, column, place, code) for rank, place, code in self._ranks[key]]
        return []

    def _found(self, index: int, headings: Sequence[str], columns: dict[str, int], ignored: tuple[int, ...]) -> Found:
        used = {*columns.values(), *ignored}
        return Found(
            row=index,
            columns=columns,
            headings=tuple(headings),
            unmatched=tuple(c for c, heading in enumerate(headings) if heading and c not in used),
            ignored=ignored,
            missing=tuple(one.code for one in self._fields if one.required and one.code not in columns),
            required=frozenset(columns[one.code] for one in self._fields if one.required and one.code in columns),
        )


def _worth(found: Found) -> int:
    return len(found.columns) + len(found.ignored)


def _plain_headings(row: Row) -> list[str]:
    return [str(cell).strip() if _is_filled(cell) else "" for cell in row]


def _groups(above: Row, width: int) -> list[str]:
    """The group's title over each column: a merged cell keeps its text in the first of its columns."""
    groups: list[str] = []
    for column in range(width):
        cell = above[column] if column < len(above) else None
        groups.append(str(cell).strip() if _is_filled(cell) else groups[-1] if groups else "")
    return groups


def _is_heading(cells: Row, found: Found) -> bool:
    """Whether most of the matched columns hold their own heading again, as on every printed page."""
    again = sum(
        1
        for column in found.columns.values()
        if column < len(cells) and _is_text(cells[column]) and _says(found.headings[column], str(cells[column]))
    )
    return (again >= 2 and again * 2 > len(found.columns)) or 0 < again == len(found.columns)


def _says(heading: str, text: str) -> bool:
    whole, one = _squeezed(heading), _squeezed(text)
    return whole == one or (len(one) > 2 and whole.endswith(one))


def _is_title(filled: list[tuple[int, Cell]], first: str, found: Found) -> bool:
    """A line of words across the sheet. A lone reference is data: a child needs nothing more."""
    column, cell = filled[0]
    if len(filled) <= _MOST_FOOTER_CELLS and (_FOOTER.match(first) or _FOOTER_WORD.match(str(cell).strip())):
        return True
    if len(filled) > 1 or not isinstance(cell, str) or len(found.columns) < 2:
        return False
    return column not in found.required or (" " in first and not any(sign.isdigit() for sign in first))


def _is_filled(cell: Cell) -> bool:
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def _is_text(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(cell.strip())


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and bool(_NUMBER_TEXT.fullmatch(cell)))


def _key(cell: Cell) -> str:
    return normal(cell) if isinstance(cell, str) else ""


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    """The text as headings are compared: "Child ID", "ChildID" and "child_id" are one."""
    return normal(text).replace(" ", "")
