"""The sections in two columns, or below each other where there is no room, each with as many lines as fit in one look."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from app.queries.week.shapes import Week
from app.table import Table
from ui.page import Tools
from ui.parts.focus import contains_focus
from ui.parts.scrolled import Scrolled
from ui.parts.tables import TableView
from ui.theme import GRID, theme
from ui.week.lines import LineList
from ui.week.section import SectionView, head, rule

NARROW = 900
"""Narrower than this at 100 %, the columns stand below each other."""
USUAL = 5
"""How many lines a section has where the page scrolls anyway."""
TABLE_SHARE = (14, 11)
"""How the width is shared where the first column holds a table."""
LEAST = {"overdue": 3, "week": 2, "meetings": 5, "to-book": 3, "not-invited": 3, "not-minuted": 3}


def share(room: int, wants: Sequence[tuple[int, int]]) -> list[int]:
    """Lines for each of (least, most): the least first, then one more in turns while there is room."""
    given = [min(least, most) for least, most in wants]
    room -= sum(given)
    while room > 0 and any(mine < most for mine, (_, most) in zip(given, wants, strict=True)):
        for at, (_, most) in enumerate(wants):
            if given[at] < most and room > 0:
                given[at] += 1
                room -= 1
    return given


class Column(QFrame):
    """One column: sections below each other in one quiet frame, perhaps above them a table."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.views: list[SectionView] = []
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        self._inside.setSpacing(0)
        self._inside.addStretch(1)

    def add(self, widget: QWidget) -> None:
        """Place it below the others, with a line between."""
        if self._inside.count() > 1:
            self._inside.insertWidget(self._inside.count() - 1, rule())
        self._inside.insertWidget(self._inside.count() - 1, widget)

    def room(self, height: int) -> int:
        """How many lines fit into this height beside the heads of the sections."""
        heads = sum(view.head_height() + 1 for view in self.views)
        return (height - heads - GRID - 2) // theme().row_height


