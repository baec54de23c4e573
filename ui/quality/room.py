"""The place of one form of this page: it does the form's command, says what came of it, and keeps what was half typed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from app.desk import Done
from app.domain.answers import NO, PARTLY
from app.domain.errors import Refusal
from ui.checkform import CheckForm, VoidCheckForm
from ui.page import Tools
from ui.parts.room import Room
from ui.qualityforms import FinalPlanForm, StatementForm, VoidStatementForm
from ui.telling import Also, say_done

QualityForm = CheckForm | VoidCheckForm | FinalPlanForm | StatementForm | VoidStatementForm


class FormRoom(Room):
    """Holds one form until it is saved or left."""

    finished = Signal()
    """The form is gone: it was saved or left."""

    found = Signal(str, str)
    """A check was saved in which something is to be put right: its key, and of which child it is."""

    def __init__(self, tools: Tools, raise_from: Callable[[str], None]) -> None:
        super().__init__()
        self._tools, self._raise_from = tools, raise_from
        self.form: QualityForm | None = None

    def open(self, form: QualityForm) -> None:
        """Show a form, with the keyboard in it."""
        self.leave()
        self.form = form
        form.saved.connect(lambda: self._save(form))
        form.cancelled.connect(self._close)
        self.hold(form)
        form.focus()

    def leave(self) -> None:
        """Something else is shown: what was typed is kept."""
        if self.form is not None:
            self.form.leave()
            self.form = None
            self.empty()

    def _close(self) -> None:
        self.form = None
        self.empty()
        self.finished.emit()

    def _save(self, form: QualityForm) -> None:
        refuse = partial(self._refuse, form)
        try:
            command = form.command()
        except Refusal as refusal:
            refuse(refusal)
            return
        form.busy(True)
        self._tools.runner.do(command, partial(self._saved, form, form.said(), found_something(form)), refuse)

    def _saved(self, form: QualityForm, words: str, found: bool, done: Done[Any]) -> None:
        form.end_draft()
        if found and isinstance(form, CheckForm):
            self.found.emit(done.result.id, form.about.child.shown_name if form.about.child else "")
        if self.form is form:
            self._close()
        also: Also | None = ("Raise a challenge", partial(self._raise_from, done.result.id)) if found else None
        say_done(self._tools, words, done, also)

    def _refuse(self, form: QualityForm, refusal: Refusal) -> None:
        """In the form, or in the notice bar when it is gone by now."""
        if self.form is form:
            form.refuse(refusal, form.blame(refusal))
        else:
            self._tools.notices.refuse(refusal)


def found_something(form: QualityForm) -> bool:
    """Whether a check was answered no or partly, so that a challenge may follow."""
    if not isinstance(form, CheckForm):
        return False
    good = {one.key for one in form.about.questions if one.good}
    return any(answer in (NO, PARTLY) and key not in good for key, answer, _ in form.values()["answers"])
