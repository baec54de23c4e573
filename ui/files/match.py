"""The columns of the service's own sheets: what each was taken for, to be corrected, and which way round dates are written."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.domain.counting import counted
from app.domain.errors import Refusal
from app.files.headings import Field
from app.files.layouts import challenge_fields
from app.files.layouts.fields import FIELDS
from app.files.layouts.matched import MatchedColumn, MatchedSheet
from ui.files.daterow import DateRow
from ui.files.reading import Reading
from ui.parts.bar import Bar
from ui.parts.filters import Choice
from ui.parts.scrolled import Scrolled
from ui.theme import GRID, theme

NOT_USED = "Not used"
TITLES = {one.code: one.title for one in (*challenge_fields.FIELDS, *FIELDS)}
HOLDS = [(False, "Reviews and children"), (True, "Challenges")]
MOST_COLUMNS, MOST_SHOWN = 200, 27
LONGEST = 28
FIELD_WIDTH = 232


class FieldChoice(QComboBox):
    """What a column is; the mouse wheel scrolls the list of columns and changes nothing."""

    def __init__(self, heading: str, code: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self.setAccessibleName(f"What the column {heading} is")
        self.offer(code, fields)
        self.setMaxVisibleItems(MOST_SHOWN)
        self.setFixedWidth(theme().pixels(FIELD_WIDTH))

    def offer(self, code: str, fields: Sequence[Field]) -> None:
        """Offer these fields, with one of them chosen."""
        with QSignalBlocker(self):
            self.clear()
            for value, words in (("", NOT_USED), *((one.code, one.title) for one in fields)):
                self.addItem(words, value)
            self.setCurrentIndex(self.findData(code))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to what scrolls."""
        event.ignore()


class SheetMatch(QFrame):
    """One sheet: a line for each column with its first values."""

    changed = Signal()

    def __init__(self, sheet: MatchedSheet) -> None:
        super().__init__()
        self.setObjectName("card")
        self.sheet = sheet
        self.fields: dict[str, FieldChoice] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID * 2)
        grid.setHorizontalSpacing(GRID * 3)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        for at, words in enumerate(("Heading in the file", "What it is", "First values")):
            label = QLabel(words)
            label.setProperty("letters", "small")
            grid.addWidget(label, 0, at)
        for column in sheet.columns[:MOST_COLUMNS]:
            if column.heading not in self.fields:
                self._add(grid, column)
        grid.setRowStretch(grid.rowCount(), 1)

    def match(self) -> dict[str, str]:
        """{heading: field, or "" to leave the column out}."""
        return {heading: str(field.currentData()) for heading, field in self.fields.items()}

    def hold(self, log: bool) -> None:
        """Take the sheet for a log of challenges, or for one of reviews."""
        if log != self.sheet.log:
            self.sheet = self.sheet.holding(log)
            for column in reversed(self.sheet.columns[:MOST_COLUMNS]):
                self.fields[column.heading].offer(column.code, self.sheet.fields)
            self.changed.emit()

    def check(self) -> None:
        """Refuse a field that two columns claim."""
        first: dict[str, str] = {}
        for heading, code in self.match().items():
            if code and code in first:
                raise Refusal(
                    f'In {self.sheet.title} two columns are "{TITLES[code]}": {first[code]} and {heading}.',
                    f'Choose another for one of them, or "{NOT_USED}".',
                )
            first[code] = heading

    def _add(self, grid: QGridLayout, column: MatchedColumn) -> None:
        row = grid.rowCount()
        field = self.fields[column.heading] = FieldChoice(column.heading, column.code, self.sheet.fields)
        field.currentIndexChanged.connect(lambda _at: self.changed.emit())
        heading = QLabel(_cut(column.heading))
        heading.setToolTip(column.heading)
        heading.setBuddy(field)
        values = QLabel(_values(column))
        values.setProperty("quiet", True)
        values.setToolTip("\n".join(column.values))
        field.setAccessibleDescription(f"For example {', '.join(column.values)}" if column.values else "No values")
        for at, widget in enumerate((heading, field, values)):
            grid.addWidget(widget, row, at)


