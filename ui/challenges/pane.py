"""The pane of one challenge: how it stands and what can be done with it, or the form of one move, or of a new challenge."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from app.desk import Command, Done
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, ChallengeTheme
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.records import Record
from app.late import late
from app.queries.challenges.offered import AskChallengeChoices, ChallengeChoices
from app.queries.challenges.one import AskChallenge, ChallengeSheet
from ui.challenges.forms import ChallengeForm
from ui.challenges.sheet import ChallengeDetails
from ui.page import Tools
from ui.parts.focus import contains_focus
from ui.parts.room import Room
from ui.preferences import DRAFT
from ui.telling import say_done

TOPICS = frozenset({Challenge, ChallengeStep, ChallengeAction, ChallengeTheme, Child})
CHOOSE = "Choose a challenge to see it here, or log one with Ctrl+Shift+N."


class ChallengePane(QStackedWidget):
    """Shows one challenge; opens a form over it and takes it away again. What is half typed comes back with its challenge."""

    left = Signal()
    """Esc was pressed over the facts: the keyboard may go back to the list."""
    finished = Signal()
    """A form was saved or left."""
    logged = Signal(str)
    """A challenge was logged; of several, the first one's id."""
    wanted = Signal(str, object)
    """Another place is wanted, as a page's signal of the same name; a challenge is opened by ("challenges", its id)."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.sheet: ChallengeSheet | None = None
        self.form: ChallengeForm | None = None
        self._shown_id = ""
        self._make()
        tools.runner.changed.connect(self._look_again)
        self.clear()

    # ------------------------------------------------------------------------------------------------- what is shown

    def show_challenge(self, challenge_id: str) -> None:
        """One challenge; a form that is open on it stays, one that was left half typed comes back."""
        if challenge_id != self._shown_id:
            self.close_form()
        self._shown_id = challenge_id
        self._ask()

    def clear(self) -> None:
        """No challenge is chosen; a form that does not belong to one stays."""
        self._shown_id = ""
        if self.form is not None and self.sheet is not None:
            self.close_form()
        self.sheet = None
        self.facts.clear(CHOOSE)

    def close_form(self) -> None:
        """Back to the facts; what was typed and not saved is kept."""
        if self.form is not None:
            self.form.leave()
            self._drop()

    # ------------------------------------------------------------------------------------------------- what is begun

    def start(self, move_code: str, challenge_ids: tuple[str, ...], **given: Any) -> None:
        """Open the form of a move, for one challenge or for several; given is what the press knew, e.g. level=4."""

        def begin(offered: ChallengeChoices, sheet: ChallengeSheet | None = None) -> None:
            self._begin(move_code, challenge_ids, given, offered, sheet)

        def ask_sheet(offered: ChallengeChoices) -> None:
            then = partial(begin, offered)
            self._tools.runner.ask(AskChallenge(challenge_ids[0]), then, ticket=(self, "start"))

        then = ask_sheet if len(challenge_ids) == 1 else begin
        self._tools.runner.ask(AskChallengeChoices(), then, ticket=(self, "start"))

    def log(self, child_ids: tuple[str, ...] = (), review_id: str | None = None, **known: str) -> None:
        """Open the form that logs a challenge, with what is known already (the fields of logfields.Begun)."""
        logging = late("ui.challenges.logging")

        def begin(offered: ChallengeChoices) -> None:
            begun = logging.Begun(tuple(child_ids), review_id, **known)
            self._open(logging.LogForm(self._tools, offered, begun))

        self._tools.runner.ask(AskChallengeChoices(), begin, ticket=(self, "start"))

    def do(self, command: Command[Any], words: str) -> None:
        """Something that needs no form."""
        self._tools.runner.do(command, lambda done: say_done(self._tools, words, done))

    # ------------------------------------------------------------------------------------------------------ the form

    def _begin(
        self,
        code: str,
        challenge_ids: tuple[str, ...],
        given: dict[str, Any],
        offered: ChallengeChoices,
        sheet: ChallengeSheet | None,
    ) -> None:
        refused = (
            next((move for move in sheet.moves if move.code == code and not move.allowed), None) if sheet else None
        )
        if refused is not None:
            self._tools.notices.refuse(Refusal(refused.why_not, "Nothing was changed."))
            return
        if sheet is not None:
            self._take_facts(sheet)
        forms = late("ui.challenges.forms")
        about = forms.Given(self._tools, offered.choices, challenge_ids, sheet, given)
        self._open(late("ui.challenges.moves").FORMS[code](about))

    def _open(self, form: ChallengeForm, *, focus: bool = True) -> None:
        self.close_form()
        form.saved.connect(lambda: self._save(form))
        form.cancelled.connect(self._cancel)
        self.form = form
        self._room.hold(form)
        self.setCurrentWidget(self._room)
        if focus:
            form.focus()

    def _save(self, form: ChallengeForm) -> None:
        refuse = partial(self._refuse, form)
        try:
            command = form.command()
        except Refusal as refusal:
            refuse(refusal)
            return
        form.busy(True)
        self._tools.runner.do(command, partial(self._saved, form, form.said), refuse)

    def _refuse(self, form: ChallengeForm, refusal: Refusal) -> None:
        """In the form, or in the notice bar when it is gone by now."""
        if self.form is form:
            form.refuse(refusal, form.blame(refusal))
        else:
            self._tools.notices.refuse(refusal)

    def _saved(self, form: ChallengeForm, said: Callable[[Done[Any]], str], done: Done[Any]) -> None:
        form.end_draft()
        logged = form.code == "log"
        if self.form is form:
            self._drop()
        also = ("Open", partial(self.wanted.emit, "challenges", done.result[0].id)) if logged else None
        say_done(self._tools, said(done), done, also)
        if logged:
            self.logged.emit(done.result[0].id)
        self.finished.emit()

    def _cancel(self) -> None:
        self._drop()
        self.finished.emit()

    def _drop(self) -> None:
        self.form = None
        self.setCurrentWidget(self.facts)
        self._room.empty()

    # --------------------------------------------------------------------------------------------------------- facts

    def _ask(self) -> None:
        self._tools.runner.ask(AskChallenge(self._shown_id), self._take, self._gone, ticket=(self, "sheet"))

    def _gone(self, _refusal: Refusal) -> None:
        """It was voided or undone in the meantime."""
        self.clear()

    def _take(self, sheet: ChallengeSheet) -> None:
        if sheet.challenge.id != self._shown_id:
            return
        again = self.sheet is not None and self.sheet.challenge.id == sheet.challenge.id
        self._take_facts(sheet)
        waiting = None if again or self.form is not None else self._waiting(sheet)
        if waiting:
            self._tools.runner.ask(AskChallengeChoices(), partial(self._restore, waiting), ticket=(self, "start"))

    def _take_facts(self, sheet: ChallengeSheet) -> None:
        had_focus = contains_focus(self.facts)
        self.sheet, self._shown_id = sheet, sheet.challenge.id
        self.facts.show_sheet(sheet, keep_focus=had_focus)

    def _waiting(self, sheet: ChallengeSheet) -> str | None:
        """The move of this challenge that was left half typed."""
        codes = [move.code for move in sheet.moves if move.allowed]
        return next((code for code in codes if self._has_draft(code, sheet.challenge.id)), None)

    def _has_draft(self, code: str, challenge_id: str) -> bool:
        return bool(self._tools.preferences.get(f"challenges.{code}.{challenge_id}", None, DRAFT))

    def _restore(self, code: str, offered: ChallengeChoices) -> None:
        sheet = self.sheet
        if sheet is None or self.form is not None:
            return
        forms = late("ui.challenges.forms")
        about = forms.Given(self._tools, offered.choices, (sheet.challenge.id,), sheet)
        self._open(late("ui.challenges.moves").FORMS[code](about), focus=False)

    def _look_again(self, touched: frozenset[type[Record]]) -> None:
        mine = any(issubclass(one, other) or issubclass(other, one) for one in TOPICS for other in touched)
        if self._shown_id and mine:
            self._ask()

    def _make(self) -> None:
        self.facts = ChallengeDetails(self._tools, self)
        self._room = Room()
        self.addWidget(self.facts)
        self.addWidget(self._room)
        leave = QShortcut(QKeySequence("Esc"), self.facts, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)
