"""The forms for a review that was held: record it, with the conference that the same meeting was, or correct it."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QCheckBox

from app.commands.conferences import ConferenceRow
from app.commands.reviews import CorrectReview, RecordHeld
from app.commands.together import RecordWithConference
from app.desk import Command
from app.domain.conferences import CATEGORIES, CONFERENCES, CONTINUES, ENDS, OUTCOMES, PLAN, PLAN_ENDED, outcomes_of
from app.domain.contacts import HOW
from app.domain.errors import Refusal
from app.domain.kinds import RCPC
from app.domain.participation import check_participation
from app.domain.reviews import Review
from app.queries.opened import Beside
from app.queries.review import ReviewSheet
from ui.actform import entries
from ui.participationfield import TO_COME, ParticipationFields
from ui.parts.fields import write
from ui.reviews.words import held_words, punctuality

OUTCOME = "outcome"
OUTCOME_HINT = "While it is to come, the conference stands in “Outcome to come”."


class HeldForm(ParticipationFields):
    """Record a review as held: only the date is needed."""

    code, title, save_words = "held", "Record as held", "&Save as held"
    optional_date = False
    _also = ""
    records_others: ClassVar[bool] = True
    """Whether what one meeting serves with it is recorded too."""

    def build(self) -> None:
        """Date, participation, whether the child was seen, reason when late, meeting, chair, note."""
        self.held = self.add_date("held", "&Date held", optional=self.optional_date)
        self.verdict = self.text("")
        self.add_participation(self.held)
        if self.asks_if_seen:
            self.add_choice("seen_before", "&Child seen before it", [("", TO_COME), *HOW.items()])
        listed = self.given.choices.lists["late-reason"]
        kept = self.given.one.review.late_reason
        self.add_choice("late_reason", "Why &it was late", entries(listed, ("", TO_COME), kept=kept))
        officers = [(officer.id, officer.name) for officer in self.given.choices.officers]
        self.add_choice("chair", "Chaired b&y", [("", "Not recorded"), *officers])
        self._add_also()
        self.add("without_meeting", "", QCheckBox("Held without a &meeting"))
        self.add_words("note", "&Note")
        self.held.changed.connect(self._look)
        self._look()

    def starting(self) -> dict[str, Any]:
        """What is known already; the chair is the child's IRO until another is named."""
        review = self.given.one.review
        return {
            "late_reason": review.late_reason or "",
            "chair": review.chair_id or self.given.one.iro_id or "",
            "without_meeting": review.without_meeting,
            "note": review.note,
        }

    def command(self) -> Command[Any]:
        """RecordHeld with the version that was read."""
        review, values, facts = self.given.one.review, self.values(), self._facts()
        held = RecordHeld(review.id, version=review.version, seen_before=values.get("seen_before"), **facts)
        other, outcome = self.conference, values.get(OUTCOME)
        self._also = _also_words(other, outcome)
        if other is None or not outcome:
            return held
        category = (values["category"] or None) if outcome in (PLAN, CONTINUES) else None
        late = facts["late_reason"] if other.due and held.held > other.due else None
        row = ConferenceRow(
            other.id, outcome, category, held.participation, reason=values["reason"] or PLAN_ENDED, late_reason=late
        )
        return RecordWithConference(held, row)

    def blame(self, refusal: Refusal) -> str:
        """A participation code that cannot be true, else the date."""
        words = refusal.message.casefold()
        if self.conference and ("category" in words or "conference decided" in words or "overlaps" in words):
            return "category" if "category" in words else OUTCOME
        code, held = self.values().get("participation"), self.held.value()
        try:
            if code and held:
                check_participation(code, self.given.one.child.date_of_birth, held)
        except Refusal as same:
            if str(same) == str(refusal):
                return "participation"
        return "held"

    def said(self, after: ReviewSheet | None) -> str:
        """When, whether in time, and what comes next."""
        told = held_words(after) if after else "Recorded as held."
        return f"{told}{self._also}"

    @property
    def asks_if_seen(self) -> bool:
        """Where the child was to be seen before it, and no contact says how it was."""
        seen = self.given.one.contact.seen
        return seen is not None and seen.is_owed

    @property
    def conference(self) -> Review | None:
        """The conference that the same meeting is."""
        return next((one.review for one in self._others() if one.review.kind in CONFERENCES), None)

    def _others(self) -> list[Beside]:
        return [one for one in self.given.one.beside if one.served and self.records_others]

    def _add_also(self) -> None:
        """What else is recorded; and what it decided, where that is a conference."""
        for one in self.given.one.beside:
            if one.served:
                self.text(f"Also recorded as held, at the same meeting: {one.words}.").setProperty(
                    "tone", "information"
                )
        other = self.conference
        if other is None:
            return
        reasons = entries(self.given.choices.lists["period-end"])
        self.add_choice(
            OUTCOME, "&Outcome of the conference", [("", TO_COME), *outcomes_of(other.kind).items()], OUTCOME_HINT
        )
        unsaid = ("", "As before" if other.kind == RCPC else "Choose one")
        self.add_choice("category", "Cate&gory", [unsaid, *CATEGORIES.items()])
        self.add_choice("reason", "Why the &plan ended", reasons)
        write(self._fields["reason"].control, PLAN_ENDED)
        self.on_field(OUTCOME, self._show_decided)
        self._show_decided()

    def _show_decided(self) -> None:
        """A category is asked where there is a plan, a reason where it ends."""
        outcome = self.values()[OUTCOME]
        self.show_field("category", outcome in (PLAN, CONTINUES))
        self.show_field("reason", outcome == ENDS)

    def _facts(self) -> dict[str, Any]:
        values, due = self.values(), self.given.one.review.due
        late = values["held"] is not None and due is not None and values["held"] > due
        return {
            "held": values["held"],
            "participation": values.get("participation") or None,
            "late_reason": (values["late_reason"] or None) if late else None,
            "chair_id": values["chair"] or None,
            "without_meeting": values["without_meeting"],
            "note": values["note"],
        }

    def _look(self) -> None:
        """The reason is asked only of a late review."""
        held, due = self.held.value(), self.given.one.review.due
        late = held is not None and due is not None and held > due
        self.verdict.setText(punctuality(held, due) if held else "")
        self.verdict.setVisible(held is not None)
        self.verdict.setProperty("tone", "held_late" if late else "on_time" if due else "information")
        self.verdict.style().polish(self.verdict)
        self.show_field("late_reason", late)


