"""Shows what is about to go out, column by column, and asks how children shall stand in it, before it asks where."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.access import Right
from app.domain.errors import Refusal
from app.domain.markings import EXPLAINED, MARKING, Naming
from app.queries.outgoing import WhatGoesOut
from app.table import Table
from ui.page import Tools
from ui.parts.tables import TableView
from ui.theme import GRID

CHOICES = {
    Naming.INITIALS: "&Initials and reference",
    Naming.REFERENCES: "&Reference only",
    Naming.NAMES: "&Full names",
    Naming.PUBLICATION: "For &publication",
}
AS_IT_IS = "How children stand in it was chosen before."
FOOT = f"{MARKING} stands on every page. No author, nothing hidden. It is entered in the account."
FOOT_OF_PUBLICATION = f"{MARKING} stands on every page until whoever publishes it has read it and takes the words off."
NOT_YOURS = "Your role may not send out children's full names."


class GoingOut(QDialog):
    """The columns, the choice, and the two ways on; `then` is told how children shall stand in it, None as the query says."""

    def __init__(
        self, page: QWidget, tools: Tools, title: str, query: Any, then: Callable[[Naming | None], None]
    ) -> None:
        super().__init__(page)
        self._tools, self._query, self._then = tools, query, then
        self._chooses = getattr(query, "named", None) is None
        self.setWindowTitle(f"{title}: what goes out")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(980, 580)
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        heading = QLabel("What goes out")
        heading.setProperty("letters", "heading")
        column.addWidget(heading)
        column.addLayout(self._make_choices())
        self.words = QLabel()
        self.words.setWordWrap(True)
        column.addWidget(self.words)
        self.table = TableView(tools.runner, tools.preferences, "goingout", "What goes out")
        self.table.set_empty("Nothing goes out.")
        column.addWidget(self.table, 1)
        column.addLayout(self._make_foot())
        self.accepted.connect(lambda: then(self.naming))
        self._ask()

    @property
    def naming(self) -> Naming | None:
        """How children shall stand in it."""
        if not self._chooses:
            return None
        return next(naming for naming, button in self.buttons.items() if button.isChecked())

    def choose(self, naming: Naming) -> None:
        """As if it had been pressed."""
        self.buttons[naming].click()

    def _make_choices(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GRID * 2)
        self._group = QButtonGroup(self)
        self.buttons: dict[Naming, QRadioButton] = {}
        about = QLabel("Children as")
        about.setProperty("quiet", True)
        about.setVisible(self._chooses)
        line.addWidget(about)
        for naming, words in CHOICES.items():
            button = QRadioButton(words)
            button.setVisible(self._chooses)
            button.toggled.connect(self._chosen)
            self.buttons[naming] = button
            self._group.addButton(button)
            line.addWidget(button)
        line.addStretch(1)
        if not self._tools.runner.desk.person.may(Right.NAMES):
            self.buttons[Naming.NAMES].setEnabled(False)
            self.buttons[Naming.NAMES].setToolTip(NOT_YOURS)
        self.buttons[Naming.INITIALS].blockSignals(True)
        self.buttons[Naming.INITIALS].setChecked(True)
        self.buttons[Naming.INITIALS].blockSignals(False)
        return line

    def _make_foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.foot = QLabel(FOOT)
        self.foot.setProperty("quiet", True)
        self.foot.setWordWrap(True)
        line.addWidget(self.foot, 1)
        box = QDialogButtonBox()
        self.go = QPushButton("&Choose where…")
        self.go.setDefault(True)
        self.go.setProperty("primary", True)
        box.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(QPushButton("Ca&ncel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        line.addWidget(box)
        return line

    def _chosen(self, on: bool) -> None:
        if on:
            self._ask()

    def _ask(self) -> None:
        self.go.setEnabled(False)
        naming = self.naming
        self.words.setText(EXPLAINED[naming] if naming else AS_IT_IS)
        self.foot.setText(FOOT_OF_PUBLICATION if naming is Naming.PUBLICATION else FOOT)
        self._tools.runner.ask(
            WhatGoesOut(self._query, naming), self._show_columns, failed=self._refuse, ticket=(self, "columns")
        )

    def _show_columns(self, table: Table) -> None:
        self.table.show_table(table)
        self.words.setText(f"{EXPLAINED[self.naming] if self.naming else AS_IT_IS} {table.line}.")
        self.go.setEnabled(True)
        if not any(button.hasFocus() for button in self.buttons.values()):
            self.go.setFocus()

    def _refuse(self, refusal: Refusal) -> None:
        """It stays here: another choice may be allowed."""
        self.words.setText(str(refusal))
