"""The views of the Quality page: what each asks, what can be shown of it, and what is begun there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.desk import Query
from app.domain.checks import AUDIT, MIDWAY, MONITORING
from app.domain.dates import financial_year
from app.queries.checked import ChecksDone
from app.queries.midway import SHOWN, MidwayReviews
from app.queries.plans import PLANS_SHOWN, FinalPlans
from app.queries.statements import STATEMENTS_SHOWN, Statements
from app.table import Table
from ui.parts.switch import Sight

PLANS, STATEMENTS = "plans", "statements"
MADE, YEAR, ALWAYS = "made", "year", "always"
CHILD, CHECK, PLAN, STATEMENT = "child", "check", "plan", "statement"
"""What a row of a list is: a child whose midway review is due, a check, the final plan of a period, a statement."""


@dataclass(frozen=True)
class Asked:
    """What the filters say."""

    officer_id: str | None
    shown: str
    text: str
    today: date


@dataclass(frozen=True)
class View:
    """One view: its question, what may be shown of it, what a row is, and the words that begin something new."""

    sight: Sight
    question: Callable[[Asked], Query[Table]]
    shown: Mapping[str, str]
    row: str
    new: str
    empty: str
    rows: Mapping[str, str] = field(default_factory=dict)
    """Where what is shown says what a row is."""

    def row_of(self, shown: str) -> str:
        """What a row is."""
        return self.rows.get(shown, self.row)


def _midway(asked: Asked) -> Query[Table]:
    if asked.shown == MADE:
        return ChecksDone(MIDWAY, asked.officer_id, asked.text)
    return MidwayReviews(asked.officer_id, asked.shown, asked.text)


def _made(kind: str) -> Callable[[Asked], Query[Table]]:
    def ask(asked: Asked) -> Query[Table]:
        first = financial_year(asked.today).first if asked.shown == YEAR else date.min
        return ChecksDone(kind, asked.officer_id, asked.text, first)

    return ask


SINCE = {YEAR: "This financial year", ALWAYS: "All years"}
VIEWS: dict[str, View] = {
    view.sight.key: view
    for view in (
        View(
            Sight(MIDWAY, "Midway reviews", "calendar-clock"),
            _midway,
            {**SHOWN, MADE: "Made"},
            CHILD,
            "New &midway review",
            "No midway review is due. Choose All to come, or Made, above.",
            {MADE: CHECK},
        ),
        View(
            Sight(MONITORING, "Monitoring", "eye"),
            _made(MONITORING),
            SINCE,
            CHECK,
            "New &monitoring check",
            "No monitoring checks yet. Ctrl+N records one.",
        ),
        View(
            Sight(AUDIT, "Audits", "list-checks"),
            _made(AUDIT),
            SINCE,
            CHECK,
            "New peer &audit",
            "No peer audits yet. Ctrl+N records one.",
        ),
        View(
            Sight(PLANS, "Final plans", "check"),
            lambda asked: FinalPlans(asked.officer_id, asked.shown, asked.text),
            PLANS_SHOWN,
            PLAN,
            "Ra&tified or not",
            "No final plans here. Choose another part above.",
        ),
        View(
            Sight(STATEMENTS, "Statements to court", "scale"),
            lambda asked: Statements(asked.officer_id, asked.shown, asked.text),
            STATEMENTS_SHOWN,
            STATEMENT,
            "New &statement",
            "No statements here. Ctrl+N records one that is due.",
        ),
    )
}
