"""The one window: the rail of places, the page that is shown, menus that hold every command, and the bottom bar."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app import VERSION
from app.commands.undo import RedoLatest, UndoLatest, Undone
from app.desk import Done
from app.domain.calendar import Calendar, shipped_holidays
from app.domain.records import Record
from app.domain.settings import Holiday
from app.late import late
from app.queries.service import WorkingCalendar
from ui.help import TEXTS, Help
from ui.looks import Looks
from ui.menus import actions_in, with_letter
from ui.notices import Notices, margined
from ui.page import Page, Tools
from ui.pages import Begin, Place, beginnings, existing
from ui.parts.focus import contains_focus, copy_from_focus, focus_first, walk
from ui.parts.tables import TableView
from ui.preferences import Preferences
from ui.rail import Foot, Rail
from ui.runner import Runner
from ui.theme import set_icon

if TYPE_CHECKING:
    from ui.finder import Finder

OUTSIDE_LOOK = 2_000
"""How often the window looks whether somebody else changed the file, in milliseconds."""
SMALLEST = (800, 560)


@dataclass(frozen=True)
class Given:
    """What main.py gives the window."""

    database: str = ""
    """The file's name, for the bottom bar."""
    file: str = ""
    """Where it lies."""
    data_version: Callable[[], int] | None = None
    """A number that changes when another program wrote to the file."""
    logs: Path | None = None
    places: tuple[Place, ...] = field(default_factory=existing)
    first: str = ""


