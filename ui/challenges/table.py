"""The challenges as a table, with the same manners towards the page as the board has."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal

from app.queries.challenges.listing import ChallengesTable
from app.table import Row
from ui.page import Tools
from ui.parts.tables import TableView


class ChallengeTable(TableView):
    """Rows to be sorted, chosen and copied; several may be chosen at once."""

    current_id = Signal(str)
    """The challenge the keyboard is on; empty when there is none."""
    activated_id = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.runner, tools.preferences, "challenges", "Challenges")
        self.current_row.connect(lambda row: self.current_id.emit(row.id if isinstance(row, Row) else ""))
        self.activated_row.connect(lambda row: self.activated_id.emit(row.id))
        self.copied.connect(
            lambda number: tools.notices.say(f"Copied {number:,} {'row' if number == 1 else 'rows'}. Paste into Excel.")
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at)))
        self.shown.connect(self._start)

    def show_list(self, answer: ChallengesTable) -> None:
        """Show this list."""
        self.show_table(answer.table)

    def with_chosen(self, then: Callable[[tuple[str, ...]], None]) -> None:
        """The keys of the chosen challenges."""
        self.with_selected(lambda rows: then(tuple(row.id for row in rows)))

    def _start(self) -> None:
        """Where the keyboard is on no row yet, it begins on the first."""
        if self.count() and self.row_now() is None and self.currentIndex().row() < 0:
            self.setCurrentIndex(self.rows.index(0, max(self.arrangement.first_column(), 0)))