class MatchStage(QWidget):
    """The sheets of the chosen files, one at a time, and above them what has to be asked."""

    def __init__(self) -> None:
        super().__init__()
        self.dates: list[DateRow] = []
        self._sheets: list[SheetMatch] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.refused = QLabel()
        self.refused.setProperty("tone", "late")
        self.refused.setWordWrap(True)
        self.refused.hide()
        self._questions = QVBoxLayout()
        self._questions.setSpacing(GRID)
        self.chooser = Choice("&Sheet", [], everything=False)
        self.chooser.changed.connect(self._show_sheet)
        self.state = QLabel()
        self.state.setProperty("quiet", True)
        self.holds = Choice("Ho&lds", HOLDS, everything=False)
        self.holds.changed.connect(self._hold)
        self._top = Bar()
        self._top.add(self.chooser)
        self._top.add(self.holds)
        self._top.add(self.state)
        self.stack = QStackedWidget()
        column.addWidget(self.refused)
        column.addLayout(self._questions)
        column.addWidget(self._top)
        column.addWidget(self.stack, 1)

    def show_reading(self, reading: Reading) -> None:
        """The columns as they are matched now, and the questions that are still open."""
        at = max(self.stack.currentIndex(), 0)
        self._clear()
        self._ask_dates(reading)
        ordered = sorted(reading.sheets, key=lambda sheet: not reading.used(sheet))
        for sheet in ordered:
            one = SheetMatch(sheet)
            self._sheets.append(one)
            self.stack.addWidget(Scrolled(one))
        names = [sheet.title if reading.used(sheet) else f"{sheet.title} (not read)" for sheet in ordered]
        self.chooser.set_options(list(enumerate(names)))
        self.chooser.setVisible(len(ordered) > 1)
        if at < len(ordered):
            self.chooser.set_value(at)
        self._show_sheet()
        self.state.setVisible(reading.refusal is None or len(ordered) > 1)
        self.refuse(_nobody(reading.files) if reading.refusal else None)

    def focus(self) -> None:
        """Put the keyboard on the first thing that is asked, else on the first column."""
        open_still = [row.day_first for row in self.dates if not row.value()]
        fields = [field for one in self._sheets[:1] for field in one.fields.values()]
        for first in (*open_still, *fields)[:1]:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def matches(self) -> Mapping[str, Mapping[str, str]]:
        """The match of every sheet, by its signature; refuses one that cannot be."""
        for one in self._sheets:
            one.check()
        if not any("reference" in one.match().values() for one in self._sheets):
            raise Refusal(
                "No column is the child's reference yet, so nobody knows whose row is whose.",
                f'Choose "{TITLES["reference"]}" beside the column that holds it.',
            )
        return {one.sheet.signature: one.match() for one in self._sheets if self._is_said(one)}

    def date_columns(self) -> Mapping[str, str]:
        """The order of each column that was asked about; refuses while one is not answered."""
        for row in self.dates:
            if not row.value():
                raise Refusal(f'Say first which way round the dates in "{row.column}" are written.')
        return {row.column: row.value() for row in self.dates}

    def refuse(self, no: Refusal | None) -> None:
        """Say above the columns what is wrong; nothing takes it away."""
        self.refused.setText(str(no) if no else "")
        self.refused.setVisible(no is not None)

    def _is_said(self, one: SheetMatch) -> bool:
        """A sheet in which nobody found or chose a child stays unread, whatever else is on it."""
        return "reference" in one.match().values()

    def _clear(self) -> None:
        for row in self.dates:
            self._questions.removeWidget(row)
            row.deleteLater()
        self.dates, self._sheets = [], []
        while (old := self.stack.widget(0)) is not None:
            self.stack.removeWidget(old)
            old.deleteLater()

    def _ask_dates(self, reading: Reading) -> None:
        undecided = {c.heading: c.undecided for sheet in reading.sheets for c in sheet.columns if c.undecided}
        told = reading.options.date_columns
        headings = dict.fromkeys(question.column for question in (reading.facts.questions if reading.facts else ()))
        for heading in [*headings, *(one for one in told if one not in headings)]:
            row = DateRow(heading, undecided.get(heading, ()), told.get(heading, ""))
            self.dates.append(row)
            self._questions.addWidget(row)

    def _show_sheet(self) -> None:
        at = self.chooser.value()
        if at is not None and at < self.stack.count():
            self.stack.setCurrentIndex(at)
            with QSignalBlocker(self.holds):
                self.holds.set_value(self._sheets[at].sheet.log)
            self._say_state()

    def _hold(self) -> None:
        at = self.stack.currentIndex()
        if 0 <= at < len(self._sheets):
            self._sheets[at].hold(bool(self.holds.value()))
            self._say_state()

    def _say_state(self) -> None:
        self.state.setText(_state(self._sheets[self.stack.currentIndex()].sheet))


def _state(sheet: MatchedSheet) -> str:
    matched = sum(1 for column in sheet.columns if column.code)
    count = f"{matched} of {counted(len(sheet.columns), 'column')} used."
    if sheet.remembered:
        return f"{count} Matched as you did it last time."
    if not sheet.has_reference:
        return "No column is the child's reference, so this sheet is not read."
    return f"{count} Correct what is wrong: it is remembered for the next such sheet."


def _nobody(files: str) -> Refusal:
    return Refusal(
        f"No column of {files} was recognised as the child's reference, so nothing can be read yet.",
        f'Choose "{TITLES["reference"]}" beside the column that holds it, then press Go on.',
    )


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST * 2 else words[: LONGEST * 2 - 1] + "…"


def _values(column: MatchedColumn) -> str:
    return (
        "   ".join(value if len(value) <= LONGEST else value[: LONGEST - 1] + "…" for value in column.values) or "empty"
    )