class Window(QMainWindow):
    """Holds the pages and shows one of them."""

    resized, closing = Signal(), Signal()  # at closing, what must still be written is written

    def __init__(self, runner: Runner, given: Given) -> None:
        super().__init__()
        self.runner, self.given = runner, given
        self._calendar = Calendar.from_rows(shipped_holidays())
        self.notices = Notices()
        self.preferences = Preferences(runner)
        self.tools = Tools(runner, self.notices, self.preferences, lambda: self._calendar, given.file)
        self.looks = Looks(self, self.preferences)
        self._pages: dict[str, Page] = {}
        self._make_parts()
        self._make_menus()
        self._connect()
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 720)
        self.setWindowTitle("IRO Tracker")
        if (geometry := QSettings().value("geometry")) is not None:
            self.restoreGeometry(geometry)

    def start(self) -> None:
        """Show the frame, read the person's preferences, then the first page."""
        self.show()
        self.preferences.load(self._begin)
        self._ask_calendar()

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def go(self, key: str, argument: object = None) -> None:
        """Show a place, made if this is the first time, and in it what was asked for."""
        place = next((place for place in self.given.places if place.key == key), None)
        if place is None:
            return
        first_time = not self._pages
        page = self._pages.get(key) or self._add_page(place)
        if page is self.page and argument is None:
            page.begin_again()
        self._stack.setCurrentWidget(page)
        self.rail.choose(key)
        self.setWindowTitle(f"{page.title} – IRO Tracker")
        self._fill_page_menu(page)
        self._details.setEnabled(page.details is not None)
        self._details.setChecked(page.details is not None and page.details.isVisibleTo(page))
        self.foot.count.setText(page.count_words)
        self.help.tell(page.help, only_if_shown=True)
        if argument is not None:
            page.open(argument)
        if not contains_focus(self.rail) or first_time:
            self.focus_page()

    @cached_property
    def finder(self) -> "Finder":
        """Loaded and made when something is first looked for."""
        finder: Finder = late("ui.finder").Finder(self, self.runner)
        finder.wanted.connect(self.go)
        self.resized.connect(finder.place)
        return finder

    def all_actions(self) -> list[QAction]:
        """Every command that the menus hold, for Ctrl+K."""
        menus = (self._page_menu, self._go, self._edit, self._view, self._help, self._file)
        return [action for menu in menus for action in actions_in(menu)]

    def add_to_file_menu(self, action: QAction) -> None:
        """A command of the whole program, above Quit."""
        self._file.insertAction(self._quit, action)

    def _add_page(self, place: Place) -> Page:
        page = place.make(self.tools)
        page.wanted.connect(self.go)
        page.commanded.connect(lambda: self._fill_page_menu(page) if page is self.page else None)
        page.counted.connect(lambda words: self.foot.count.setText(words) if page is self.page else None)
        self._pages[place.key] = page
        self._stack.addWidget(page)
        return page

    def _fill_page_menu(self, page: Page) -> None:
        self._page_menu.setTitle(with_letter(page))
        self._page_menu.clear()
        self._page_menu.addActions(page.actions_for_menu())
        self._page_menu.menuAction().setVisible(bool(self._page_menu.actions()))

    def _begin_in(self, key: str, begin: Begin) -> None:
        """Begin something in a place, about what the page in sight shows."""
        what, known = begin.opens
        self.go(key, (what, {**known, **(self.page.about() if self.page else {})}))

    def _begin(self) -> None:
        self.looks.recall()
        first = self.given.first or next((place.key for place in self.given.places), "")
        if self.page is None:
            self.go(first)

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_parts(self) -> None:
        middle, self._stack = QWidget(), QStackedWidget()
        self.setCentralWidget(middle)
        self.rail = Rail(self.given.places)
        self.rail.chosen.connect(self.go)
        self.help, self.foot = Help(), Foot(self.given.database)
        self.help.refused.connect(self.runner.refused)
        across = QHBoxLayout()
        across.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(margined(self.notices))
        across.addWidget(self.rail)
        across.addLayout(column, 1)
        across.addWidget(self.help)
        whole = QVBoxLayout(middle)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(across, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.runner.refused.connect(self.notices.refuse)
        self.notices.dismissed.connect(self.focus_page)
        self.runner.saving.connect(self.foot.show_saving)
        self.runner.changed.connect(self._note)
        self._version = self.given.data_version() if self.given.data_version else 0
        self._look = QTimer(self, interval=OUTSIDE_LOOK)
        self._look.timeout.connect(self.look_outside)
        if self.given.data_version:
            self._look.start()

    def look_outside(self) -> None:
        """Ask every page to look again if another program wrote to the file."""
        version = self.given.data_version() if self.given.data_version else 0
        if version != self._version:
            self._version = version
            self.runner.changed.emit(frozenset({Record}))

    def _note(self, touched: frozenset[type[Record]]) -> None:
        if any(issubclass(Holiday, kind) for kind in touched):
            self._ask_calendar()

    def _ask_calendar(self) -> None:
        self.runner.ask(WorkingCalendar(), self._take_calendar, failed=lambda _: None, ticket=(self, "calendar"))

    def _take_calendar(self, calendar: Calendar) -> None:
        self._calendar = calendar

    # ------------------------------------------------------------------------------------------------------ menus

    def _make_menus(self) -> None:
        bar = self.menuBar()
        self._file, self._edit, self._view, self._go = (bar.addMenu(w) for w in ("&File", "&Edit", "&View", "&Go"))
        self._page_menu = bar.addMenu("Page")
        self._page_menu.menuAction().setVisible(False)
        self._help = bar.addMenu("&Help")
        for key, begin in beginnings(self.given.places):
            self._add(self._file, begin.words, begin.keys, partial(self._begin_in, key, begin), begin.icon)
        self._quit = self._add(self._file, "&Quit", "Ctrl+Q", self.close)
        undo, redo = UndoLatest(), RedoLatest()
        self._add(self._edit, "&Undo", "Ctrl+Z", lambda: self._put_back(undo, "Undone"), "undo-2")
        self._add(self._edit, "&Redo", "Ctrl+Y", lambda: self._put_back(redo, "Done again"), "redo-2")
        self._edit.addSeparator()
        self._add(self._edit, "&Copy", "Ctrl+C", copy_from_focus, "copy")
        for place in self.given.places:
            self._add(self._go, place.word, place.shortcut, partial(self.go, place.key), place.icon)
        self._go.addSeparator()
        self._add(self._go, "&Find anything", "Ctrl+K", lambda: self.finder.begin(self.all_actions()), "search")
        self._make_view_menu()
        self._add(self._help, "&Help with this page", "F1", self._tell_help, "circle-question-mark")
        for words, keys, name, sign in TEXTS:
            self._add(self._help, words, keys, partial(self.help.tell, name), sign)
        self._add(self._help, "&About IRO Tracker", "", self._tell_about)

    def _make_view_menu(self) -> None:
        self._details = self._add(self._view, "&Details pane", "F9", self._toggle_details, "panel-right")
        self._details.setCheckable(True)
        self._columns = self._view.addMenu("&Columns")
        self._columns.aboutToShow.connect(self._fill_columns)
        self._add(self._view, "&Next pane", "F6", lambda: self._walk(1))
        self._add(self._view, "&Previous pane", "Shift+F6", lambda: self._walk(-1))
        self._view.addSeparator()
        self.looks.fill(self._view)

    def _add(self, menu: QMenu, words: str, shortcut: str, do: Callable[[], object], icon: str = "") -> QAction:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _checked=False: do())
        if icon:
            set_icon(action, icon)
        menu.addAction(action)
        return action

    def _put_back(self, command: UndoLatest | RedoLatest, word: str) -> None:
        def told(done: Done[Undone]) -> None:
            self.notices.say(f"{word}: {done.result.words}.")

        self.runner.do(command, told)

    def _toggle_details(self) -> None:
        if self.page is not None and self.page.details is not None:
            self.page.show_details(not self.page.details.isVisibleTo(self.page))
            self._details.setChecked(self.page.details.isVisibleTo(self.page))

    def _fill_columns(self) -> None:
        self._columns.clear()
        for table in (table for table in (self.page.findChildren(TableView) if self.page else []) if table.isVisible()):
            self._columns.addActions(table.column_actions())

    def _tell_help(self) -> None:
        self.help.tell(self.page.help if self.page else "start")

    def _tell_about(self) -> None:
        self.notices.inform(f"IRO Tracker {VERSION}. Everything stays on this computer.")

    # ------------------------------------------------------------------------------------------------------ hands

    def _walk(self, step: int) -> None:
        """F6: put the focus into the next pane that can take it."""
        panes: list[QWidget] = [self.rail, *(self.page.panes() if self.page else []), self.notices, self.help]
        walk([pane for pane in panes if pane.isVisible()], step)

    def focus_page(self) -> None:
        """Put the keyboard into the page."""
        if self.page is not None and not (self.page.body and focus_first(self.page.body)):
            focus_first(self.page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell what stands over the middle."""
        super().resizeEvent(event)
        self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep where the window stood, and let what was asked to be written be written."""
        QSettings().setValue("geometry", self.saveGeometry())
        self._look.stop()
        self.closing.emit()
        self.runner.finish()
        super().closeEvent(event)
