"""Who was invited, came and reported: a compact grid in which one key answers a cell."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableWidget, QTableWidgetItem

from app.domain.voice import IN_TIME, LATE, NONE, THE_CHILD, Attendance
from app.queries.practice import MeetingFacts
from ui.meetingform.fold import TRUTH, WORDS_OF_TRUTH, Fold
from ui.theme import GRID, SMALL, TEXT, font, theme

COLUMNS = ("Who", "Invited", "Came", "Report")
REPORT = 3
YES_NO = {"": "–", "yes": "Yes", "no": "No"}
HOW_REPORTED = {"": "–", IN_TIME: "In time", LATE: "Late", NONE: "None"}
LETTERS = {
    False: {Qt.Key.Key_Y: "yes", Qt.Key.Key_N: "no"},
    True: {Qt.Key.Key_I: IN_TIME, Qt.Key.Key_L: LATE, Qt.Key.Key_N: NONE},
}
CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
HOW = "Arrows move, Space or a press changes a cell. Y yes, N no; reports: I in time, L late, N none; Delete clears."
ROW, CELL = 26, 68
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Grid(QTableWidget):
    """Attenders by what is asked of each; Tab passes it as one."""

    def __init__(self, coming: "Coming", groups: list[tuple[str, list[tuple[str, str]]]]) -> None:
        super().__init__(sum(1 + len(some) for _, some in groups), len(COLUMNS))
        self._coming = coming
        self.at: dict[int, str] = {}
        self._titles: list[QTableWidgetItem] = []
        self.cells: dict[tuple[int, int], QTableWidgetItem] = {}
        self.setAccessibleName("Who was invited, came and reported")
        self.setAccessibleDescription(HOW)
        self.setHorizontalHeaderLabels(COLUMNS)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._fill(groups)
        self._shape()
        theme().changed.connect(self._shape)
        self.cellClicked.connect(self._press)

    def _fill(self, groups: list[tuple[str, list[tuple[str, str]]]]) -> None:
        row = 0
        for group, some in groups:
            title = QTableWidgetItem(group)
            title.setFlags(Qt.ItemFlag.NoItemFlags)
            self.setItem(row, 0, title)
            self._titles.append(title)
            self.setSpan(row, 0, 1, len(COLUMNS))
            row += 1
            for who, words in some:
                name = QTableWidgetItem(words)
                name.setFlags(Qt.ItemFlag.ItemIsEnabled)
                name.setToolTip(words)
                self.setItem(row, 0, name)
                for column in range(1, len(COLUMNS)):
                    cell = QTableWidgetItem()
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                    self.setItem(row, column, cell)
                    self.cells[row, column] = cell
                self.at[row] = who
                row += 1

    def _shape(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        self.model().setHeaderData(0, Qt.Orientation.Horizontal, LEFT, Qt.ItemDataRole.TextAlignmentRole)
        for title in self._titles:
            title.setFont(font(SMALL, bold=True))
            title.setForeground(theme().color("quiet"))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        widest = max(QFontMetrics(font(TEXT)).horizontalAdvance(words) for words in (*HOW_REPORTED.values(), *COLUMNS))
        for column in range(1, len(COLUMNS)):
            self.setColumnWidth(column, max(theme().pixels(CELL), widest + GRID * 2))
        self.verticalHeader().setMinimumSectionSize(1)
        for row in range(self.rowCount()):
            self.setRowHeight(row, theme().pixels(ROW))
        self.setFixedHeight(header.sizeHint().height() + self.rowCount() * theme().pixels(ROW) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key answers; keys with Ctrl are the form's."""
        row, column = self.currentRow(), self.currentColumn()
        letters = LETTERS[column == REPORT]
        key = Qt.Key(event.key())
        if row not in self.at or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in CLEARING:
            self._coming.answer(row, column, "")
        elif key in letters:
            self._coming.answer(row, column, letters[key])
        elif key in PRESSING:
            self._press(row, column)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        """The first cell is chosen when none is."""
        super().focusInEvent(event)
        if self.currentRow() not in self.at:
            self.setCurrentCell(next(iter(self.at)), 1)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The names at the left are read, and never chosen."""
        index: QModelIndex = super().moveCursor(action, modifiers)
        return index if index.column() > 0 else self.model().index(index.row(), 1)

    def _press(self, row: int, column: int) -> None:
        """The next answer."""
        if row in self.at and column > 0:
            known = list(HOW_REPORTED if column == REPORT else YES_NO)
            now = self._coming.answers[self.at[row]][column - 1]
            self._coming.answer(row, column, known[(known.index(now) + 1) % len(known)])


class Coming(Fold):
    """What is recorded of each attender: invited, came, report."""

    title = "&Who came and reported"

    def __init__(self, facts: MeetingFacts) -> None:
        super().__init__()
        self._words = {one.who: one.words for one in facts.attenders}
        self.answers = {one.who: _answers(one.said) for one in facts.attenders}
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in facts.attenders:
            groups.setdefault(one.group or "Others", []).append((one.who, one.words))
        self.grid = Grid(self, list(groups.items()))
        how = QLabel(HOW)
        how.setProperty("letters", "small")
        how.setWordWrap(True)
        self.rows.setContentsMargins(0, 0, 0, GRID)
        self.rows.addWidget(self.grid)
        self.rows.addWidget(how)
        self._show()

    def answer(self, row: int, column: int, said: str) -> None:
        """Somebody answered a cell."""
        self.answers[self.grid.at[row]][column - 1] = said
        self._show()
        self.changed.emit()

    def value(self) -> dict[str, list[str]]:
        """The answers of those of whom something is said."""
        return {who: list(said) for who, said in self.answers.items() if any(said)}

    def set_value(self, value: dict[str, list[str]]) -> None:
        """What was answered before."""
        for who in self.answers:
            self.answers[who] = list(value.get(who, ("", "", "")))
        self._show()
        self.tell()

    def said(self, facts: MeetingFacts) -> tuple[Attendance, ...]:
        """The rows that differ from what is recorded."""
        found = []
        for one in facts.attenders:
            invited, attended, report = self.answers[one.who]
            new = replace(one.said, invited=TRUTH[invited], attended=TRUTH[attended], report=report or None)
            if new != one.said:
                found.append(new)
        return tuple(found)

    def summary(self) -> str:
        """How many came of those who were invited or came, and how many reported in time; the child is told of above."""
        others = [said for who, said in self.answers.items() if who != THE_CHILD]
        asked = [said for said in others if "yes" in said[:2]]
        reports = [said[2] for said in others if said[2]]
        if not asked and not reports:
            return "Nothing is recorded"
        came = sum(said[1] == "yes" for said in asked)
        in_time = f", {reports.count(IN_TIME)} of {len(reports)} reports in time" if reports else ""
        return f"{came} of {len(asked)} came{in_time}"

    def _show(self) -> None:
        for row, who in self.grid.at.items():
            for column, said in enumerate(self.answers[who], 1):
                words = (HOW_REPORTED if column == REPORT else YES_NO)[said]
                cell = self.grid.cells[row, column]
                cell.setText(words)
                spoken = f"{self._words[who]}, {COLUMNS[column].lower()}: {words if said else 'not recorded'}"
                cell.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                cell.setToolTip(spoken)
        self.tell()


def _answers(said: Attendance) -> list[str]:
    return [WORDS_OF_TRUTH[said.invited], WORDS_OF_TRUTH[said.attended], said.report or ""]