class Columns(QWidget):
    """All sections of a week."""

    pressed_on = Signal(object)
    shown = Signal()
    """The week is there, with the rows of its table."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._week: Week | None = None
        self._keys: tuple[str, ...] = ()
        self.columns: list[Column] = []
        self.views: dict[str, SectionView] = {}
        self.carried: TableView | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inside)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(GRID)
        self._scrolled = Scrolled(self._inside)
        outer.addWidget(self._scrolled)
        theme().changed.connect(self._fit)

    def show_week(self, week: Week) -> None:
        """Show a week; what was there stays in its place, with the keyboard."""
        keys = tuple(section.key for section in week.sections) + (("carried",) if week.carried else ())
        self._week = week
        had_focus = contains_focus(self)
        if keys != self._keys:
            self._keys = keys
            self._rebuild(week)
        self._fit()
        if had_focus and not contains_focus(self) and (first := self.first_list()) is not None:
            first.setFocus()
        if self.carried is not None and week.carried is not None:
            self.carried.show_table(week.carried)
        else:
            self.shown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room shows more lines."""
        super().resizeEvent(event)
        self._fit()

    def first_list(self) -> QWidget | None:
        """Where the keyboard begins: the first section that has lines."""
        return next((view.lines for view in self.views.values() if view.lines.model_of_lines.lines), None)

    def place(self) -> str:
        """The key of the section in which the keyboard is; "" where it is in none."""
        return next((key for key, view in self.views.items() if contains_focus(view)), "")

    def list_of(self, key: str) -> QWidget | None:
        """The lines of a section, if it has any."""
        view = self.views.get(key)
        return view.lines if view is not None and view.lines.model_of_lines.lines else None

    def told_of(self, line_id: str) -> str:
        """What the line of a record says."""
        lines = [line for section in (self._week.sections if self._week else ()) for line in section.lines]
        return next((f"{line.title}, {line.detail}." for line in lines if line.id == line_id), "")

    # ------------------------------------------------------------------------------------------------------ building

    def _rebuild(self, week: Week) -> None:
        for column in self.columns:
            self._across.removeWidget(column)
            column.hide()
            column.deleteLater()
        self.columns, self.views, self.carried = [Column(), Column()], {}, None
        for at, column in enumerate(self.columns):
            self._across.addWidget(column, TABLE_SHARE[at] if week.carried else 1)
        if week.carried is not None:
            self._add_carried(week.carried)
        for section in week.sections:
            view = SectionView(section)
            view.pressed_on.connect(self.pressed_on)
            view.lines.beyond.connect(lambda step, key=section.key: self._walk(key, step))
            view.lines.sideways.connect(lambda step, key=section.key: self._cross(key, step))
            view.lines.selectionModel().currentChanged.connect(partial(self._see, view.lines))
            at = self._column_of(section.beside, section.key, team=week.carried is not None)
            self.columns[at].views.append(view)
            self.columns[at].add(view)
            self.views[section.key] = view

    def _add_carried(self, table: Table) -> None:
        view = SectionTable(self._tools, table)
        view.table.opened.connect(self.pressed_on)
        view.table.shown.connect(self.shown)
        self.carried = view.table
        self.columns[0].add(view)

    @staticmethod
    def _column_of(beside: bool, key: str, *, team: bool) -> int:
        """Where everybody's weeks are shown, who carries what stands first, and the meetings below it."""
        return int(key != "meetings") if team else int(beside)

    def _fit(self) -> None:
        """Share the height among the sections, so that all are seen in one look where that can be."""
        if self._week is None:
            return
        narrow = self.width() < theme().pixels(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._across.setDirection(way)
        sections = {section.key: section for section in self._week.sections}
        team = self._week.carried is not None
        for at, column in enumerate(self.columns):
            table = self._table_height(at)
            wants = [
                (LEAST.get(view.section.key, 0 if team else 1), len(sections[view.section.key].lines))
                for view in column.views
            ]
            room = column.room(self.height() - table)
            given = [min(USUAL, most) for _, most in wants] if narrow else share(room, wants)
            for view, number in zip(column.views, given, strict=True):
                view.show_section(sections[view.section.key], number)

    def _table_height(self, at: int) -> int:
        if at or self.carried is None or self._week is None or self._week.carried is None:
            return 0
        view = self.carried.parentWidget()
        return view.fit(self._week.carried) if isinstance(view, SectionTable) else 0

    # ---------------------------------------------------------------------------------------------------------- hands

    def _walk(self, key: str, step: int) -> None:
        """Up or down into the section before or after that has lines."""
        shown = [view for column in self.columns for view in column.views if view.lines.model_of_lines.lines]
        at = shown.index(self.views[key]) + step
        if 0 <= at < len(shown):
            shown[at].lines.enter(step)
            self._scrolled.ensureWidgetVisible(shown[at].lines)

    def _see(self, lines: LineList, index: QModelIndex, _before: QModelIndex) -> None:
        """The line that the keyboard comes to is in sight, with its neighbours."""
        if index.isValid() and lines.hasFocus():
            at = lines.mapTo(self._inside, lines.visualRect(index).center())
            self._scrolled.ensureVisible(at.x(), at.y(), 0, theme().row_height * 2)

    def _cross(self, key: str, step: int) -> None:
        """Left or right into the other column, at about the same height."""
        mine = self.views[key]
        at = next(at for at, column in enumerate(self.columns) if mine in column.views) + step
        if not 0 <= at < len(self.columns):
            return
        others = [view for view in self.columns[at].views if view.lines.model_of_lines.lines]
        if others:
            min(others, key=lambda view: abs(view.y() - mine.y())).lines.enter(1)
        elif self.carried is not None:
            self.carried.setFocus(Qt.FocusReason.OtherFocusReason)


class SectionTable(QWidget):
    """Who carries what: a small table under a head of its own."""

    def __init__(self, tools: Tools, table: Table) -> None:
        super().__init__()
        self.view = head(table.title, table.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID // 2)
        column.setSpacing(0)
        column.addWidget(self.view)
        self.table = TableView(tools.runner, tools.preferences, "week.carried", table.title)
        self.table.setStyleSheet("QTableView { border: none; }")
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the page scrolls
        self.table.horizontalScrollBar().rangeChanged.connect(lambda _least, _most: self._fit())
        self._rows = 0
        column.addWidget(self.table)

    def fit(self, table: Table) -> int:
        """As high as its rows; gives the height."""
        self._rows = len(getattr(table.rows, "rows", ()))
        self._fit()
        return self.table.height() + self.view.sizeHint().height() + GRID

    def _fit(self) -> None:
        bar = self.table.horizontalScrollBar()
        beside = bar.sizeHint().height() if bar.maximum() else 0
        high = theme().row_height * self._rows + self.table.horizontalHeader().sizeHint().height() + 4 + beside
        self.table.setFixedHeight(high)
