"""Saved views: a filter and a view under a name, a person's own or everybody's, chosen from one menu."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from app.commands.views import ForgetServiceView, ForgetView, KeepServiceView, KeepView
from app.desk import Command
from app.domain.access import Right
from app.queries.challenges.listing import ChallengeFilter
from app.queries.views import SavedViews, View
from ui.challenges.switch import BOARD
from ui.page import Tools
from ui.parts.bar import Bar
from ui.theme import set_icon, theme

PAGE = "challenges"
NAME_WIDTH = 240


@dataclass(frozen=True)
class Shown:
    """What a view keeps: the filter, and whether it is seen as board or table."""

    chosen: ChallengeFilter
    sight: str

    def as_json(self) -> str:
        """As it is remembered."""
        return json.dumps({"filter": self.chosen.as_json(), "sight": self.sight}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Shown":
        """As it was remembered; what cannot be read is the usual list."""
        try:
            told: Any = json.loads(text)
            return cls(ChallengeFilter.from_json(told["filter"]), str(told["sight"]))
        except (ValueError, KeyError, TypeError):
            return cls(ChallengeFilter(), BOARD)


class NameBar(Bar):
    """Asks for the name of a view in one line, where it is: Enter saves, Esc leaves."""

    given = Signal(str, bool)
    """The name, and whether everybody is to have the view."""

    def __init__(self, *, for_everybody: bool) -> None:
        super().__init__()
        self.setAccessibleName("Save this view")
        label = QLabel("Name of this view")
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of this view")
        label.setBuddy(self.name)
        self.everybody = QCheckBox("For everybod&y")
        save, leave = QPushButton("Save view"), QPushButton("Cancel")
        save.setProperty("primary", True)
        for part in (label, self.name, self.everybody, save, leave):
            self.add(part)
        self.everybody.setVisible(for_everybody)  # not before it is inside: it would be a window for a moment
        save.clicked.connect(self._give)
        self.name.returnPressed.connect(self._give)
        leave.clicked.connect(self.hide)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), self, context=context).activated.connect(self.hide)
        theme().changed.connect(self._size)
        self._size()
        self.hide()

    def begin(self, name: str) -> None:
        """Ask, beginning with this name."""
        self.name.setText(name)
        self.name.selectAll()
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        """Without a name it stays, and the refusal says why."""
        name = self.name.text().strip()
        self.setHidden(bool(name))
        self.given.emit(name, self.everybody.isChecked())

    def _size(self) -> None:
        self.name.setFixedWidth(theme().pixels(NAME_WIDTH))


class Views(QObject):
    """The menu of saved views, and saving and removing them."""

    chosen = Signal(object)
    """What is Shown by the view that was chosen."""

    def __init__(self, page: QWidget, tools: Tools, now: Callable[[], Shown]) -> None:
        super().__init__(page)
        self._tools, self._now = tools, now
        self._last = ""
        self._may_set_up = tools.runner.desk.person.may(Right.SET_UP)
        self.bar = NameBar(for_everybody=self._may_set_up)
        self.bar.given.connect(self._keep)
        self.menu = QMenu("Saved &views", page)
        self.button = QPushButton("Save&d views")
        self.button.clicked.connect(self._open)
        set_icon(self.button, "chevron-down")
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._fill(())

    def _open(self) -> None:
        """The menu, below its button; Qt's own menu of a button would leave it pressed when it is opened by its letter."""
        self.menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def refresh(self) -> None:
        """Ask which there are."""
        self._tools.runner.ask(SavedViews(PAGE), self._fill, ticket=(self, "views"))

    def _fill(self, views: tuple[View, ...]) -> None:
        self.menu.clear()
        for title, of_service in (("Your own", False), ("Everybody's", True)):
            theirs = [view for view in views if view.of_service is of_service]
            if theirs:
                self.menu.addAction(title).setEnabled(False)
            for view in theirs:
                self.menu.addAction(_safe(view.name)).triggered.connect(partial(self._choose, view))
        if not views:
            self.menu.addAction("No views are saved yet").setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction("&Save this view as …").triggered.connect(lambda: self.bar.begin(self._last))
        self._fill_removing([view for view in views if not view.of_service or self._may_set_up])

    def _fill_removing(self, views: list[View]) -> None:
        removing = self.menu.addMenu("&Remove")
        removing.setEnabled(bool(views))
        for view in views:
            words = f"{_safe(view.name)} (everybody's)" if view.of_service else _safe(view.name)
            removing.addAction(words).triggered.connect(partial(self._forget, view))

    def _choose(self, view: View, _checked: bool = False) -> None:
        self._last = view.name
        self.chosen.emit(Shown.from_json(view.value))

    def _keep(self, name: str, everybody: bool) -> None:
        self._last = name
        kind = KeepServiceView if everybody else KeepView
        whose = " for everybody" if everybody else ""
        self._do(kind(PAGE, name, self._now().as_json()), f"Saved this view{whose} as “{name}”.")

    def _forget(self, view: View, _checked: bool = False) -> None:
        kind = ForgetServiceView if view.of_service else ForgetView
        kept = KeepServiceView if view.of_service else KeepView
        back: Command[None] = kept(PAGE, view.name, view.value)

        def told(_done: Any) -> None:
            undo = partial(self._do, back, f"The view “{view.name}” is back.")
            self._tools.notices.say(f"Removed the view “{view.name}”.", "Undo", undo)
            self.refresh()

        self._tools.runner.do(kind(PAGE, view.name), told)

    def _do(self, command: Command[None], words: str) -> None:
        def told(_done: Any) -> None:
            self._tools.notices.say(words)
            self.refresh()

        self._tools.runner.do(command, told)


def _safe(words: str) -> str:
    """A name in a menu: an & in it underlines nothing."""
    return words.replace("&", "&&")
