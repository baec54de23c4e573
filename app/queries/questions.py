"""The questions of midway reviews, monitoring and audits, as Settings lists them."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.checks import KINDS_OF_CHECK, Question, questions_of
from app.domain.counting import counted
from app.queries.service import labels, setting
from app.queries.settings import table
from app.store import Store
from app.table import Column, Kind, Row, Table


@dataclass(frozen=True)
class QuestionsTable:
    """Ask for all questions, retired ones too. A row's id is the sort of check and the question's key: "midway:plan"."""

    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("kind", "Check", width=16),
        Column("place", "Place", Kind.NUMBER, 6),
        Column("words", "Question", width=52),
        Column("good", "Good practice", width=13),
        Column("theme", "Theme of a challenge", width=26),
        Column("state", "In use", width=9),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """In the order in which they are asked."""
        value, themes = setting(store, "checks.questions"), labels(store, "challenge-theme")
        rows = [
            _row(kind, at, one, themes.get(one.theme))
            for kind in KINDS_OF_CHECK
            for at, one in enumerate(questions_of(value, kind), 1)
        ]
        line = f"{counted(len(rows), 'question')}. Checks that were made keep the words that were asked then."
        return table("Questions of checks", line, self.columns, rows)


def _row(kind: str, at: int, one: Question, theme: str | None) -> Row:
    cells = (
        KINDS_OF_CHECK[kind],
        at,
        one.words,
        "Yes" if one.good else None,
        theme,
        "Retired" if one.retired else "Asked",
    )
    return Row(f"{kind}:{one.key}", cells)
