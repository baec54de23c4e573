"""The checks that were made, as a list of each sort: what was answered, found and raised, and the grades of audits."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.checks import AUDIT, GRADES, KINDS_OF_CHECK, Check
from app.domain.counting import counted
from app.domain.dates import full
from app.queries.checks import CheckSheet, check_sheets, has_text
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table, Tone

GRADE_TONES = {
    "outstanding": Tone.ON_TIME,
    "good": Tone.ON_TIME,
    "requires-improvement": Tone.SOON,
    "inadequate": Tone.LATE,
}


_NOUNS = {"midway": "midway review", "monitoring": "monitoring check", "audit": "peer audit"}


@dataclass(frozen=True)
class ChecksDone:
    """Ask for the checks of one sort that were made, the newest first. A row's id is the check's."""

    kind: str
    officer_id: str | None = None
    text: str = ""
    first: date = date.min
    right: ClassVar[Right] = Right.SEE

    def columns(self) -> tuple[Column, ...]:
        """Audits have a grade."""
        grade = (Column("grade", "Grade", width=22),) if self.kind == AUDIT else ()
        return (
            Column("child", "Child", width=20),
            Column("reference", "Reference", width=11),
            Column("date", "Made on", Kind.DATE, 13),
            *grade,
            Column("officer", "By", width=16),
            Column("answers", "Answers", width=20),
            Column("practice", "Good practice", width=14),
            Column("challenge", "Raised", width=10),
            Column("found", "What was found", width=50),
        )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """With what was found in words, and the challenge raised from it."""
        made = [one for one in store.shelf(Check).find(kind=self.kind) if one.date >= self.first]
        mine = [one for one in made if self.officer_id in (None, one.officer_id)]
        sheets = check_sheets(store, sorted(mine, key=lambda one: (one.date, one.id), reverse=True))
        shown = [
            one
            for one in sheets
            if not one.child.voided and has_text(self.text, one.child.shown_name, one.child.reference)
        ]
        columns = self.columns()
        line = f"{counted(len(shown), _NOUNS[self.kind])} made"
        if self.kind == AUDIT and shown:
            grades = [one.check.grade for one in shown]
            parts = (f"{grades.count(code)} {words.lower()}" for code, words in GRADES.items() if code in grades)
            line += f": {', '.join(parts)}"
        rows = [self._row(one) for one in shown]
        return Table(
            f"{KINDS_OF_CHECK[self.kind]}s",
            columns,
            Fixed(tuple(rows), tuple(column.key for column in columns)),
            f"{line}, as at {full(stamp.today)}",
        )

    def _row(self, one: CheckSheet) -> Row:
        check = one.check
        grade = (GRADES.get(check.grade or ""),) if self.kind == AUDIT else ()
        cells = (
            one.child.shown_name,
            one.child.reference,
            check.date,
            *grade,
            one.officer or None,
            one.summary or None,
            "Yes" if one.practice else None,
            one.challenge or None,
            " ".join(check.found.split()) or None,
        )
        return Row(check.id, cells, tones={"grade": GRADE_TONES[check.grade]} if grade and check.grade else {})
