"""The pane of one challenge with the service behind it, as its tests see it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.challenges.records import Challenge, ChallengeAction
from app.domain.children import Child
from tests.builders import CALENDAR, Service
from ui.challenges.forms import ChallengeForm
from ui.challenges.pane import ChallengePane
from ui.notices import Notices
from ui.page import Tools
from ui.parts.fields import write
from ui.preferences import Preferences
from ui.runner import Runner

JANUARY = date(2026, 1, 5)
RAISED = date(2026, 11, 11)


class PaneDesktop:
    """The pane, shown, and hands to use it with."""

    def __init__(self, qtbot: QtBot, service: Service, runner: Runner, notices: Notices) -> None:
        self.qtbot, self.service, self.runner, self.notices = qtbot, service, runner, notices
        self.preferences = Preferences(runner)
        self.wanted: list[tuple[str, Any]] = []
        self.pane = self.opened()

    def opened(self) -> ChallengePane:
        """A pane, shown with nothing chosen."""
        pane = ChallengePane(Tools(self.runner, self.notices, self.preferences, lambda: CALENDAR))
        self.qtbot.addWidget(pane)
        pane.wanted.connect(lambda place, argument: self.wanted.append((place, argument)))
        pane.resize(360, 700)
        self.pane = pane
        self.settled(pane.show)
        return pane

    def settled(self, do: Callable[[], Any]) -> None:
        """Do something, and wait until nothing more is asked or written."""
        do()
        self.qtbot.waitUntil(lambda: self.runner._waiting == 0)

    def show(self, challenge: Challenge) -> None:
        """Choose a challenge."""
        self.settled(lambda: self.pane.show_challenge(challenge.id))

    def start(self, code: str, *challenges: Challenge, **given: Any) -> None:
        """Open the form of a move."""
        self.settled(lambda: self.pane.start(code, tuple(one.id for one in challenges), **given))

    def form(self) -> ChallengeForm:
        """The form that is open."""
        assert self.pane.form is not None
        return self.pane.form

    def fill(self, **values: Any) -> None:
        """Type into fields."""
        for key, value in values.items():
            self.settled(partial(type_in, self.form()._fields[key].control, value))

    def value(self, key: str) -> Any:
        """What stands in a field."""
        return self.form().values()[key]

    def hidden(self, key: str) -> bool:
        """Whether a field is not shown."""
        return self.form()._fields[key].isHidden()

    def save(self, **values: Any) -> str:
        """Fill the form, press Save, and say what the notice says."""
        self.fill(**values)
        self.settled(self.form().save.click)
        return self.notices.words

    def refused(self, key: str) -> str:
        """What is said under a field."""
        return self.form()._fields[key].refused.text()

    def facts(self) -> str:
        """Everything that the pane says, links and buttons too."""
        inside = self.pane.facts.widget()
        assert inside is not None
        words = [label.text() for label in inside.findChildren(QLabel)]
        return "\n".join([*words, *(button.text() for button in inside.findChildren(QPushButton))])

    def button(self, name: str) -> QPushButton:
        """A button or link of the facts by its accessible name, or its words."""
        inside = self.pane.facts.widget()
        assert inside is not None
        found = [one for one in inside.findChildren(QPushButton) if name in (one.accessibleName(), one.text())]
        assert found, (
            f"{name!r} is not among {[one.accessibleName() or one.text() for one in inside.findChildren(QPushButton)]}"
        )
        return found[0]

    def press(self, name: str) -> None:
        """Press a button or link of the facts."""
        self.settled(self.button(name).click)

    def menu(self) -> dict[str, QAction]:
        """Everything under More, by its words."""
        inside = self.pane.facts.widget()
        assert inside is not None
        return {action.text(): action for menu in inside.findChildren(QMenu) for action in menu.actions()}

    def now(self, challenge: Challenge) -> Challenge:
        """The challenge as it is kept."""
        kept: Challenge = self.service.now(challenge)
        return kept

    def kept(self) -> tuple[Challenge, ...]:
        """All challenges in the order of their references."""
        with self.service.read() as store:
            return tuple(sorted(store.shelf(Challenge).find(), key=lambda one: one.reference))

    def actions(self, challenge: Challenge) -> list[ChallengeAction]:
        """The agreed actions by their date."""
        with self.service.read() as store:
            return sorted(store.shelf(ChallengeAction).find(challenge_id=challenge.id), key=lambda one: one.due)


def type_in(control: QWidget, value: Any) -> None:
    """Put a value into a control as a person would: a line is typed."""
    if isinstance(control, QLineEdit) and isinstance(value, str):
        control.selectAll()
        control.insert(value)
    else:
        write(control, value)


def copied() -> str:
    """What is on the clipboard."""
    return QGuiApplication.clipboard().text()


def in_care(service: Service, name: str, reference: str, **facts: Any) -> Child:
    """A child in our care since January."""
    child = service.child(reference, name=name, date_of_birth=date(2014, 5, 1), **facts)
    service.period(child, JANUARY)
    return child
