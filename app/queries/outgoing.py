"""What would go out, before it does: each column of each table, with the first line as it would stand in the file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.counting import counted
from app.domain.markings import Naming
from app.queries.catalogue import SheetsQuery, TableQuery
from app.queries.naming import Named, check_names, gone_out, names_children, naming_of
from app.store import Store
from app.table import Column, Fixed, Row, Sheets, Table

COLUMNS = (
    Column("sheet", "Sheet", width=26),
    Column("column", "Column", width=26),
    Column("example", "First line", width=40),
    Column("names", "Names children", width=16),
)
LOOKED_THROUGH = 20
"""So many lines are looked through for one that has something in a column."""


@dataclass(frozen=True)
class WhatGoesOut:
    """Ask for the columns of what a query gives, with the children as they would stand in it."""

    query: TableQuery | SheetsQuery
    naming: Naming | None = None
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a column."""
        naming = naming_of(self.query, self.naming)
        check_names(store, stamp, self.query, naming)
        title, tables = _tables(self.query.run(store, stamp))
        told = gone_out(store, tables, naming)
        rows = [replace(row, id=str(at)) for at, row in enumerate(_rows(store, told, naming))]
        line = f"{counted(len(told), 'sheet')}, {counted(len(rows), 'column')}"
        if len(told) < len(tables):
            line += f". {counted(len(tables) - len(told), 'sheet')} left out, for somebody could be told from it"
        return Table(title, COLUMNS, Fixed(tuple(rows), tuple(column.key for column in COLUMNS)), line)


def _tables(answer: Table | Sheets) -> tuple[str, Named]:
    return (answer.title, ((answer.title, answer),)) if isinstance(answer, Table) else (answer.title, answer.tables)


def _rows(store: Store, tables: Named, naming: Naming | None) -> Iterator[Row]:
    for name, table in tables:
        first = list(table.rows.window(store, None, 0, LOOKED_THROUGH))
        for at, column in enumerate(table.columns):
            example = next((row.cells[at] for row in first if row.cells[at] is not None), None)
            yield Row("", (name, column.title, _words(example), _how(column, naming)))


def _words(example: Any) -> Any:
    return " ".join(example.split())[:120] if isinstance(example, str) else example


def _how(column: Column, naming: Naming | None) -> str:
    """How children stand in a column, in a word; nothing of those that name none."""
    if not names_children(column):
        return ""
    return "By name" if naming in (None, Naming.NAMES) else "By initials"
