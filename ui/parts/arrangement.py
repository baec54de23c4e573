"""Which columns a table shows, how wide, in what order: sized to their content, then as the person left them."""

from datetime import date
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QFontMetrics

from app.table import Column, Kind, Order
from ui.parts.cells import words
from ui.parts.heading import Heading
from ui.parts.rows import RowsModel
from ui.preferences import Preferences
from ui.theme import GRID, font, theme

NARROWEST, WIDEST = 48, 320
FEW, USUAL_WORDS = 20, 18
"""With fewer rows than these a column has room for so many letters more than the rows here need."""
LONG_DAY = date(2026, 9, 30)
"""A day as wide as any."""
SAMPLE = 100
"""How many rows a column's width is taken from."""


class Arrangement(QObject):
    """Keeps the columns of one table under a preference's key; without a key nothing is kept."""

    def __init__(self, heading: Heading, rows: RowsModel, preferences: Preferences | None, key: str) -> None:
        super().__init__(heading)
        self._heading, self._rows = heading, rows
        self._preferences, self._key = preferences, f"table.{key}" if key else ""
        self._arranged_for: tuple[tuple[Column, ...], int] | None = None
        heading.arranged.connect(self.stretch)
        heading.arranged.connect(self._keep)
        theme().changed.connect(self._again)

    def order(self) -> Order | None:
        """The order that the person chose last."""
        kept = self._kept().get("order")
        return Order(kept[0], bool(kept[1])) if kept else None

    def keep_order(self, order: Order | None) -> None:
        """Remember the order."""
        self._save(self._kept() | {"order": [order.column, order.descending] if order else None})

    def arrange(self) -> None:
        """Lay the columns out, if the table has other columns than before."""
        keys, columns = self._keys(), self._rows.table.columns
        if self._arranged_for == (columns, theme().factor) or (not self._rows.kept() and self._arranged_for):
            self._make_room_for_shapes()
            return
        self._arranged_for = (columns, theme().factor) if self._rows.kept() else None
        kept = self._kept()
        self._move(kept.get("columns", []))
        for at, key in enumerate(keys):
            width = kept.get("widths", {}).get(key)
            self._heading.setSectionHidden(at, key in kept.get("hidden", []))
            self._heading.resizeSection(at, theme().pixels(width) if width else self._fitting(at))
        self.stretch()

    def shown_columns(self) -> list[int]:
        """The places of the columns that are shown, from left to right."""
        count = self._heading.count()
        order = [self._heading.logicalIndex(at) for at in range(count)]
        return [at for at in order if not self._heading.isSectionHidden(at)]

    def stretch(self) -> None:
        """The last column takes the rest of the room, unless it holds figures, which would stand far from the others."""
        shown = self.shown_columns()
        figures = bool(shown) and self._rows.column(shown[-1]).kind in {Kind.NUMBER, Kind.PERCENT}
        self._heading.setStretchLastSection(not figures)

    def first_column(self) -> int:
        """The column that stands at the left; -1 when none is shown."""
        for at in range(self._heading.count()):
            logical = self._heading.logicalIndex(at)
            if not self._heading.isSectionHidden(logical):
                return logical
        return -1

    def toggles(self, parent: QObject) -> list[QAction]:
        """A tick for every column."""
        made = []
        for at, column in enumerate(self._rows.table.columns):
            action = QAction(column.title.replace("&", "&&"), parent)
            action.setCheckable(True)
            action.setChecked(not self._heading.isSectionHidden(at))
            action.setEnabled(len(self.shown_columns()) > 1 or not action.isChecked())
            action.toggled.connect(lambda shown, at=at: self.show_column(at, shown))
            made.append(action)
        return made

    def show_column(self, at: int, shown: bool) -> None:
        """Show or hide a column, and remember it."""
        self._heading.setSectionHidden(at, not shown)
        self.stretch()
        self._keep()

    def forget(self) -> None:
        """Back to the table's own columns and order."""
        self._save({})
        self._move(list(self._keys()))
        self._arranged_for = None
        self.arrange()

    def _keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self._rows.table.columns)

    def _move(self, keys: list[str]) -> None:
        own = self._keys()
        for to, key in enumerate(key for key in keys if key in own):
            self._heading.moveSection(self._heading.visualIndex(own.index(key)), to)

    def _fitting(self, at: int) -> int:
        """Wide enough for the heading with its arrow and for the rows that are here."""
        column, metrics = self._rows.column(at), QFontMetrics(font())
        widest = max((metrics.horizontalAdvance(words(row.cells[at])) for row in self._rows.kept()[:SAMPLE]), default=0)
        if len(self._rows.kept()) < FEW:
            widest = max(widest, self._expected(column))
        mark = any(row.tones.get(column.key) for row in self._rows.kept()[:SAMPLE]) or (
            at == 0 and self._rows.has_row_tones
        )
        room = GRID * 2 + (theme().pixels(16) if mark else 4)
        heading = metrics.horizontalAdvance(f"{column.title} ↓") + GRID * 2
        return min(max(widest + room, heading, theme().pixels(NARROWEST)), theme().pixels(WIDEST))

    def _expected(self, column: Column) -> int:
        """What other rows will need where only few are here: a whole date, a name, as far as the column says."""
        metrics = QFontMetrics(font())
        if column.kind is Kind.DATE:
            return metrics.horizontalAdvance(words(LONG_DAY))
        return metrics.averageCharWidth() * min(column.width, USUAL_WORDS) if column.kind is Kind.TEXT else 0

    def _make_room_for_shapes(self) -> None:
        """Rows of a table that stands may get a shape, as an import that is undone: the day beside it stays whole."""
        first = self.first_column()
        if self._rows.has_row_tones and first == 0 and self._keys()[0] not in self._kept().get("widths", {}):
            self._heading.resizeSection(0, max(self._heading.sectionSize(0), self._fitting(0)))

    def _again(self) -> None:
        if self._rows.is_open:
            self.arrange()

    def _kept(self) -> dict[str, Any]:
        kept = self._preferences.get(self._key, {}) if self._preferences and self._key else {}
        return kept if isinstance(kept, dict) else {}

    def _keep(self) -> None:
        keys = self._keys()
        shown = self.shown_columns()[:-1]
        self._save(
            {
                "columns": [keys[self._heading.logicalIndex(at)] for at in range(len(keys))],
                "widths": {keys[at]: round(self._heading.sectionSize(at) * 100 / theme().factor) for at in shown},
                "hidden": [key for at, key in enumerate(keys) if self._heading.isSectionHidden(at)],
                "order": self._kept().get("order"),
            }
        )

    def _save(self, kept: dict[str, Any]) -> None:
        if self._preferences and self._key:
            self._preferences.set(self._key, {key: value for key, value in kept.items() if value} or None)
