"""The form of a child protection conference, wherever it is recorded: once for all children of the family who were in it."""

from collections.abc import Sequence
from typing import Any

from app.commands.conferences import RecordConference
from app.commands.outcomes import CorrectOutcome
from app.desk import Command
from app.domain.conferences import CATEGORIES, CONTINUES, ENDS, PLAN, PLAN_ENDED, outcomes_of
from app.domain.errors import Refusal, Stale
from app.domain.reviews import Review
from app.queries.conference import ConferenceAbout, OutcomeAbout
from ui.actform import NOT_CHOSEN, ActForm, entries
from ui.conferencerows import ConferenceRows
from ui.participationfield import TO_COME

HELD, NOT_QUORATE = "yes", "no"
QUORATE = (("", "Not recorded"), (HELD, "Yes"), (NOT_QUORATE, "No: it could not be held"))
QUORATE_VALUES = {HELD: True, NOT_QUORATE: False, "": None}
BLAME = {
    "who was missing": "why",
    "is past": "new_date",
    "child is chosen": "children",
    "what the conference decided": "children",
    "category": "children",
    "why the plan ended": "children",
    "dfe rule": "children",
    "participation code": "children",
    "overlaps": "children",
    "turned 18": "children",
}


class ConferenceForm(ActForm):
    """Records a conference; one that was not quorate is kept as a meeting that could not be held."""

    code, title, save_words = "conference", "Record a conference", "&Save the conference"
    width_wanted = 400

    @property
    def facts(self) -> ConferenceAbout:
        """The family, the conferences that are due for it, and the service's lists."""
        raise AssertionError

    def build(self) -> None:
        """The day, who chaired and whether it was quorate come first; then a card for each child."""
        facts = self.facts
        self.day = self.add_date("on", "&Date of the conference")
        officers = [(one.id, one.name) for one in facts.family.officers]
        self.add_choice("chair", "Chaired b&y", [("", "Not recorded"), *officers])
        self.add_choice("quorate", "&Quorate", QUORATE)
        self.add_words("why", "Who was &missing")
        self.new_date = self.add_date(
            "new_date", "B&ooked again for", "Empty while no new date is known.", optional=True
        )
        self.who = ConferenceRows(facts.conferences, self.tools.today(), facts.reasons)
        self.add("children", self._children_words(), self.who)
        self.add_choice("late_reason", "Why &it was late", entries(facts.late_reasons, ("", TO_COME)))
        self.add_words("note", "&Note")
        self.day.changed.connect(self._look)
        self.on_field("quorate", self._look)
        self.on_field("children", self._look)

    def starting(self) -> dict[str, Any]:
        """The day it was booked for, if that has come; every child whose conference is of the same sort."""
        facts, today = self.facts, self.tools.today()
        booked = facts.planned if facts.planned and facts.planned <= today else None
        held = next((one.review.held for one in facts.conferences if one.review.held), None)
        return {
            "on": held or booked or today,
            "chair": facts.family.officer_id,
            "children": {one.review.id: {"in": one.together} for one in facts.conferences},
        }

    def fill(self, values: Any) -> None:
        """What follows from it is shown too."""
        super().fill(values)
        self._look()

    def command(self) -> Command[Any]:
        """RecordConference with the versions that were read."""
        values = self.values()
        if values["on"] is None:
            raise Refusal("The day of the conference is missing.", "Type it, for example: today, or 12 mar.")
        held = QUORATE_VALUES[values["quorate"]] is not False
        return RecordConference(
            on=values["on"],
            rows=tuple(row.row(values["on"], values["late_reason"] or None) for row in self.who.chosen()),
            quorate=QUORATE_VALUES[values["quorate"]],
            chair_id=values["chair"] or None,
            note=values["note"],
            why="" if held else values["why"],
            new_date=None if held else values["new_date"],
        )

    def blame(self, refusal: Refusal) -> str:
        """The children's cards, who was missing, or the day."""
        words = str(refusal).casefold()
        if isinstance(refusal, Stale):
            return ""
        return next((key for word, key in BLAME.items() if word in words), "on")

    def _children_words(self) -> str:
        """Above the cards."""
        return "Children who were in it" if len(self.facts.conferences) > 1 else "What was decided"

    def _look(self) -> None:
        """What is asked follows from the day, from whether it was held, and from who was in it."""
        held = self.values()["quorate"] != NOT_QUORATE
        day = self.day.value() or self.tools.today()
        late = any(row.is_late(day) for row in self.who.chosen())
        for key in ("why", "new_date"):
            self.show_field(key, not held)
        self.show_field("late_reason", held and late)
        self.show_field("note", held)
        self.who.offer_codes(day)
        self.who.show_decisions(held)


class OutcomeForm(ActForm):
    """What a conference decided for one child, to be put right; the plan follows."""

    code, title, save_words = "correct-outcome", "Correct what the conference decided", "&Save the correction"

    @property
    def facts(self) -> OutcomeAbout:
        """The child, the conference, and what is recorded."""
        raise AssertionError

    def build(self) -> None:
        """The same as the conference's form asks of each child."""
        self.text("A plan that was made by mistake is taken back, one that was forgotten begins on that day.")
        self.add_choice("outcome", "&Outcome", [*outcomes_of(self.facts.review.kind).items()])
        self.add_choice("category", "Ca&tegory", [NOT_CHOSEN, *CATEGORIES.items()])
        self.add_choice("reason", "&Why it ended", entries(self.facts.reasons, kept=self.facts.reason))
        self.add_choice("quorate", "&Quorate", QUORATE[:2])
        self.add_words("dissent", "Who &disagreed")
        self.on_field("outcome", self._look)

    def starting(self) -> dict[str, Any]:
        """What is recorded."""
        kept = self.facts.outcome
        return {
            "outcome": kept.outcome or "",
            "category": kept.category or "",
            "reason": self.facts.reason if kept.outcome == ENDS else PLAN_ENDED,
            "quorate": HELD if kept.quorate else "",
            "dissent": kept.dissent,
        }

    def fill(self, values: Any) -> None:
        """What follows from it is shown too."""
        super().fill(values)
        self._look()

    def command(self) -> Command[Any]:
        """CorrectOutcome with the version that was read."""
        values, kept = self.values(), self.facts.outcome
        return CorrectOutcome(
            kept.review_id,
            values["outcome"],
            (values["category"] or None) if values["outcome"] in (PLAN, CONTINUES) else None,
            QUORATE_VALUES[values["quorate"]],
            values["dissent"],
            values["reason"] or PLAN_ENDED,
            kept.version,
        )

    def blame(self, refusal: Refusal) -> str:
        """The category or the outcome."""
        return "category" if "category" in refusal.message else "outcome"

    def _look(self) -> None:
        """A category is asked where there is a plan, a reason where it ends."""
        outcome = self.values()["outcome"]
        self.show_field("category", outcome in (PLAN, CONTINUES))
        self.show_field("reason", outcome == ENDS)


def conference_said(done: Sequence[Review]) -> str:
    """What is said when a conference was recorded for these children."""
    whom = "" if len(done) == 1 else f" for {len(done):,} children"
    if not any(review.held for review in done):
        return f"The conference is recorded as not quorate{whom}. It is still to be held."
    return f"The conference is recorded{whom}."
