"""The imports so far, and the rows that one of them left out, as tables."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import LONDON
from app.domain.counting import counted
from app.domain.imports import ImportRun
from app.files.facts import Refused
from app.late import late
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table, Tone

LAYOUTS = {
    "ssda903": "SSDA903 return",
    "ssd": "Standard Safeguarding Dataset",
    "annex-a": "Annex A",
    "workbook": "Own spreadsheet",
    "return": "Return sheet",
}
SINGULAR = {
    "children": "child",
    "periods": "period",
    "reviews": "review",
    "allocations": "allocation",
    "iros": "IRO",
    "teams": "team",
    "challenges": "challenge",
    "enquiries": "enquiry",
    "plans": "child protection plan",
    "outcomes": "conference outcome",
    "contacts": "contact with a child",
}


PLURAL = {
    "iros": "IROs",
    "plans": "child protection plans",
    "outcomes": "conference outcomes",
    "contacts": "contacts with children",
}


def counted_words(counts: Mapping[str, int]) -> str:
    """Counts of an import as one reads them: "12 children, 40 reviews"."""
    parts = [f"{number:,} {_noun(what, number)}" for what, number in counts.items() if number]
    return ", ".join(parts) or "nothing"


def _noun(what: str, number: int) -> str:
    return SINGULAR[what] if number == 1 else PLURAL.get(what, what)


@dataclass(frozen=True)
class ImportsTable:
    """Ask for the imports so far, newest first; a row's id is the number of its entry in the account."""

    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("day", "Day", Kind.DATE, 13),
        Column("time", "Time", width=7),
        Column("files", "Files", width=20),
        Column("new", "New", width=18),
        Column("changed", "Changed", width=11),
        Column("refused", "Left out", Kind.NUMBER, 9),
        Column("login", "By", width=8),
        Column("state", "State", width=10),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row an import, those undone too."""
        runs = sorted(store.shelf(ImportRun).find(voided=True), key=lambda run: run.at, reverse=True)
        rows = tuple(self._row(store, run) for run in runs)
        line = counted(len(rows), "import")
        return Table("Imports", self.columns, Fixed(rows, tuple(c.key for c in self.columns)), line)

    def _row(self, store: Store, run: ImportRun) -> Row:
        entry, _ = store.accounts.of_record(run.id, ImportRun)[0]
        told: dict[str, Any] = json.loads(run.summary)
        at = run.at.astimezone(LONDON)
        cells = (
            at.date(),
            f"{at:%H:%M}",
            run.files,
            counted_words(told["new"]),
            counted_words(told["changed"]),
            told["refused"],
            entry.login,
            "Undone" if run.voided else "Imported",
        )
        return Row(str(entry.number), cells, Tone.INFORMATION if run.voided else Tone.PLAIN)


@dataclass(frozen=True)
class RefusalsTable:
    """Ask for rows that were left out, as the table that is shown and saved as a sheet."""

    refused: tuple[Refused, ...]
    right: ClassVar[Right] = Right.IMPORT

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The table."""
        table: Table = late("app.files.refusals").refusals(self.refused)
        return table
