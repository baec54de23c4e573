"""The whole record of one child, or the parts of it that are chosen, as sheets that go to paper or to a workbook."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.children import RECORD_OF, Child, reference_key
from app.domain.dates import full
from app.domain.errors import Refusal
from app.queries.record import person, practice, reviews
from app.queries.record.making import Making, Titled, words
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Row, Sheets, Table

THIRD_PARTIES = (
    "This record may name other people: family, carers and people who work with the child. Before it is given to "
    "anybody, read it through and take out what is about others and must not be shared."
)
VOIDED = "What was entered in error is in it, and is marked so."
PARTS: dict[str, tuple[str, Callable[[Making], Iterable[Titled]]]] = {
    "who": ("Who they are", person.who),
    "periods": ("Periods of care and plans", reviews.periods),
    "reviews": ("Reviews, and why each was due", reviews.reviews),
    "meetings": ("Meetings and moves of date", reviews.meetings),
    "voice": ("Participation and the child's voice", reviews.voice),
    "attendance": ("Who came to meetings", reviews.attendance),
    "contacts": ("Contacts with the child", practice.contacts),
    "recommendations": ("Recommendations", reviews.recommendations),
    "protection": ("Child protection", practice.protection),
    "quality": ("Quality of the plan", practice.quality),
    "checks": ("Checks between reviews", practice.checks),
    "clinics": ("Clinics and other meetings", practice.clinics),
    "challenges": ("Challenges", practice.challenges),
    "holders": ("Who held the child", person.holders),
    "homes": ("Legal status and home", person.homes),
    "filed": ("On the child's file", person.filed),
    "looked": ("Who looked at the page", person.looked),
}
"""The parts in the order in which they are read, each with its words."""
FRONT = "Contents"


@dataclass(frozen=True)
class ChildRecord:
    """Ask for the record of a child, who is named by id, or with by_reference by the reference; parts empty: all of them."""

    child: str
    parts: tuple[str, ...] = ()
    by_reference: bool = False
    named: ClassVar[bool] = True
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """A list of the parts, then each part's tables; refuses an unknown part."""
        unknown = [part for part in self.parts if part not in PARTS]
        if unknown:
            raise Refusal(f'A record has no part "{unknown[0]}".', f"Choose from: {', '.join(PARTS)}.")
        child = self._child(store, stamp)
        made = Making(store, stamp, child)
        chosen = {part: tuple(PARTS[part][1](made)) for part in PARTS if not self.parts or part in self.parts}
        title = RECORD_OF.format(child.reference)
        tables = tuple((_sheet(name), table) for titled in chosen.values() for name, table in titled)
        return Sheets(title, ((FRONT, _front(title, stamp, chosen)), *tables))

    def _child(self, store: Store, stamp: Stamp) -> Child:
        if not self.by_reference:
            return store.shelf(Child).get(self.child)
        where = (Where("reference_key", "is", reference_key(self.child)),)
        found = store.rows(Selection("children", where, stamp.today), ("id",))
        if not found:
            raise Refusal(f"No child has the reference {self.child}. Nothing was written.", "Check the reference.")
        return store.shelf(Child).get(found[0][0])


def _front(title: str, stamp: Stamp, chosen: Mapping[str, Iterable[Titled]]) -> Table:
    """The parts with how much each holds, and what must be known before it is given to anybody."""
    counts = {part: sum(_rows(table) for _, table in titled) for part, titled in chosen.items()}
    rows = tuple(Row(part, (PARTS[part][0], count)) for part, count in counts.items())
    left = ", ".join(PARTS[part][0] for part in PARTS if part not in chosen)
    notes = (THIRD_PARTIES, VOIDED, *((f"Left out: {left}.",) if left else ()))
    columns = (words("part", "What it holds", 40), Column("rows", "Rows", Kind.NUMBER, 8))
    return Table(title, columns, Fixed(rows, ("part", "rows")), f"As at {full(stamp.today)}", notes)


def _rows(table: Table) -> int:
    return len(table.rows.rows) if isinstance(table.rows, Fixed) else 0


def _sheet(name: str) -> str:
    """A name that a sheet of a workbook may have."""
    return name[:31]
