"""The First steps page: the steps at the left, one of them in the middle; each can be skipped, and all can be done later."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.commands.settings import ChangeSetting
from app.desk import Done
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import Allocation, Officer
from app.domain.retention import SETTINGS
from app.domain.reviews import Review, Series
from app.domain.settings import Setting
from app.queries.reviews import AskHeadline, Headline
from app.queries.settings import ServiceValues
from ui.page import Page, Tools
from ui.parts.scrolled import Scrolled
from ui.start.officers import OfficersStep
from ui.start.retention import RetentionStep
from ui.start.standing import ImportStep, StandingStep
from ui.start.step import WIDTH, Step
from ui.start.steps import Beside, KindsStep, NamesStep, ServiceStep, TargetsStep
from ui.theme import GRID, icon, set_icon, theme

KEYS = (
    *("service.name", "service.region", "kinds.chaired", "kinds.names"),
    *("timeliness.target", "timeliness.local", "setup.done"),
    *SETTINGS.values(),
)
STEPS: tuple[tuple[str, str, type[Step]], ...] = (
    ("service", "Your service", ServiceStep),
    ("kinds", "Kinds of review", KindsStep),
    ("names", "Your own names", NamesStep),
    ("targets", "Targets", TargetsStep),
    ("retention", "How long to keep", RetentionStep),
    ("officers", "Your IROs", OfficersStep),
    ("import", "Bring in files", ImportStep),
    ("standing", "Where things stand", StandingStep),
)
LIST_WIDTH, ICON = 208, 16
DONE = "start.done"
LINE = "Eight short steps. Skip what you do not know yet: everything can be changed later under Settings."


class StartPage(Page):
    """What a new service is asked, one calm step at a time."""

    title = "First steps"
    topics = frozenset({Setting, Officer, Child, Series, Review, Allocation})
    help = "start"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        kept: Any = tools.preferences.get(DONE, [])
        self.done: set[str] = set(kept if isinstance(kept, list) else [])
        self.steps = [make(tools, key) for key, _, make in STEPS]
        self._make_body()
        self._connect()
        self.say_line(LINE)
        self._mark()
        self.show_step(next((at for at, (key, _, _) in enumerate(STEPS) if key not in self.done), len(STEPS) - 1))

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.steps[self.stack.currentIndex()]

    def refresh(self) -> None:
        """Ask for what is set up, and for the numbers of today."""
        self.tools.runner.ask(ServiceValues(KEYS), self._show_values, ticket=(self, "values"))
        self.tools.runner.ask(AskHeadline(), self._show_headline, ticket=(self, "headline"))

    def open(self, argument: object) -> None:
        """Show the step with this key."""
        keys = [key for key, _, _ in STEPS]
        if argument in keys:
            self.show_step(keys.index(str(argument)))

    def show_step(self, at: int) -> None:
        """Show a step; what was typed in another one stays there."""
        at = min(max(at, 0), len(STEPS) - 1)
        self.list.setCurrentRow(at)

    # ------------------------------------------------------------------------------------------------------ parts

    def _make_body(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        across = QHBoxLayout()
        across.setSpacing(GRID * 2)
        self.stack = QStackedWidget(body)  # before the list: the keyboard begins in the step
        for step in self.steps:
            self.stack.addWidget(Scrolled(_placed(step)))
        across.addWidget(self.stack, 1)
        across.insertWidget(0, self._make_list(body))
        column.addLayout(across, 1)
        column.addLayout(self._make_foot())
        self.set_body(body)

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        where = QLabel(where_it_lies(self.tools.file, is_locked=self.tools.is_locked))
        where.setProperty("letters", "small")
        where.setWordWrap(True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rest = QPushButton("Skip a&ll of this")
        self.rest.setProperty("link", True)
        set_icon(self.rest, "arrow-right", "accent")
        foot.addWidget(where, 1)
        foot.addWidget(self.rest)
        return foot

    def _make_list(self, body: QWidget) -> QListWidget:
        self.list = QListWidget(body)
        self.list.setAccessibleName("Steps")
        self._size()
        theme().changed.connect(self._size)
        for at, (_, words, _) in enumerate(STEPS, start=1):
            self.list.addItem(QListWidgetItem(f"{at}  {words}"))
        return self.list

    def _size(self) -> None:
        self.list.setFixedWidth(theme().pixels(LIST_WIDTH))

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._turn_to)
        self.rest.clicked.connect(lambda _checked=False: self.finish())
        self.add_action("&Next step", self._press, "Alt+Right", icon="arrow-right", button=False)
        self.add_action("Step &before", self._back, "Alt+Left", icon="chevron-left", button=False)
        self.add_action("&Skip all of this", self.finish, icon="check", button=False)
        for step in self.steps:
            step.saved.connect(self._save)
            step.skipped.connect(self._skip)
            step.went_back.connect(self._back)
            step.back.setVisible(step is not self.steps[0])
            if isinstance(step, ImportStep):
                step.files_wanted.connect(lambda: self.wanted.emit("files", "choose"))
            if isinstance(step, StandingStep):
                step.skip.hide()
                step.shown.connect(self._leave_for)

    # ------------------------------------------------------------------------------------------------------ turning

    def _turn_to(self, at: int) -> None:
        if at >= 0:
            self.stack.setCurrentIndex(at)

    def _go_on(self) -> None:
        at = self.stack.currentIndex() + 1
        if at == len(STEPS):
            self.wanted.emit("reviews", None)
            return
        self.show_step(at)
        self.step.focus()

    def _back(self) -> None:
        self.show_step(self.stack.currentIndex() - 1)
        self.step.focus()

    def _press(self) -> None:
        self.step.press()

    def _save(self) -> None:
        step = self.step
        try:
            command = step.command()
        except Beside as no:
            step.refuse(no, no.key)
            return
        except Refusal as no:
            step.refuse(no)
            return
        if command is None:
            self._saved(step)
            return
        step.busy(True)
        self.tools.runner.do(command, lambda _done: self._saved(step), step.refuse)

    def _saved(self, step: Step) -> None:
        step.done()
        self._note_done(step.key)
        self._go_on()

    def _skip(self) -> None:
        self.refresh()
        self._go_on()

    def _leave_for(self, place: str, what: object) -> None:
        """A number was pressed: the steps are done, and its rows are wanted."""
        self._note_done("standing")
        self.tools.runner.do(ChangeSetting("setup.done", True), lambda _done: self.wanted.emit(place, what))

    def finish(self) -> None:
        """Everything else can wait: the page is not shown first any more."""

        def told(_done: Done[Any]) -> None:
            self.tools.notices.say("The first steps are put away. Everything is under Settings.")
            self.wanted.emit("reviews", None)

        self.tools.runner.do(ChangeSetting("setup.done", True), told)

    # ------------------------------------------------------------------------------------------------------ showing

    def _show_values(self, values: dict[str, Any]) -> None:
        for step in self.steps:
            if not step.is_dirty():
                step.show_values(values)

    def _show_headline(self, headline: Headline) -> None:
        if headline.children and "import" not in self.done:
            self._note_done("import")
        for step in self.steps:
            if isinstance(step, ImportStep | StandingStep):
                step.show_headline(headline)

    def _note_done(self, key: str) -> None:
        self.done.add(key)
        self.tools.preferences.set(DONE, sorted(self.done))
        self._mark()

    def _mark(self) -> None:
        room = QPixmap(theme().pixels(ICON), theme().pixels(ICON))
        room.fill(Qt.GlobalColor.transparent)
        nothing = QIcon(room)
        for at, (key, words, _) in enumerate(STEPS):
            item = self.list.item(at)
            done = key in self.done
            item.setIcon(icon("check", "on_time") if done else nothing)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {'done' if done else 'not done yet'}")


def _placed(step: Step) -> QWidget:
    """The step at the left of its place, not wider than one reads with ease."""
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(0, 0, 0, 0)
    card = QWidget()
    card.setObjectName("card")
    card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    card.setMaximumWidth(theme().pixels(WIDTH))
    theme().changed.connect(lambda: card.setMaximumWidth(theme().pixels(WIDTH)) if isValid(card) else None)
    inside = QVBoxLayout(card)
    inside.setContentsMargins(GRID, GRID, GRID, GRID)
    inside.addWidget(step)
    row.addWidget(card, 1)
    row.addStretch(0)
    return outer


def where_it_lies(file: str, *, is_locked: bool) -> str:
    """Where everything is kept, and how far it is protected, said plainly."""
    place = (
        f"Everything is kept in one file on this computer: {file}."
        if file
        else "Everything is kept in one file on this computer."
    )
    if is_locked:
        return f"{place} It is encrypted: without the passphrase or the recovery key nobody can read it."
    return f"{place} It is a demonstration and not encrypted: whoever can open this folder can read it."
