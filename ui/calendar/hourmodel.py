"""The days of a week by the half hour, as the view by the hour asks for them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from app.domain.dates import full
from app.queries.calendar.shapes import Day
from ui.calendar.chips import fitting
from ui.calendar.clusters import STEP, Cluster, clusters, hours_of, untimed
from ui.calendar.words import day_head, event_said
from ui.parts.cells import Index

DAY_ROLE = int(Qt.ItemDataRole.UserRole)


class HoursModel(QAbstractTableModel):
    """Row 0 is the day; each further row is half an hour. Meetings stand in the row in which they begin."""

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[Day, ...] = ()
        self.first = self.last = 0
        self.clusters: dict[tuple[int, int], Cluster] = {}
        self.room: Callable[[int], int] = lambda _column: 0
        """How much room the words above a column have."""

    def show(self, days: tuple[Day, ...]) -> None:
        """Show this week."""
        self.beginResetModel()
        self.days = days
        self.first, self.last = hours_of(days)
        self.clusters = {
            (one.first - self.first + 1, column): one for column, day in enumerate(days) for one in clusters(day)
        }
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        """The top and the half hours."""
        return 0 if parent.isValid() or not self.days else 1 + self.last - self.first

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the same)
        """Monday to Sunday."""
        return 0 if parent.isValid() else len(self.days)

    def cluster(self, index: Index) -> Cluster | None:
        """The meetings that begin in this cell."""
        return self.clusters.get((index.row(), index.column()))

    def clock(self, row: int) -> str:
        """The time at which a row begins."""
        minute = (self.first + row - 1) * STEP
        return f"{minute // 60:02}:{minute % 60:02}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A day; the words of what is there for a screen reader."""
        day = self.days[index.column()]
        if role == DAY_ROLE:
            return day
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        cluster = self.cluster(index)
        if index.row() == 0:
            return "; ".join((day.said, *(event_said(event) for event in untimed(day))))
        if cluster is None:
            return f"{full(day.date)}, {self.clock(index.row())}, no meeting"
        return f"{full(day.date)}, {'; '.join(event_said(event) for event in cluster.events)}"

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The days across; the hours down."""
        if way == Qt.Orientation.Vertical:
            whole = section > 0 and (self.first + section - 1) % 2 == 0
            return self.clock(section) if role == Qt.ItemDataRole.DisplayRole and whole else None
        day = self.days[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return fitting(day_head(day), self.room(section))
        return day.said if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole} else None
