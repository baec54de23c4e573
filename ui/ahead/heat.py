"""The table of weeks: narrow cells tinted by how much falls due, those that cannot be met with a shape beside the tint."""

from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.table import Kind, Row, Tone
from ui.parts.cells import CellDelegate, Index, alignment, draw_mark, words
from ui.parts.heading import Heading
from ui.parts.tables import TableView
from ui.preferences import Preferences
from ui.runner import Runner
from ui.theme import GRID, SMALL, font, theme

NARROW, WIDE = 23, 40
"""How wide the column of a week is, at least and at most, in pixels at 100 %."""
MARK = 6
STRONGEST = 0.3
"""How much of the accent the fullest week is tinted with: words on it stay legible in every theme."""
NONE = "·"
MEANINGS = {Tone.LATE: "cannot be met", Tone.SOON: "more than can be held; earlier weeks have room"}
"""What the shapes in picture and table say."""


def is_week(key: str) -> bool:
    """Whether a column is that of a week: w01 to w26."""
    return len(key) == 3 and key[0] == "w" and key[1:].isdigit()


class WeekHeading(Heading):
    """Headings in two lines: weeks by their day, with the month where one begins; words as they break."""

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """One heading."""
        title = str(self.model().headerData(logical, Qt.Orientation.Horizontal) or "")
        table = self.parentWidget()
        if not isinstance(table, HeatTable):
            super().paintSection(painter, rect, logical)
            return
        painter.save()
        painter.fillRect(rect, theme().color("background"))
        painter.setFont(font(SMALL, bold=True))
        painter.setPen(theme().color("quiet"))
        if is_week(table.rows.column(logical).key):
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self._week(table, logical, title))
        else:
            box = rect.adjusted(GRID, 0, -GRID, 0)
            painter.drawText(box, int(alignment(table.rows.column(logical))), "\n".join(broken(title)))
        painter.restore()

    def sizeHint(self) -> QSize:
        """Two lines high."""
        hint = super().sizeHint()
        hint.setHeight(max(hint.height(), 2 * theme().pixels(SMALL + 4) + GRID))
        return hint

    @staticmethod
    def _week(table: "HeatTable", logical: int, title: str) -> str:
        """The day, and below it the arrow of a sorted column, or the month where it is another than the week before."""
        day, _, rest = title.partition(" ")
        month, _, arrow = rest.partition(" ")
        before = table.rows.column(logical - 1)
        same = is_week(before.key) and before.title.endswith(month)
        return f"{day}\n{arrow or ('' if same else month)}"


def broken(title: str) -> list[str]:
    """A heading in one line or two, about as long as each other."""
    words = title.split(" ")
    if len(words) == 1:
        return words
    cuts = range(1, len(words))
    at = min(cuts, key=lambda cut: max(len(" ".join(words[:cut])), len(" ".join(words[cut:]))))
    return [" ".join(words[:at]), " ".join(words[at:])]


class HeatDelegate(CellDelegate):
    """Paints weeks by how full they are, everything else as every table does."""

    def __init__(self, surface: "HeatTable") -> None:
        super().__init__(surface)
        self._table = surface

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        key = self._surface.column(index).key
        row = self._table.rows.row(index.row())
        if row is None or not is_week(key):
            super().paint(painter, option, index)
            return
        painter.save()
        self._paint_ground(painter, option, index)
        number, tone = row.cells[index.column()], row.tones.get(key, Tone.PLAIN)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        tint = self._tint(row, number or 0, tone)
        if tint is not None and not chosen:
            painter.fillRect(rect.adjusted(1, 1, -1, -2), tint)
        self._paint_number(painter, rect, number, tone)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _tint(self, row: Row, number: int, tone: Tone) -> QColor | None:
        """What is judged has the tint of its meaning; the rest is the stronger the more falls due."""
        if tone is Tone.LATE:
            return theme().color("late_tint")
        if tone is Tone.SOON:
            return theme().color("soon_tint")
        most = self._table.most(row)
        if not number or not most:
            return None
        return _between(theme().color("surface"), theme().color("accent"), STRONGEST * number / most)

    def _paint_number(self, painter: QPainter, rect: QRect, number: Any, tone: Tone) -> None:
        painter.setFont(font(bold=tone is Tone.LATE))
        painter.setPen(theme().tone(tone) if number else theme().color("quiet"))
        if tone not in {Tone.LATE, Tone.SOON}:
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), f"{number:,}" if number else NONE)
            return
        size = theme().pixels(MARK)
        above = rect.adjusted(0, 1, 0, -size - 2)
        painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), f"{number:,}" if number else NONE)
        draw_mark(painter, tone, QRectF(rect.center().x() - size / 2, rect.bottom() - size - 3, size, size))


class HeatTable(TableView):
    """A table of figures by week, with the weeks as wide as there is room."""

    heading_kind = WeekHeading

    def __init__(self, runner: Runner, preferences: Preferences, key: str, name: str) -> None:
        super().__init__(runner, preferences, key, name)
        self._heat = HeatDelegate(self)
        self.setItemDelegate(self._heat)
        self.rows.meaning = lambda column, tone: MEANINGS.get(tone, "") if is_week(column) else ""
        self._most: dict[str, int] = {}
        self.heading.setMinimumSectionSize(NARROW)
        self.shown.connect(self._fit)
        self.shown.connect(self._most.clear)
        theme().changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Weeks take the room that there is."""
        super().resizeEvent(event)
        self._fit()

    def most(self, row: Row) -> int:
        """The most that falls due in any week of a row: tints are told by a person's own weeks."""
        if row.id not in self._most:
            weeks = [
                cell for cell, column in zip(row.cells, self.rows.table.columns, strict=True) if is_week(column.key)
            ]
            self._most[row.id] = max((cell for cell in weeks if isinstance(cell, int)), default=0)
        return self._most[row.id]

    def _fit(self) -> None:
        """Figures take what they need, weeks share the rest."""
        shown = self.arrangement.shown_columns()
        weeks = [at for at in shown if is_week(self.rows.column(at).key)]
        if not weeks:
            return
        for at in shown:
            if at not in weeks and self.rows.column(at).kind is Kind.NUMBER:
                self.heading.resizeSection(at, self._needed(at))
        others = sum(self.heading.sectionSize(at) for at in shown if at not in weeks)
        room = (self.viewport().width() - others) // len(weeks)
        width = min(max(room, theme().pixels(NARROW)), theme().pixels(WIDE))
        for at in weeks:
            self.heading.resizeSection(at, width)

    def _needed(self, at: int) -> int:
        """As wide as the longer line of a heading, or the longest number with its shape."""
        column, heading = self.rows.column(at), QFontMetrics(font(SMALL, bold=True))
        numbers = [QFontMetrics(font()).horizontalAdvance(words(row.cells[at])) for row in self.rows.kept()]
        lines = [heading.horizontalAdvance(line) for line in broken(f"{column.title} ↓")]
        return max(*lines, max(numbers, default=0) + theme().pixels(2 * MARK)) + 2 * GRID


def _between(low: QColor, high: QColor, share: float) -> QColor:
    """A colour on the way from one to the other."""
    parts = zip(low.getRgb()[:3], high.getRgb()[:3], strict=True)  # type: ignore[index]  # four figures
    return QColor(*(round(one + (other - one) * share) for one, other in parts))
