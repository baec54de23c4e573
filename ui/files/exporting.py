"""What goes out as a sheet: a month's timeliness, the month pack and the due list."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from app.domain.calendar import add_months
from app.domain.dates import Period, month_of
from ui.parts.filters import Choice
from ui.theme import GRID, set_icon

MONTHS = 24


class ExportCard(QFrame):
    """Asks which month; the page asks for the target and writes."""

    month_wanted = Signal()
    pack_wanted = Signal(str)
    """The ending of the file that is wanted."""
    due_wanted = Signal()
    returns_wanted = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("Sheets to take out")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID)
        heading = QLabel("Take sheets out")
        heading.setProperty("letters", "heading")
        column.addWidget(heading)
        months = [month_of(add_months(today.replace(day=1), -back)) for back in range(MONTHS)]
        self.month = Choice("&Month", [(each, each.title()) for each in months], everything=False)
        self.month.box.setCurrentIndex(1)
        _say(column, "Timeliness of a month: summary by kind, IRO and month, late reviews, next month's list.")
        column.addWidget(self.month)
        self.export_month = _button("E&xport the month to Excel", self.month_wanted.emit)
        column.addWidget(self.export_month)
        column.addSpacing(GRID)
        _say(column, "Month pack: timeliness, challenges, caseload and moved meetings of the same month together.")
        self.export_pack = _button("Month &pack to Excel", lambda: self.pack_wanted.emit("xlsx"))
        self.paper_pack = _button("Month pack &as PDF", lambda: self.pack_wanted.emit("pdf"))
        column.addWidget(self.export_pack)
        column.addWidget(self.paper_pack)
        column.addSpacing(GRID)
        _say(column, "Reviews that are due, as they stand today.")
        self.export_due = _button("Export the due &list to Excel", self.due_wanted.emit)
        column.addWidget(self.export_due)
        column.addSpacing(GRID)
        _say(column, "Reviews for the SSDA903 return and the children in need census, and what breaks a rule.")
        self.returns = _button("&Returns to the DfE", self.returns_wanted.emit)
        column.addWidget(self.returns)
        column.addStretch(1)

    def period(self) -> Period:
        """The month that is chosen."""
        chosen: Period = self.month.value()
        return chosen


def _say(column: QVBoxLayout, words: str) -> None:
    label = QLabel(words)
    label.setProperty("quiet", True)
    label.setWordWrap(True)
    column.addWidget(label)


def _button(words: str, do: Callable[[], Any]) -> QPushButton:
    button = QPushButton(words)
    set_icon(button, "download")
    button.clicked.connect(lambda _checked=False: do())
    return button
