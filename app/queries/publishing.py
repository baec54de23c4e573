"""A table as it may be published: figures with small numbers held back, lists made such that nobody can be told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from secrets import SystemRandom
from typing import Any, ClassVar

from app.domain.access import Person, Right, Stamp
from app.domain.markings import HELD_BACK, SMALL
from app.domain.officers import Officer
from app.queries.catalogue import TableQuery
from app.queries.definitions import MADE_BY
from app.queries.giving_back import Place
from app.queries.naming import NAMING, WHO
from app.queries.pseudonymous import pseudonymous
from app.queries.suppressing import held_back, is_small
from app.store import Store
from app.table import Fixed, Kind, Ratio, Row, Table

NOTE = (
    f"For publication: numbers from 1 to {SMALL - 1} are held back and shown as {HELD_BACK}, with one more in the same "
    "column or line where the held-back number could be worked out from the others, and every share made of one."
)
OFFICERS_NOTE = "Officers are numbered anew, and in another order, each time this is made."
SAID = frozenset({"target"})
"""The columns that hold what the service set itself, and count nobody."""
WORDS = frozenset({"target", "met", "definition"})
"""The columns of words behind the figures that the program itself writes."""
JUDGED = frozenset({"Yes", "No"})
"""What a number is judged as: it goes with the number."""
_OF = re.compile(r"(\d[\d,]*) of (\d[\d,]*)")
_SMALL_NUMBER = re.compile(rf"\b[1-{SMALL - 1}]\b")


@dataclass(frozen=True)
class ForPublication:
    """Ask for a table as it may be published."""

    query: TableQuery
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The same table with small numbers held back; nothing opens behind its cells."""
        return published(self.query.run(store, stamp), store)


def publishable(table: Table, store: Store) -> Table | None:
    """A table as it may be published: figures or a list; None where nothing of it may be told."""
    if any(column.to_fill for column in table.columns):
        return None
    if (NAMING | WHO) & {column.key for column in table.columns if column.kind is Kind.TEXT}:
        return pseudonymous(table, store)
    counts = any(column.kind in (Kind.NUMBER, Kind.PERCENT) for column in table.columns)
    return published(table, store) if counts and isinstance(table.rows, Fixed) else _words_only(table)


def published(table: Table, store: Store) -> Table:
    """A table of figures with small numbers held back, and officers numbered."""
    return figures(table, tuple(table.rows.each(store)), _officers(store))


def figures(table: Table, rows: Sequence[Row], officers: Mapping[str, str]) -> Table:
    """The same of a table whose rows are all known, with the number that stands for each officer's name."""
    table, rows = _labels_and_figures(table, rows)
    counted = [at for at, one in enumerate(table.columns) if one.kind is Kind.NUMBER and one.key not in SAID]
    held = held_back([row.cells for row in rows], counted)
    told = [
        Row(
            str(y),
            tuple(
                cell if table.columns[x].key in SAID else _cell(cell, (y, x), held, officers)
                for x, cell in enumerate(row.cells)
            ),
            row.tone,
        )
        for y, row in enumerate(rows)
    ]
    numbered = any(cell in officers for row in rows for cell in row.cells if isinstance(cell, str))
    if numbered:
        told.sort(key=lambda row: [str(cell) for cell in row.cells if cell in officers.values()])
    notes = (*_safe(table.notes), NOTE, *((OFFICERS_NOTE,) if numbered else ()))
    columns = tuple(column.key for column in table.columns)
    line = "" if held or numbered or _tells_small(table.line) else table.line
    title = reduce(lambda words, name: words.replace(name, officers[name]), officers, table.title)
    return replace(table, title=title, rows=Fixed(tuple(told), columns), line=line, notes=notes, chart=None)


def _labels_and_figures(table: Table, rows: Sequence[Row]) -> tuple[Table, Sequence[Row]]:
    """Without texts that anybody typed: what stands before the first figure tells what is counted, the rest may be notes."""
    figures_at = [at for at, one in enumerate(table.columns) if one.kind in (Kind.NUMBER, Kind.PERCENT)]
    first = min(figures_at, default=0)
    kept = [at for at, one in enumerate(table.columns) if at < first or at in figures_at or one.key in WORDS]
    columns = tuple(table.columns[at] for at in kept)
    return replace(table, columns=columns), [replace(row, cells=tuple(row.cells[at] for at in kept)) for row in rows]


def _officers(store: Store) -> Mapping[str, str]:
    """A number for every officer and person of the service, drawn by lot."""
    names = {one.name for one in store.shelf(Officer).find()} | {one.name for one in store.shelf(Person).find()}
    drawn = sorted(names - {""})
    SystemRandom().shuffle(drawn)
    return {name: f"Officer {at:03}" for at, name in enumerate(drawn, 1)}


def _cell(cell: Any, place: Place, held: set[Place], officers: Mapping[str, str]) -> Any:
    """A share or a quotient is held back with the numbers it is made of, and wherever a number of its line is."""
    if place in held:
        return HELD_BACK
    beside = any(y == place[0] for y, _ in held)
    if isinstance(cell, Ratio):
        return HELD_BACK if beside or is_small(cell) else cell
    if isinstance(cell, float):
        return HELD_BACK if beside else cell
    if isinstance(cell, str) and beside and cell in JUDGED:
        return HELD_BACK
    if isinstance(cell, str):
        return officers.get(cell) or (HELD_BACK if _tells_small(cell) else cell)
    return cell


def _tells_small(words: str) -> bool:
    """Whether words such as "3 of 12" tell a small number."""
    pairs = ((int(a.replace(",", "")), int(b.replace(",", ""))) for a, b in _OF.findall(words))
    return any(is_small(Ratio(part, whole)) for part, whole in pairs)


def _safe(notes: Sequence[str]) -> tuple[str, ...]:
    """The notes in which no number stands that might be one of people."""
    return tuple(note for note in notes if not _SMALL_NUMBER.search(note) and not _OF.search(note))


def _words_only(table: Table) -> Table | None:
    """Definitions go out without who made them; any other table that is neither figures nor a list stays."""
    keys = {column.key for column in table.columns}
    if not {"what", "meaning"} <= keys <= {"part", "what", "meaning"} or not isinstance(table.rows, Fixed):
        return None
    rows = tuple(row for row in table.rows.rows if row.cells[table.column("what")] != MADE_BY)
    return replace(table, rows=Fixed(rows, table.rows.columns), line="")
