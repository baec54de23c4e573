"""How children stand in a table that goes out: by initials and reference, by reference only, by name, or for publication."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain.access import ROLE_TITLES, NotAllowed, Right, Role, Stamp, Whose, beyond_reach, without_right
from app.domain.challenges.words import NO_NAME, SERVICE_CONCERN, initials
from app.domain.errors import Refusal
from app.domain.markings import Naming
from app.domain.records import Record
from app.late import late
from app.queries.whose import NAMES, of_records, whose_of
from app.store import Selection, Store
from app.table import Column, Kind, Order, Row, Rows, Table

NAMING = frozenset({"child", "children", "carers", "siblings"})
"""The keys of columns in which the names of children, and of the carers of a household, stand, where they hold text."""
WHO = frozenset({"reference", "child_reference"})
"""The keys of columns that tell a child by the service's own reference."""
INITIALS_NOTE = "Children are given by their initials. What people typed into notes stands as they typed it."
REFERENCES_NOTE = "Children are given by their reference. What people typed into notes stands as they typed it."
NO_NAMES = frozenset({NO_NAME, SERVICE_CONCERN})
"""What questions put where a name would stand; so do they a child's reference."""


def naming_of(query: Any, asked: Naming | None) -> Naming | None:
    """How children stand in a query's answer: as was asked, else as the query itself says, else by their initials."""
    if asked is None and getattr(query, "named", None) is not None:
        return None
    return asked or Naming.INITIALS


def check_names(store: Store, stamp: Stamp, query: Any, naming: Naming | None) -> None:
    """Refuse children's full names to a person who may not send them out, of these children."""
    person = stamp.person
    if naming is not Naming.NAMES and not (naming is None and getattr(query, "named", False)):
        return
    reach = person.reach(Right.NAMES)
    if not reach:
        raise without_right(person, Right.NAMES)
    for whose in whose_of(store, person, Right.EXPORT, query):
        if whose not in reach:
            raise beyond_reach(person, Right.NAMES, whose)


def check_copied_names(store: Store, stamp: Stamp, ids: Collection[str]) -> None:
    """Refuse several rows in which children's names stand to a person who may not send those out, of these children."""
    person = stamp.person
    reach = person.reach(Right.NAMES)
    if len(reach) == len(Whose):
        return
    found, left = list[Record](), set(ids)
    for kind in dict.fromkeys(NAMES.values()):
        found += store.shelf(kind).find(voided=True, id=tuple(left)) if left else ()
        left -= {one.id for one in found}
    if left or of_records(store, person, found) - reach:
        raise NotAllowed(
            f"Your role ({ROLE_TITLES[Role(person.role)]}) may not {Right.NAMES} of all these children. "
            "Nothing was copied.",
            "Copy one row, hide the column with the names, or export: there children stand by their initials.",
        )


Named = tuple[tuple[str, Table], ...]


def gone_out(store: Store, tables: Named, naming: Naming | None) -> Named:
    """Tables with their names, as they may go out; for publication those of which nothing may be told are left out."""
    if naming is not Naming.PUBLICATION:
        stays = _that_stays(store) if naming not in (None, Naming.NAMES) else NO_NAMES
        return tuple((name, _gone_out(table, naming, stays)) for name, table in tables)
    told = tuple((name, late("app.queries.publishing").publishable(table, store)) for name, table in tables)
    kept = tuple((name, table) for name, table in told if table is not None)
    if not kept:
        raise Refusal(
            "Nothing of this can be published: every column could tell who somebody is. Nothing was written.",
            "Choose a table of figures, or send it out by initials or references.",
        )
    return kept


def _that_stays(store: Store) -> frozenset[str]:
    """What a question itself puts where a name would stand, known by what it is and never by how it looks."""
    references = store.rows(Selection("children", (), store.stamp.today), ("reference",))
    return NO_NAMES.union(reference for (reference,) in references)


def _gone_out(table: Table, naming: Naming | None, stays: frozenset[str]) -> Table:
    at = {place for place, column in enumerate(table.columns) if names_children(column)}
    if not at or naming in (None, Naming.NAMES):
        return table
    if naming is Naming.REFERENCES and WHO & {column.key for column in table.columns}:
        return _without(table, at)
    rows = Changed(table.rows, lambda row: _initialled(row, at, stays))
    return replace(table, rows=rows, notes=(*table.notes, INITIALS_NOTE))


def names_children(column: Column) -> bool:
    """Whether children's names stand in a column."""
    return column.key in NAMING and column.kind is Kind.TEXT and not column.to_fill


def _without(table: Table, at: set[int]) -> Table:
    kept = [place for place in range(len(table.columns)) if place not in at]
    rows = Changed(table.rows, lambda row: replace(row, cells=tuple(row.cells[place] for place in kept)))
    columns = tuple(table.columns[place] for place in kept)
    return replace(table, columns=columns, rows=rows, notes=(*table.notes, REFERENCES_NOTE))


def _initialled(row: Row, at: set[int], stays: frozenset[str]) -> Row:
    cells = (_initials(cell, stays) if place in at else cell for place, cell in enumerate(row.cells))
    return replace(row, cells=tuple(cells))


def _initials(cell: Any, stays: frozenset[str]) -> Any:
    """The initials of every name in a cell; a reference shown for want of a name stays, and so do words for none."""
    if not isinstance(cell, str) or cell in stays:
        return cell
    return ", ".join(part if part in stays else initials(part) or NO_NAME for part in cell.split(", "))


@dataclass(frozen=True)
class Changed:
    """Rows of another table, each changed as it is fetched."""

    rows: Rows
    change: Callable[[Row], Row]

    def count(self, store: Store) -> int:
        """How many rows there are."""
        return self.rows.count(store)

    def window(self, store: Store, order: Order | None, first: int, number: int) -> Sequence[Row]:
        """A few rows, sorted as the other table sorts them."""
        return [self.change(row) for row in self.rows.window(store, order, first, number)]

    def each(self, store: Store) -> Iterator[Row]:
        """All rows, streamed."""
        return (self.change(row) for row in self.rows.each(store))
