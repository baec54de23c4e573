"""The pane of the Clinics page: facts about what is chosen, or one form at a time, which is saved from here."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.desk import Done
from app.domain.errors import Refusal
from ui.actform import ActForm
from ui.page import Tools
from ui.parts.details import Details
from ui.parts.scrolled import Scrolled
from ui.telling import say_done

Then = Callable[[Done[Any]], None]


class ClinicsPane(QStackedWidget):
    """Facts or a form; `left` when a form was put away and the keyboard may go back to the list."""

    left = Signal()
    turned = Signal()
    """A form is shown, or none any more."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.facts = Details()
        self.addWidget(self.facts)
        self.form: ActForm | None = None

    def show_form(self, form: ActForm, said: str, then: Then | None = None, *, enter: bool = True) -> None:
        """Show a form; said is told when it is saved, and then follows."""
        self.put_away()
        self.form = form
        form.saved.connect(partial(self._save, form, said, then))
        form.cancelled.connect(self.leave)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Scrolled(form), 1)
        column.addWidget(form.take_foot())
        self.addWidget(whole)
        self.setCurrentWidget(whole)
        self.turned.emit()
        if enter:
            form.focus()

    def begin(self) -> Details:
        """The facts, empty; what was typed in a form is kept."""
        self.put_away()
        self.facts.begin()
        return self.facts

    def put_away(self) -> None:
        """Take the form away; what was typed comes back with it."""
        form, self.form = self.form, None
        if form is None:
            return
        form.leave()
        self._drop()

    def leave(self) -> None:
        """The form was left by Cancel or Esc."""
        self.put_away()
        self.left.emit()

    def _drop(self) -> None:
        whole = self.widget(1)
        self.setCurrentWidget(self.facts)
        if whole is not None:
            self.removeWidget(whole)
            whole.deleteLater()
        self.turned.emit()

    def _save(self, form: ActForm, said: str, then: Then | None) -> None:
        try:
            command = form.command()
        except Refusal as no:
            form.refuse(no, form.blame(no))
            return
        form.busy(True)
        saved = partial(self._saved, form, said, then)
        self._tools.runner.do(command, saved, partial(self._refuse, form))

    def _refuse(self, form: ActForm, no: Refusal) -> None:
        """In the form, or in the notice bar when something else is shown by now."""
        if self.form is form:
            form.refuse(no, form.blame(no))
        else:
            self._tools.notices.refuse(no)

    def _saved(self, form: ActForm, said: str, then: Then | None, done: Done[Any]) -> None:
        """Take the form away with its draft, and tell."""
        form.end_draft()
        if self.form is form:
            form.done()
            self.form = None
            self._drop()
        say_done(self._tools, said, done)
        if then is not None:
            then(done)
        else:
            self.left.emit()
