"""Does what a form asks for, says what came of it with its Undo, and keeps a refusal in the form."""

from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from app.desk import Done
from app.domain.errors import Refusal
from app.queries.review import AskReview
from ui.page import Tools
from ui.reviewform import ReviewForm
from ui.telling import say_entry


class Holder(Protocol):
    """The pane that holds one form at a time."""

    form: ReviewForm | None

    def finish(self, form: ReviewForm) -> None:
        """The form was saved: take it away."""


class Doing(QObject):
    """Saves forms and says so."""

    finished = Signal()
    """The keyboard may go back to the list."""

    def __init__(self, tools: Tools, pane: Holder) -> None:
        super().__init__()
        self._tools, self._pane = tools, pane

    def save(self, form: ReviewForm) -> None:
        """Do the command of a form."""
        try:
            command = form.command()
        except Refusal as refusal:
            self._refuse(form, refusal)
            return
        form.busy(True)
        self._tools.runner.do(command, partial(self._saved, form), partial(self._refuse, form))

    def say(self, words: str, entry: int | None) -> None:
        """Tell what was recorded, with its Undo."""
        say_entry(self._tools, words, entry)

    def _refuse(self, form: ReviewForm, refusal: Refusal) -> None:
        """In the form, or in the notice bar when another row is shown by now."""
        if self._pane.form is form:
            form.refuse(refusal, form.blame(refusal))
        else:
            self._tools.notices.refuse(refusal)

    def _saved(self, form: ReviewForm, done: Done[Any]) -> None:
        """Take the form away, look at the review as it is now, and tell."""
        form.end_draft()
        given, said = form.given, form.said
        self._pane.finish(form)
        self.finished.emit()
        if given.sheet is None or form.code == "void":
            self.say(said(None), done.entry)
            return

        def tell(after: Any = None) -> None:
            self.say(said(after), done.entry)

        self._tools.runner.ask(AskReview(given.review_ids[0]), tell, lambda _: tell())
