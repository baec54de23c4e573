"""Filling in a clinic child after child: the form follows the row, and saving one goes on to the next."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refusal
from app.queries.clinics.one import AskAtClinic, AtClinic
from ui.clinics.clinic import ClinicView
from ui.clinics.forms import ChildForm
from ui.clinics.pane import ClinicsPane
from ui.page import Tools


class Filling(QObject):
    """The child whose form stands in the pane; `finished` after the last one."""

    finished = Signal()

    def __init__(
        self, parent: QObject, tools: Tools, view: ClinicView, pane: ClinicsPane, show_details: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._tools, self._view, self._pane, self._show_details = tools, view, pane, show_details
        self.at: AtClinic | None = None
        self._asked, self._waiting = "", False
        view.child_chosen.connect(self._choose)
        view.child_entered.connect(self.enter)

    def about(self) -> dict[str, object]:
        """What a challenge would be about: the child, and what was found, as it stands in the form."""
        if self.at is None:
            return {}
        form = self._pane.form
        found = form.values()["found"] if isinstance(form, ChildForm) else self.at.record.found
        return {"child_ids": (self.at.child.id,), "concern": found, "clinic_child_id": self.at.record.id}

    def enter(self, row_id: str) -> None:
        """Put the keyboard into the form of a child."""
        form = self._pane.form
        if self.at is not None and self.at.record.id == row_id and isinstance(form, ChildForm):
            self._show_details()
            form.focus()
        else:
            self._ask(row_id, enter=True)

    def _choose(self, row_id: str) -> None:
        """The form follows the row; one that is being filled in stays while its list is read anew."""
        is_there = self._waiting or self._pane.form is not None
        if row_id != self._asked or not is_there:
            self._ask(row_id, enter=False)

    def _ask(self, row_id: str, *, enter: bool) -> None:
        self._asked, self._waiting = row_id, True
        then = partial(self._show, enter=enter)
        self._tools.runner.ask(AskAtClinic(row_id), then, self._gone, ticket=(self, "child"))

    def _gone(self, no: Refusal) -> None:
        self._waiting = False
        self._tools.notices.refuse(no)

    def _show(self, at: AtClinic, *, enter: bool) -> None:
        self._waiting = False
        if not self._view.isVisible() or at.record.clinic_id != self._view.clinic_id:
            return
        self.at = at
        if enter:
            self._show_details()
        said = f"{at.child.shown_name}: saved."
        self._pane.show_form(ChildForm(self._tools, at), said, lambda _done: self._next(), enter=enter)

    def _next(self) -> None:
        """The next child's form, with the keyboard in it; after the last one, the list."""
        self.at = None
        row = self._view.table.row_now() if self._view.next_child() else None
        if row is not None:
            self._ask(row.id, enter=True)
        else:
            self.finished.emit()
