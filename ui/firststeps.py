"""The place of the first steps: it goes from the rail and the menu once they are done, and is back when that is undone."""

from PySide6.QtCore import QObject

from app.domain.records import Record
from app.domain.settings import Setting
from app.queries.service import FirstSteps
from ui.window import Window

START = "start"


class FirstStepsPlace(QObject):
    """Watches whether the first steps are still to be done."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        word = next((place.word for place in window.given.places if place.key == START), None)
        self._actions = [action for action in window.all_actions() if action.text() == word]
        if word is not None:
            window.runner.changed.connect(self._note)

    def _note(self, touched: frozenset[type[Record]]) -> None:
        if any(issubclass(Setting, kind) for kind in touched):
            self._window.runner.ask(FirstSteps(), self._show, failed=lambda _: None, ticket=(self, "to do"))

    def _show(self, to_do: bool) -> None:
        self._window.rail.show_place(START, to_do)
        for action in self._actions:
            action.setVisible(to_do)
            action.setEnabled(to_do)
