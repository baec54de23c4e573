"""The question which way round the dates of a column are written, with what each answer would make of the first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QRadioButton, QVBoxLayout

from app.domain.dates import long
from app.files.celldates import Order, parse
from ui.parts.bar import Bar
from ui.theme import GRID


class DateRow(QFrame):
    """Day first or month first: nothing is chosen until a person chooses."""

    def __init__(self, column: str, values: Sequence[str], told: str) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", "information")
        self.column = column
        inside = QVBoxLayout(self)
        inside.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        inside.setSpacing(GRID // 2)
        words = QLabel(_question(column, values))
        words.setWordWrap(True)
        inside.addWidget(words)
        self.day_first = QRadioButton(f"&Day first{_reading(values, Order.DAY_FIRST)}")
        self.month_first = QRadioButton(f"&Month first{_reading(values, Order.MONTH_FIRST)}")
        answers = Bar()
        for button, order in ((self.day_first, Order.DAY_FIRST), (self.month_first, Order.MONTH_FIRST)):
            button.setAccessibleDescription(words.text())
            button.setChecked(told == order)
            answers.add(button)
        inside.addWidget(answers)

    def value(self) -> str:
        """The order that was chosen, or nothing yet."""
        if self.day_first.isChecked():
            return str(Order.DAY_FIRST)
        return str(Order.MONTH_FIRST) if self.month_first.isChecked() else ""


def _question(column: str, values: Sequence[str]) -> str:
    return (
        f"The dates in “{column}” can be read in two ways, and nothing in the column says which: {', '.join(values)}."
    )


def _reading(values: Sequence[str], order: Order) -> str:
    return f": {values[0]} is {long(parse(values[0], order))}" if values else ""
