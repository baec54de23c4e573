"""The pane at the right of the Reviews page: the facts of what is chosen, or the form of one action on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from app.late import late
from app.queries.review import ReviewSheet
from app.queries.service import Choices
from ui.page import Tools
from ui.parts.room import Room
from ui.preferences import DRAFT
from ui.reviewform import Given
from ui.reviews.details import Actions, ReviewDetails
from ui.reviews.fitting import fitting

if TYPE_CHECKING:
    from ui.reviewform import ReviewForm


class Pane(QStackedWidget):
    """Shows facts; opens a form over them and takes it away again. A half-typed form comes back with its review."""

    left = Signal()
    """Esc: the keyboard goes back to the table."""
    wanted = Signal(object)
    """A form asks for its command to be done."""
    widened = Signal(int)
    """How wide the pane is to be at least, for a form that needs room; 0 as the person left it."""

    def __init__(self, tools: Tools, actions: Actions, open_child: Callable[[], None]) -> None:
        super().__init__()
        self._tools, self._actions = tools, actions
        self.sheet: ReviewSheet | None = None
        self.form: ReviewForm | None = None
        self.facts = ReviewDetails(tools, actions, open_child)
        self._room = Room()
        self.addWidget(self.facts)
        self.addWidget(self._room)
        leave = QShortcut(QKeySequence("Esc"), self.facts, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)

    def show_sheet(self, sheet: ReviewSheet, choices: Choices) -> None:
        """One review; a form that is open on it stays, and one that was left half typed comes back."""
        again = self.sheet is not None and self.sheet.review.id == sheet.review.id
        self.sheet = sheet
        if self.form is not None and again:
            return
        self.close_form()
        self.facts.show_sheet(sheet)
        waiting = next((code for code in fitting(sheet) if self._has_draft(code, sheet.review.id)), None)
        if waiting and not again:
            self.open_form(waiting, Given(self._tools, choices, (sheet.review.id,), sheet), focus=False)

    def show_several(self, number: int) -> None:
        """Several rows are chosen."""
        self.close_form()
        self.sheet = None
        self.facts.show_several(number)

    def show_nothing(self, words: str) -> None:
        """No row is chosen."""
        self.close_form()
        self.sheet = None
        self.facts.clear(words)

    def open_form(self, code: str, given: Given, *, focus: bool = True) -> None:
        """Open a form in the place of the facts."""
        self.close_form()
        form: ReviewForm = late("ui.reviews.forms").FORMS[code](given)
        form.saved.connect(lambda: self.wanted.emit(form))
        form.cancelled.connect(self._cancel)
        form.other_wanted.connect(lambda code: self._actions[code].trigger())
        self.form = form
        self.widened.emit(form.width_wanted)
        self._room.hold(form)
        self.setCurrentWidget(self._room)
        if focus:
            form.focus()

    def close_form(self) -> None:
        """Back to the facts; what was typed and not saved is kept."""
        if self.form is not None:
            self.form.leave()
            self._drop()

    def finish(self, form: Any) -> None:
        """The form was saved: take it away."""
        if self.form is form:
            self._drop()

    def _cancel(self) -> None:
        self._drop()
        self.left.emit()

    def _drop(self) -> None:
        self.form = None
        self.widened.emit(0)
        self.setCurrentWidget(self.facts)
        self._room.empty()
        if self.sheet is not None:
            self.facts.show_sheet(self.sheet)

    def _has_draft(self, code: str, review_id: str) -> bool:
        return bool(self._tools.preferences.get(f"reviews.{code}.{review_id}", None, DRAFT))
