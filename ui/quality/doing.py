"""What is chosen on the Quality page, what can be done with it, and doing it."""

from functools import partial
from typing import Any, Protocol

from PySide6.QtGui import QAction

from app.domain.checks import MIDWAY
from app.domain.errors import Refusal
from app.queries.checks import AskCheck, AskCheckAbout, CheckAbout, CheckSheet
from app.queries.plans import AskFinalPlanAbout, FinalPlanAbout
from app.queries.statements import AskStatementAbout, StatementAbout
from app.table import Row
from ui.checkform import VoidCheckForm, check_form
from ui.page import Page
from ui.parts.focus import focus_first
from ui.parts.switch import Switch
from ui.quality.pane import QualityFacts
from ui.quality.views import CHECK, CHILD, PLAN, PLANS, STATEMENT, STATEMENTS
from ui.qualityforms import FinalPlanForm, StatementForm, VoidStatementForm
from ui.theme import theme

WIDE = 840
"""From this width on, in pixels at 100 %, what stands above the questions has one line."""
CHOOSE = {
    CHILD: "Choose a child to start the midway review here.",
    CHECK: "Choose a check to see what was found.",
    PLAN: "Choose a child to say when the final plan was ratified, or why it is not.",
    STATEMENT: "Choose a statement to see it here.",
}


class Place(Protocol):
    """What the page offers to the one who does things in it."""

    facts: QualityFacts
    switch: Switch
    deeds: dict[str, QAction]

    def show_sheet(self, form: Any) -> None:
        """Show a form that takes the whole page."""

    def show_form(self, form: Any) -> None:
        """Show a short form in the pane."""


