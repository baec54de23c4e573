"""The right pane of the page: what is known of the chosen row, or the form of what is being done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.desk import Done
from app.domain.errors import Refusal
from ui.children.task import Task, Values
from ui.page import Tools
from ui.parts.details import Details
from ui.parts.room import Room
from ui.telling import say_done


class Pane(QStackedWidget):
    """Holds the details and at most one form, whose command it does."""

    left = Signal()
    """A form was saved or cancelled: the keyboard may go back to the page."""
    widened = Signal(int)
    """How wide the form that is shown wants the pane, 0 for as it was."""
    beside = Signal(object)
    """What is to stand in the middle of the page beside the form; None: what stood there before."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.task: Task | None = None
        self._first: Values = {}
        self.details = Details()
        self._room = Room()
        self.addWidget(self.details)
        self.addWidget(self._room)

    def begin(self, task: Task) -> None:
        """Show a form; one that stood here keeps its draft."""
        self.keep_draft()
        self.task = task
        self.beside.emit(task.beside)
        self._first = task.form.values()
        task.form.saved.connect(lambda: self._save(task))
        task.form.cancelled.connect(self.leave)
        self._room.hold(task.form)
        self.setCurrentWidget(self._room)
        self.widened.emit(task.form.width_wanted)
        task.form.focus()

    def leave(self) -> None:
        """Back to the details."""
        if self.task is None:
            return
        self.put_away()
        self.left.emit()

    def put_away(self) -> None:
        """The same, and the keyboard stays where it is."""
        if self.task is None:
            return
        self.task = None
        self.beside.emit(None)
        self.setCurrentWidget(self.details)
        self._room.empty()
        self.widened.emit(0)

    def keep_draft(self) -> None:
        """Keep what stands in the form that is open, if anything was typed."""
        if self.task is not None and self.task.form.values() != self._first:
            self.task.form.keep_draft()

    def _save(self, task: Task) -> None:
        try:
            command = task.command(task.form.values())
        except Refusal as refusal:
            self._refuse(task, refusal)
            return
        task.form.busy(True)
        self._tools.runner.do(command, lambda done: self._done(task, done), lambda no: self._refuse(task, no))

    def _refuse(self, task: Task, refusal: Refusal) -> None:
        if self.task is task:
            task.form.refuse(refusal, task.blamed(refusal))
        else:
            self._tools.notices.refuse(refusal)

    def _done(self, task: Task, done: Done[object]) -> None:
        if self.task is task:
            task.form.done()
            self.leave()
        if words := task.words(done):
            say_done(self._tools, words, done)
        if task.then is not None:
            task.then(done)
