"""The children of a transfer as a table beside its form: what goes with each, and to whom; single ones are sent elsewhere here."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.table import Row, Table
from ui.actform import choice
from ui.handover.form import HandoverForm
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.tables import TableView
from ui.theme import GRID, set_icon


class HandoverTable(QWidget):
    """Shows what a HandoverForm would do, and lets chosen children go to another officer than the rest."""

    def __init__(self, tools: Tools, form: HandoverForm) -> None:
        super().__init__()
        self.setAccessibleName("What would be transferred")
        self._form = form
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self._title = QLabel("Nothing is written yet")
        self._title.setProperty("letters", "heading")
        self._title.setWordWrap(True)
        column.addWidget(self._title)
        column.addWidget(self._make_bar())
        self.table = TableView(tools.runner, tools.preferences, "handover", "What would be transferred")
        self.table.set_empty("Choose at the right whose caseload is transferred. Its children stand here then.")
        self.table.selected.connect(self._note)
        column.addWidget(self.table, 1)
        form.previewed.connect(self._show)
        self._note(0)
        form.tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form."""
        if event.key() == Qt.Key.Key_Escape:
            self._form.cancel()
        else:
            super().keyPressEvent(event)

    def _make_bar(self) -> QWidget:
        bar = Bar()
        bar.setAccessibleName("The chosen children")
        words = QLabel("The chosen chil&dren go to")
        self.to = choice([("", "Choose an IRO")])
        self.to.setAccessibleName("The chosen children go to")
        self.to.box.setMinimumContentsLength(16)
        words.setBuddy(self.to.box)
        self.send = QPushButton("Send the&m there")
        set_icon(self.send, "arrow-right", "text")
        self.send.clicked.connect(self._send)
        self.to.changed.connect(lambda: self._note(self.table.selected_count()))
        for part in (words, self.to, self.send):
            bar.add(part)
        return bar

    def _show(self, table: Table) -> None:
        self.to.set_options([("", "Choose an IRO"), *self._form.officers()])
        self.table.show_table(table)

    def _note(self, number: int) -> None:
        self.send.setEnabled(bool(number and self.to.value()))

    def _send(self) -> None:
        officer_id = str(self.to.value())

        def send(rows: Sequence[Row]) -> None:
            self._form.send([row.id for row in rows], officer_id)

        self.table.with_selected(send)
