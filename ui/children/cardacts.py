"""What the cards of a child's sheet ask for: forms about protection, plans, checks and households, and ways to other places."""

from collections.abc import Callable
from typing import Any

from app.commands.retention import Erased
from app.desk import Done
from app.domain.checks import MIDWAY
from app.domain.errors import Refusal
from app.queries.checks import AskCheck, AskCheckAbout, CheckSheet
from app.queries.conference import AskConferenceAbout, AskEnquiryAbout, AskOutcomeAbout, AskPlanAbout
from app.queries.households import AskHousehold, Household
from app.queries.plans import AskFinalPlanAbout
from app.queries.practice import MeetingInFull
from app.queries.statements import AskStatementAbout
from ui.children import erasingform, householdforms, protectionforms, qualityforms
from ui.children.acts import Acts
from ui.children.meetingforms import record_meeting
from ui.children.task import Kit, Task
from ui.erasing import tell_erased
from ui.page import Page

NO_HOUSEHOLD = Refusal("This is a child, and no foster household.", "Open a foster household first.")
NO_REVIEW = Refusal("No review of this household was held yet.", "Record the review first.")
Do = Callable[[], None]


class CardActs:
    """Asks for what a form needs, then begins it in the pane of the page."""

    def __init__(self, page: Page, acts: Acts, leave: Do) -> None:
        self._page, self._acts, self._leave = page, acts, leave
        self._runner = page.tools.runner

    def by_word(self, record_id: str) -> dict[str, Do]:
        """What each word does, to this record or to the child whose sheet is shown."""
        return {**self._of_protection(record_id), **self._of_quality(record_id), **self._of_others(record_id)}

    def _of_protection(self, key: str) -> dict[str, Do]:
        forms, child = protectionforms, self._child_id
        return {
            "start-enquiry": lambda: self._form(AskEnquiryAbout(child()), forms.task_for_start_enquiry),
            "correct-enquiry": lambda: self._form(AskEnquiryAbout(series_id=key), forms.task_for_correct_enquiry),
            "not-needed": lambda: self._form(AskEnquiryAbout(series_id=key), forms.task_for_not_needed),
            "record-conference": lambda: self._form(AskConferenceAbout(key), forms.task_for_conference),
            "correct-outcome": lambda: self._form(AskOutcomeAbout(key), forms.task_for_outcome),
            "keep-plan": lambda: self._form(AskPlanAbout(key), forms.task_for_plan),
            "core-group": lambda: self._form(AskPlanAbout(key), forms.task_for_core_group),
        }

    def _of_quality(self, key: str) -> dict[str, Do]:
        forms, child = qualityforms, self._child_id
        return {
            "keep-check": lambda: self._form(AskCheckAbout(key or MIDWAY, child()), forms.keep_check),
            "correct-check": lambda: self._form(AskCheckAbout(check_id=key), forms.keep_check),
            "void-check": lambda: self._form(AskCheck(key), forms.void_check),
            "keep-final-plan": lambda: self._form(AskFinalPlanAbout(key, child()), forms.keep_final_plan),
            "keep-statement": lambda: self._form(AskStatementAbout(child(), key), forms.keep_statement),
            "void-statement": lambda: self._form(AskStatementAbout(statement_id=key), forms.void_statement),
            "record-meeting": lambda: self._form(MeetingInFull(key), record_meeting),
            "raise-from-check": lambda: self._raise(key, lambda sheet: sheet.concern),
            "practice-from-check": lambda: self._raise(key, lambda sheet: sheet.practice),
        }

    def _of_others(self, key: str) -> dict[str, Do]:
        go = self._page.wanted.emit
        return {
            "open-clinic": lambda: go("clinics", ("clinic", key)),
            "open-gathering": lambda: go("clinics", ("gathering", key)),
            "show-history": lambda: go("account", self._acts.facts.child.reference if self._acts.facts else ""),
            "add-household": lambda: self._acts.begin(
                lambda kit: householdforms.add_household(kit, lambda done: self._acts.show_child(done.result.id))
            ),
            "correct-child": self._correct,
            "end-approval": lambda: self._household(lambda kit, one: householdforms.end_approval(kit, one.child)),
            "record-panel": lambda: self._household(_panel),
            "erase-child": self._erase,
        }

    def _correct(self) -> None:
        """The child's record, or that of the household that stands in a child's place."""
        if self._acts.facts is not None and self._acts.facts.child.is_household:
            self._household(householdforms.correct_household)
        else:
            self._acts.correct_child()

    def _erase(self) -> None:
        """Everything of the one whose sheet is shown, then back to the list."""
        facts = self._acts.facts
        if facts is not None:
            child = facts.child
            self._acts.begin(lambda _kit: erasingform.erase(child, self._erased))

    def _erased(self, done: Done[Erased]) -> None:
        self._leave()
        tell_erased(self._page.tools, done.result, lambda: self._page.wanted.emit("settings", "old-backups"))

    def _child_id(self) -> str:
        return self._acts.facts.child.id if self._acts.facts else ""

    def _form(self, ask: Any, make: Callable[[Any, Kit], Task]) -> None:
        self._runner.ask(ask, lambda about: self._acts.begin(lambda kit: make(about, kit)))

    def _household(self, make: Callable[[Kit, Household], Task]) -> None:
        def found(household: Household | None) -> None:
            if household is None:
                self._page.tools.notices.refuse(NO_HOUSEHOLD)
                return
            try:
                self._acts.begin(lambda kit: make(kit, household))
            except Refusal as refusal:
                self._page.tools.notices.refuse(refusal)

        self._runner.ask(AskHousehold(self._child_id()), found)

    def _raise(self, check_id: str, which: Callable[[CheckSheet], Any]) -> None:
        def found(sheet: CheckSheet) -> None:
            raising = which(sheet)
            if raising is not None:
                self._page.wanted.emit("challenges", ("log", raising.given()))

        self._runner.ask(AskCheck(check_id), found)


def _panel(kit: Kit, household: Household) -> Task:
    held = [review for review in household.reviews if review.held]
    if not held:
        raise NO_REVIEW
    first = next((review for review in held if review == household.first), held[-1])
    return householdforms.record_panel(kit, first)
