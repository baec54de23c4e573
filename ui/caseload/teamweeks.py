"""The week of a social-work team, or of all of them, on paper and as a workbook."""

from functools import cached_property
from typing import Any

from app.late import late
from app.queries.caseload import lines
from app.table import Row
from ui.outgoing import Outgoing
from ui.page import Page

ALL = "all teams"


class TeamWeeks:
    """Makes the actions, and asks where a week shall go: of the team whose row is chosen, else of all teams."""

    def __init__(self, page: Page, out: Outgoing) -> None:
        self._page, self._out = page, out
        self._row: Row | None = None
        self.actions = (
            page.add_action("Team &week", self.ask, "Ctrl+Shift+P", icon="users"),
            page.add_action("Team week with children's &names", lambda: self.ask(named=True), button=False),
            page.add_action("T&eam week to Excel", lambda: self.ask("xlsx"), button=False),
        )

    def note_row(self, row: Row | None) -> None:
        """The row that is chosen."""
        self._row = row

    def show_for(self, *, shown: bool) -> None:
        """They belong to the view of teams."""
        for action in self.actions:
            action.setVisible(shown)

    def ask(self, suffix: str = "pdf", *, named: bool = False) -> None:
        """Ask where it shall go."""
        row = self._row
        of = row is not None and row.id not in ("", lines.SERVICE)
        query = late("app.queries.teamweek").TeamWeek(row.id if row and of else "", named=named)
        self.papers.ask_team_week(query, str(row.cells[0]) if row and of else ALL, suffix)

    @cached_property
    def papers(self) -> Any:
        """What lays pages out, loaded when it is first wanted."""
        return late("ui.papers").Papers(self._page.tools, self._out)
