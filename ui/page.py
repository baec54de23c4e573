"""One screen: its title, its line, its filters and actions, its body and its details; it names its topics, asks and shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.domain.calendar import Calendar
from app.domain.records import Record
from ui.notices import Notices
from ui.parts.folding import FoldingBar
from ui.parts.head import Head
from ui.preferences import Preferences
from ui.runner import Runner
from ui.theme import GRID, set_icon, theme

if TYPE_CHECKING:
    from ui.ownkeys import OwnKeys

DETAILS_WIDTH, NARROWEST = 336, 240
"""How wide the pane is at first, and at least, in pixels at 100 %, as it is remembered too."""
LOW = 540
"""A page that is lower than this at the size of its text folds its filters, so that rows are seen."""


@dataclass(frozen=True)
class Tools:
    """What every page is given."""

    runner: Runner
    notices: Notices
    preferences: Preferences
    calendar: Callable[[], Calendar]
    file: str = ""
    """Where the records lie, to be said to the person."""
    keys: "OwnKeys | None" = None
    """The keys of the file; a demonstration has none, and those of a copy or a backup are not changed."""
    is_locked: bool = False
    """Whether the file is encrypted."""
    is_only_read: bool = False
    """Whether it is a copy or the inside of a backup, out of which nothing goes."""

    def today(self) -> date:
        """Today in London, or the as-of date that was asked for."""
        return self.runner.desk.stamp().today


class Page(QWidget):
    """A screen of the window. Subclasses set title, topics and help, build their parts in __init__ and ask in refresh."""

    title: ClassVar[str] = ""
    topics: ClassVar[frozenset[type[Record]]] = frozenset()
    help: str = "start"
    """The name of the page's text in resources/help, without .md."""

    wanted = Signal(str, object)
    """Another place is wanted: its key in ui/pages.py, and what to show there (a record's id, a filter)."""
    counted = Signal(str)
    """What the bottom bar says is shown, e.g. "214 reviews"."""

    commanded = Signal()
    """Other commands are offered than before, as actions_for_menu says."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.title)
        self.tools = tools
        self.count_words = ""
        self._stale = True
        self._actions: list[QAction] = []
        self.body: QWidget | None = None
        self.details: QFrame | None = None
        self._make_frame()
        tools.runner.changed.connect(self._note)
        self._pane_width, self._least_width = DETAILS_WIDTH, 0
        theme().changed.connect(self._size_details)
        theme().changed.connect(self._fold)

    def refresh(self) -> None:
        """Ask for what is shown; called when the page is first shown and when its topics were touched."""

    def open(self, argument: object) -> None:
        """Show what another place asked for, e.g. the record with this id."""

    def begin_again(self) -> None:
        """Its own place was chosen while it is shown: come back from the list behind a number, where there is one."""

    def about(self) -> dict[str, object]:
        """What a challenge that is logged from here is about, as the Challenges page takes it: child_ids, review_id."""
        return {}

    def actions_for_menu(self) -> list[QAction]:
        """Every command of the page, for the page's menu and Ctrl+K."""
        return [*self._actions]

    def say_line(self, words: str, count: str = "") -> None:
        """One line under the title that says what is shown; count is for the bottom bar."""
        self.line.setText(words)
        self.count_words = count
        self.counted.emit(count)

    def add_filter(self, widget: QWidget) -> None:
        """Place a filter, left to right."""
        self.filters.add(widget)
        self.filters.show()

    def add_action(
        self,
        words: str,
        do: Callable[[], None],
        shortcut: str = "",
        *,
        icon: str = "",
        primary: bool = False,
        button: bool = True,
    ) -> QAction:
        """A command of the page: in its menu always, as a button beside the title when wanted; one primary at most."""
        action = QAction(words, self)
        action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _checked=False: do())
        if icon:
            set_icon(action, icon)
        self.addAction(action)
        self._actions.append(action)
        if button:
            self._bar.addWidget(self._button(action, icon, primary=primary))
        return action

    def set_body(self, widget: QWidget) -> None:
        """What fills the middle."""
        self._splitter.insertWidget(0, widget)
        self._splitter.setStretchFactor(0, 1)
        self.body = widget

    def set_details(self, widget: QWidget) -> None:
        """What stands at the right; F9 hides and shows it, and the choice is remembered."""
        self.details = pane = QFrame()
        pane.setObjectName("details")
        inside = QVBoxLayout(pane)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(widget)
        self._splitter.addWidget(pane)
        self._splitter.setStretchFactor(1, 0)
        self._pane_width = int(self.tools.preferences.get(f"{self.title}.details.width", DETAILS_WIDTH))
        self._splitter.setSizes([10_000, theme().pixels(self._pane_width)])
        pane.setVisible(bool(self.tools.preferences.get(f"{self.title}.details.shown", True)))
        self._splitter.splitterMoved.connect(self._remember_width)

    def show_details(self, shown: bool, *, remember: bool = True) -> None:
        """Show or hide the pane at the right."""
        if self.details is None:
            return
        self.details.setVisible(shown)
        self._size_details()
        if remember:
            self.tools.preferences.set(f"{self.title}.details.shown", shown)

    def widen_details(self, width: int) -> None:
        """Give the pane at least so much width for a while; 0 gives back what the person chose."""
        self._least_width = width
        self._size_details()

    def panes(self) -> list[QWidget]:
        """The parts of the page that F6 walks through."""
        parts = [self._head, self.filters, self.body, self.details]
        return [part for part in parts if part is not None and part.isVisibleTo(self)]

    def showEvent(self, event: QShowEvent) -> None:
        """Ask anew when something was touched while another page was shown."""
        super().showEvent(event)
        self._size_details()
        if self._stale:
            self._stale = False
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where little height is left, filters make room for rows; where little width, the pane makes room for the body."""
        super().resizeEvent(event)
        self._fold()
        self._size_details()

    def _fold(self) -> None:
        self.filters.set_tight(self.height() < theme().pixels(LOW))

    def _size_details(self) -> None:
        """As wide as the person left it, wider with larger text; however large, most of the page is the body's."""
        if self.details is None or self.body is None:
            return
        most = self.width() * 2 // 5
        self.details.setMinimumWidth(min(theme().pixels(NARROWEST), most))
        wanted = min(theme().pixels(max(self._pane_width, self._least_width)), most)
        if self.details.isVisibleTo(self) and self._splitter.sizes()[-1] != wanted:
            self._splitter.setSizes([(sum(self._splitter.sizes()) or self.width()) - wanted, wanted])

    def _note(self, touched: frozenset[type[Record]]) -> None:
        concerns = any(
            issubclass(mine, theirs) or issubclass(theirs, mine) for mine in self.topics for theirs in touched
        )
        if concerns and self.isVisible():
            self.refresh()
        elif concerns:
            self._stale = True

    def _make_frame(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID * 2, GRID)
        column.setSpacing(GRID)
        self._head = Head(self.title)
        self.line, self._bar = self._head.line, self._head.bar.flow
        column.addWidget(self._head)
        self.filters = FoldingBar()
        self.filters.setAccessibleName("Filters")
        self.filters.hide()
        column.addWidget(self.filters)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(GRID)
        column.addWidget(self._splitter, 1)

    def _button(self, action: QAction, icon: str, *, primary: bool) -> QPushButton:
        button = QPushButton(action.text())
        button.setProperty("primary", primary)
        if icon:
            set_icon(button, icon, "accent_text" if primary else "text")
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{action.text().replace('&', '')} ({shortcut})" if shortcut else "")
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: _follow(button, action))
        return button

    def _remember_width(self) -> None:
        if self.details is not None:
            self._pane_width = round(self._splitter.sizes()[-1] * 100 / theme().factor)
            self.tools.preferences.set(f"{self.title}.details.width", self._pane_width)


def _follow(button: QPushButton, action: QAction) -> None:
    """A button says what its command says, can be pressed and is there while it can be done."""
    button.setText(action.text())
    button.setEnabled(action.isEnabled())
    button.setVisible(action.isVisible())