class Doing:
    """Follows the chosen row and opens forms for it."""

    def __init__(self, page: Any) -> None:
        self._page: Page = page
        self._place: Place = page
        self._ask = page.tools.runner.ask
        self._tools = page.tools
        self._kind = CHILD
        self._row: Row | None = None
        self._check: CheckSheet | None = None
        self._statement: StatementAbout | None = None
        self.child_id = ""
        """The child of the chosen row."""
        self._found: tuple[str, str] | None = None
        """The check saved last in which something is to be put right, and its child's name; None once it was raised."""

    # ------------------------------------------------------------------------------------------------ what is chosen

    def note(self, kind: str, row: Row | None) -> None:
        """Another row is chosen."""
        self._kind, self._row = kind, row
        self._check = self._statement = None
        self.child_id = ""
        self._allow()
        if row is None:
            self._place.facts.clear(CHOOSE[kind])
        elif kind == CHILD:
            self.child_id = row.id
            self._place.facts.show_midway(row)
            self._allow()
        elif kind == CHECK:
            self._ask(AskCheck(row.id), partial(self._take_check, row.id), self._gone, ticket=(self._page, "facts"))
        elif kind == PLAN:
            then = partial(self._take_plan, row.id)
            self._ask(AskFinalPlanAbout(row.id), then, self._gone, ticket=(self._page, "facts"))
        elif kind == STATEMENT:
            then_statement = partial(self._take_statement, row.id)
            asked = AskStatementAbout(statement_id=row.id)
            self._ask(asked, then_statement, self._gone, ticket=(self._page, "facts"))
        self._offer_found()

    def keep_found(self, check_id: str, name: str) -> None:
        """A check was saved that a challenge may follow: that stays offered while the list is worked through."""
        self._found = (check_id, name)

    def _offer_found(self) -> None:
        if self._kind != CHILD or self._found is None:
            return
        check_id, name = self._found
        facts = self._place.facts
        facts.section("Saved before this")
        facts.text(f"In the check of {name or 'the child'} something is to be put right.")
        facts.button("&Raise a challenge about it", partial(self.raise_from, check_id), "messages-square")

    def look_again(self) -> None:
        """What is chosen may have changed."""
        if self._row is not None and self._kind != CHILD:
            self.note(self._kind, self._row)

    def find(self, check_id: str) -> None:
        """Show the check with this key, in the view of its sort."""

        def found(sheet: CheckSheet) -> None:
            self._place.switch.choose(sheet.check.kind)
            self._take_check(check_id, sheet, again=True)

        self._ask(AskCheck(check_id), found, ticket=(self._page, "facts"))

    def _gone(self, _refusal: Refusal) -> None:
        self._place.facts.clear(CHOOSE[self._kind])

    def _is(self, row_id: str) -> bool:
        return self._row is not None and self._row.id == row_id

    def _take_check(self, row_id: str, sheet: CheckSheet, *, again: bool = False) -> None:
        if again or self._is(row_id):
            self._check, self.child_id = sheet, sheet.child.id
            self._place.facts.show_check(sheet)
            self._allow()

    def _take_plan(self, row_id: str, about: FinalPlanAbout) -> None:
        if self._is(row_id):
            self.child_id = about.child.id
            self._place.facts.show_plan(about)
            self._allow()

    def _take_statement(self, row_id: str, about: StatementAbout) -> None:
        if self._is(row_id) and about.child:
            self._statement, self.child_id = about, about.child.id
            self._place.facts.show_statement(about)
            self._allow()

    def _allow(self) -> None:
        """What can be done now."""
        check = self._check
        allowed = {
            "raise": check is not None and check.concern is not None,
            "practice": check is not None and check.practice is not None,
            "correct": check is not None or self._statement is not None,
            "void": check is not None or self._statement is not None,
            "child": bool(self.child_id),
        }
        for code, action in self._place.deeds.items():
            action.setEnabled(allowed[code])

    # ------------------------------------------------------------------------------------------------ what is done

    def begin(self) -> None:
        """Something new of the view: for the chosen child where a row is one."""
        view = self._place.switch.value()
        if view == PLANS:
            self._open_plan()
        elif view == STATEMENTS:
            self._ask(AskStatementAbout(), self._open_statement, ticket=(self._page, "form"))
        else:
            self.open_check(view, self.child_id if self._kind == CHILD else "")

    def enter(self) -> None:
        """Enter on a row: what is mostly done with it."""
        if self._kind in (CHILD, PLAN):
            self.begin()
        elif self._kind == STATEMENT:
            self.act("correct")
        else:
            self._page.show_details(True)
            focus_first(self._place.facts)

    def act(self, code: str) -> None:
        """What a button or a command says, of the chosen row."""
        does = {
            "new": self.begin,
            "raise": lambda: self._raise(concern=True),
            "practice": lambda: self._raise(concern=False),
            "correct": self._correct,
            "void": self._void,
            "child": lambda: self._page.wanted.emit("children", self.child_id),
            "challenge": self._open_challenge,
        }
        does[code]()

    def open_check(self, kind: str = MIDWAY, child_id: str = "") -> None:
        """The form of a new check, of a child or of one that is still to be chosen."""
        self._ask(AskCheckAbout(kind, child_id), self._open_sheet, ticket=(self._page, "form"))

    def _open_sheet(self, about: CheckAbout) -> None:
        wide = self._page.width() >= theme().pixels(WIDE)
        self._place.show_sheet(check_form(self._tools, about, wide=wide))

    def raise_from(self, check_id: str) -> None:
        """A challenge with what this check found filled in."""
        self._ask(AskCheck(check_id), self._log, ticket=(self._page, "raise"))

    def _log(self, sheet: CheckSheet) -> None:
        if sheet.concern:
            self._found = None
            self._page.wanted.emit("challenges", ("log", sheet.concern.given()))

    def _raise(self, *, concern: bool) -> None:
        raising = (self._check.concern if concern else self._check.practice) if self._check else None
        if raising is not None:
            self._page.wanted.emit("challenges", ("log", raising.given()))

    def _open_challenge(self) -> None:
        if self._check and self._check.check.challenge_id:
            self._page.wanted.emit("challenges", self._check.check.challenge_id)

    def _correct(self) -> None:
        ticket = (self._page, "form")
        if self._check is not None:
            self._ask(AskCheckAbout(check_id=self._check.check.id), self._open_sheet, ticket=ticket)
        elif self._row is not None and self._statement is not None:
            self._ask(AskStatementAbout(statement_id=self._row.id), self._open_statement, ticket=ticket)

    def _void(self) -> None:
        if self._check is not None:
            self._place.show_form(VoidCheckForm(self._tools, self._check))
        elif self._statement is not None:
            self._place.show_form(VoidStatementForm(self._tools, self._statement))

    def _open_plan(self) -> None:
        if self._row is None:
            self._tools.notices.inform("Choose a child in the list first, then press it again.")
            return

        def show(about: FinalPlanAbout) -> None:
            self._place.show_form(FinalPlanForm(self._tools, about))

        self._ask(AskFinalPlanAbout(self._row.id), show, ticket=(self._page, "form"))

    def _open_statement(self, about: StatementAbout) -> None:
        self._place.show_form(StatementForm(self._tools, about))
