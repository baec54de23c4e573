"""What can be done on the page: each act begins a form in the pane, or does its command at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from app.desk import Done
from app.domain.errors import Refusal
from app.queries.child import ChildFacts, PeriodLine, ReviewLine, Span
from app.queries.contacts import AskContactAbout
from app.queries.service import Choices
from app.table import Row
from ui.children import childforms, contactforms, holderforms, periodforms, reviewforms
from ui.children.holderforms import Those
from ui.children.pane import Pane
from ui.children.task import Kit, Task
from ui.page import Tools
from ui.telling import say_done

NO_PERIOD = Refusal("The child has no period yet.", "Start a period first.")
NO_REVIEW = Refusal("No review is chosen.", "Choose a review in one of the periods first.")


class Acts:
    """Begins what is asked for, for the child whose sheet is shown or the children chosen in the list."""

    def __init__(
        self, tools: Tools, pane: Pane, show_pane: Callable[[], None], open_child: Callable[[str], None]
    ) -> None:
        self._tools, self._pane, self._show_pane, self.show_child = tools, pane, show_pane, open_child
        self.choices: Choices | None = None
        self.facts: ChildFacts | None = None
        self.line: ReviewLine | None = None
        self.period: PeriodLine | None = None
        self._wants_period = ""
        self._waiting: Callable[[Kit], Task] | None = None

    # --------------------------------------------------------------------------------------------------------- child

    def by_word(self, record_id: str) -> dict[str, Callable[[], None]]:
        """What each of the page's commands does here, to this record or to the chosen one."""
        return {
            "add-child": self.add_child,
            "start-period": self.start_period,
            "end-period": partial(self.end_period, record_id),
            "correct-period": partial(self.correct_period, record_id),
            "void-period": partial(self.void_period, record_id),
            "add-held": partial(self.add_held, record_id),
            "correct-review": partial(self.correct_review, record_id),
            "void-review": partial(self.void_review, record_id),
            "place-review": partial(self.place_review, record_id),
            "confirm-number": partial(self.confirm_number, record_id),
            "correct-child": self.correct_child,
            "set-team": self.set_team,
            "set-worker": self.set_social_worker,
            "transfer-caseload": self.transfer_caseload,
            "cover-caseload": lambda: self.begin(holderforms.cover_caseload),
            "record-contact": self.record_contact,
            "correct-contact": partial(self.correct_contact, record_id),
            "void-contact": partial(self.void_contact, record_id),
            "join-siblings": self.join_siblings,
            "leave-siblings": self.leave_siblings,
        }

    def add_child(self) -> None:
        """Add a child, then start a period."""
        self.begin(lambda kit: childforms.add_child(kit, self._added))

    def correct_child(self) -> None:
        """Correct the child's record."""
        self._with_facts(lambda kit, facts: childforms.correct_child(kit, facts.child))

    def join_siblings(self) -> None:
        """Join brothers and sisters."""
        self._with_facts(childforms.join_siblings)

    def leave_siblings(self) -> None:
        """Take the child out of the sibling group, at once; Undo brings it back."""
        if self.facts is not None:
            said = "The child is in no sibling group now."
            command = childforms.leave_siblings(self.facts)
            self._tools.runner.do(command, lambda done: say_done(self._tools, said, done))

    # ------------------------------------------------------------------------------------------------------- periods

    def start_period(self) -> None:
        """Start a period."""
        self._with_facts(lambda kit, facts: periodforms.start_period(kit, facts.child))

    def end_period(self, series_id: str = "") -> None:
        """End a period: the one named, the chosen one, or the first that runs."""
        found = self._find_period(series_id)
        running = [period for period in self._periods() if period.series.end is None]
        if not series_id and (found is None or found.series.end is not None):
            found = next(iter(running), found)
        self._with_period(found, periodforms.end_period)

    def correct_period(self, series_id: str = "") -> None:
        """Correct a period."""
        self._with_period(self._find_period(series_id), periodforms.correct_period)

    def void_period(self, series_id: str = "") -> None:
        """Void a period."""
        self._with_period(self._find_period(series_id), periodforms.void_period)

    # ------------------------------------------------------------------------------------------------------- holders

    def for_child(self, what: str) -> None:
        """Allocate, transfer, cover or end, for the child whose sheet is shown."""
        if what == "end-allocation":
            self.end_allocation()
            return
        make = holderforms.FOR_MANY[what]
        self._with_facts(lambda kit, f: make(kit, Those((f.child.id,), (f.child.shown_name,), in_list=False)))

    def for_rows(self, what: str, rows: Sequence[Row]) -> None:
        """The same for the children chosen in the list."""
        make = holderforms.FOR_MANY[what]
        those = Those([row.id for row in rows], [str(row.cells[0]) for row in rows])
        self.begin(lambda kit: make(kit, those))

    def transfer_caseload(self, officer_id: str = "") -> None:
        """Transfer all the children of an officer, who may be chosen already."""
        self.begin(lambda kit: holderforms.transfer_caseload(kit, officer_id))

    def end_allocation(self) -> None:
        """End the allocation of today."""
        today = self._tools.today()
        spans = self.facts.allocations if self.facts else ()
        current = [span for span in spans if span.end is None or span.end > today]
        if not current:
            self._tools.notices.refuse(Refusal("The child has no IRO now.", "There is no allocation to end."))
            return
        span: Span = current[-1]
        self.begin(lambda kit: holderforms.end_allocation(kit, span))

    def set_team(self) -> None:
        """Set the team."""
        self._with_facts(lambda kit, facts: holderforms.set_team(kit, facts.child, facts.team))

    def set_social_worker(self) -> None:
        """Set the social worker."""
        self._with_facts(lambda kit, facts: holderforms.set_social_worker(kit, facts.child, facts.social_worker))

    # ------------------------------------------------------------------------------------------------------- reviews

    def add_held(self, series_id: str = "") -> None:
        """Add a review that was held."""
        period = self._find_period(series_id)
        if period is None:
            self._tools.notices.refuse(NO_PERIOD)
            return
        self._with_facts(lambda kit, facts: reviewforms.add_held(kit, facts, period.series.id))

    def correct_review(self, review_id: str = "") -> None:
        """Correct a review that was held."""
        line = self._find_line(review_id)
        if line is not None and line.review.held is None:
            words = Refusal("This review is still to be held.", "Record or plan it in Reviews (Ctrl+Shift+O).")
            self._tools.notices.refuse(words)
            return
        self._with_line(line, lambda kit, _, found: reviewforms.correct_review(kit, found))

    def void_review(self, review_id: str = "") -> None:
        """Void a review."""
        self._with_line(self._find_line(review_id), lambda kit, _, line: reviewforms.void_review(kit, line))

    def place_review(self, review_id: str = "") -> None:
        """Place a review that is in no period: the one named, or the first."""
        unplaced = self.facts.unplaced if self.facts else ()
        line = next((line for line in unplaced if review_id in {"", line.review.id}), None)
        if line is None:
            self._tools.notices.refuse(Refusal("Every review of this child is in a period.", "There is none to place."))
            return
        self._with_line(line, reviewforms.place_review)

    def confirm_number(self, review_id: str = "") -> None:
        """Say which review of its period it is."""
        self._with_line(self._find_line(review_id), lambda kit, _, line: reviewforms.confirm_number(kit, line))

    # ------------------------------------------------------------------------------------------------------ contacts

    def record_contact(self) -> None:
        """Record a contact with the child, and with brothers and sisters seen together."""
        if self.facts is not None:
            ask = AskContactAbout(self.facts.child.id)
            self._tools.runner.ask(ask, lambda about: self.begin(partial(contactforms.record_contact, about)))

    def correct_contact(self, contact_id: str) -> None:
        """Correct a contact."""
        ask = AskContactAbout(contact_id=contact_id)
        self._tools.runner.ask(ask, lambda about: self.begin(partial(contactforms.correct_contact, about)))

    def void_contact(self, contact_id: str) -> None:
        """Void a contact."""
        self.begin(partial(contactforms.void_contact, contact_id))

    # --------------------------------------------------------------------------------------------------------- parts

    def _added(self, done: Done[Any]) -> None:
        """The new child's sheet, and straight on to a period."""
        self._wants_period = done.result.id
        self.show_child(done.result.id)

    def offer(self, choices: Choices) -> None:
        """What forms offer has come; an act that waited for it begins."""
        self.choices = choices
        if self._waiting is not None:
            make, self._waiting = self._waiting, None
            self.begin(make)

    def opened(self, facts: ChildFacts) -> None:
        """A child's facts have come."""
        self.facts = facts
        if self._wants_period == facts.child.id:
            self.start_period()
        self._wants_period = ""

    def begin(self, make: Callable[[Kit], Task]) -> None:
        """Open a form in the pane; it waits until what forms offer has come."""
        if self.choices is None:
            self._waiting = make
            return
        self._show_pane()
        self._pane.begin(make(Kit(self._tools, self.choices)))

    def _with_facts(self, make: Callable[[Kit, ChildFacts], Task]) -> None:
        facts = self.facts
        if facts is not None:
            self.begin(lambda kit: make(kit, facts))

    def _with_period(self, period: PeriodLine | None, make: Callable[[Kit, PeriodLine], Task]) -> None:
        if period is None:
            self._tools.notices.refuse(NO_PERIOD)
        else:
            self.begin(lambda kit: make(kit, period))

    def _with_line(self, line: ReviewLine | None, make: Callable[[Kit, ChildFacts, ReviewLine], Task]) -> None:
        if line is None:
            self._tools.notices.refuse(NO_REVIEW)
        else:
            self._with_facts(lambda kit, facts: make(kit, facts, line))

    def _periods(self) -> Sequence[PeriodLine]:
        return self.facts.periods if self.facts else ()

    def _find_period(self, series_id: str) -> PeriodLine | None:
        if not series_id:
            series_id = self.period.series.id if self.period else ""
        found = [period for period in self._periods() if period.series.id == series_id]
        return next(iter(found or self._periods()), None)

    def _find_line(self, review_id: str) -> ReviewLine | None:
        if not review_id:
            return self.line
        placed = [line for period in self._periods() for line in period.reviews]
        unplaced = self.facts.unplaced if self.facts else ()
        return next((line for line in (*placed, *unplaced) if line.review.id == review_id), None)