def _also_words(conference: Review | None, outcome: str | None) -> str:
    """What is said of the conference that was recorded too."""
    if conference is None:
        return ""
    decided = OUTCOMES[outcome] if outcome else "its outcome is to come"
    return f" The conference is recorded too: {decided[:1].lower()}{decided[1:]}."


class CorrectForm(HeldForm):
    """Correct what was recorded of a held review; without a date it is open again."""

    code, title, save_words = "correct", "Correct what was recorded", "&Save the correction"
    optional_date = True
    asks_if_seen = False
    records_others = False

    def starting(self) -> dict[str, Any]:
        """What is recorded now."""
        review = self.given.one.review
        known = {"held": review.held, **super().starting(), "chair": review.chair_id or ""}
        return {**known, "participation": review.participation or ""} if self.takes_participation else known

    def command(self) -> Command[Any]:
        """CorrectReview with the version that was read."""
        review, facts = self.given.one.review, self._facts()
        if not self.takes_participation:
            facts["participation"] = review.participation
        return CorrectReview(review.id, version=review.version, **facts)


class FactsForm(CorrectForm):
    """Add what was left to come when a review was recorded: how the child took part, why it was late."""

    code, title, save_words = "facts", "Add what was to come", "&Save"

    def build(self) -> None:
        """The same fields, of which only those that may be to come are shown."""
        super().build()
        for key in ("held", "chair", "without_meeting", "note"):
            self.show_field(key, False)

    def focus(self) -> None:
        """Into the first field that is to come."""
        empty = [key for key in ("participation", "late_reason") if self.values().get(key) == ""]
        shown = [key for key in empty if not self._fields[key].isHidden()]
        if shown:
            self._fields[shown[0]].control.setFocus()
        else:
            super().focus()
