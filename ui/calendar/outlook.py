"""The calendar file of one IRO for Outlook: with reference and initials, or with names if that is chosen and warned of."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QCheckBox

from ui.outgoing import Outgoing, exported
from ui.page import Tools
from ui.parts.form import Form

WITHOUT = (
    "The events name each child by reference and initials. A second file changes the events instead of doubling them."
)
WARNING = (
    "With names, everybody who can open this person's Outlook calendar, also on a telephone, can read which children are "
    "in our care. Use initials unless your service has agreed to names."
)
SENT = "Open it in Outlook to take the meetings in."


class Pane(Protocol):
    """Where the form is shown."""

    def open_form(self, form: Form, save: Callable[[], None]) -> None:
        """Show it."""

    def close_form(self) -> None:
        """Take it away."""


class OutlookForm(Form):
    """Asks whether children are to be named."""

    def __init__(self, officer: str) -> None:
        super().__init__("&Choose where to keep it", heading="Export to Outlook")
        self.setAccessibleName("Export to Outlook")
        self.text(f"All meetings that are booked for the children of {officer}, as a calendar file. {WITHOUT}")
        self.named = QCheckBox("&Names of the children instead of initials")
        self.add("named", "", self.named)
        self.warning = self.text(WARNING)
        self.warning.setProperty("tone", "late")
        self.warning.hide()
        self.named.toggled.connect(self.warning.setVisible)


class Outlook:
    """Asks where the file shall go, and writes it."""

    def __init__(self, tools: Tools, out: Outgoing) -> None:
        self._tools, self._out = tools, out

    def begin(self, pane: Pane, officer_id: str, officer: str) -> OutlookForm:
        """Ask in the pane whether children are named."""
        form = OutlookForm(officer)

        def save() -> None:
            named = form.named.isChecked()
            pane.close_form()
            self.ask(officer_id, officer, named=named)

        pane.open_form(form, save)
        return form

    def ask(self, officer_id: str, officer: str, *, named: bool) -> None:
        """Ask where the file shall go."""
        then = partial(self.write, officer_id, named)
        self._out.ask(f"Export the meetings of {officer} to Outlook", f"Reviews of {officer}.ics", then)

    def write(self, officer_id: str, named: bool, target: Path) -> None:
        """Write it."""
        desk = self._tools.runner.desk
        more = f"It names children: keep it as their records are kept. {SENT}" if named else SENT
        self._out.write(
            target, exported("export_calendar", lambda export, to, _told: export(desk, officer_id, named, to)), more
        )
