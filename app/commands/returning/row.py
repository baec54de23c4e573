"""What one row of a return sheet changes, by the rules of the forms: held, participation, late reason, note, seen, new date."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.commands.bookings import meetings_of, planned_meeting
from app.commands.checking import check_held, check_participation_of, child_for_change, review_for_change
from app.commands.children import child_by_reference
from app.commands.contacts import SayIfSeen
from app.commands.meetings import Plan, RequestMove
from app.commands.rehearsing import Rehearsal
from app.commands.reviews import CorrectReview, RecordHeld
from app.domain.access import Stamp
from app.domain.contacts import HOW, Contact
from app.domain.dates import long, short
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.reviews import Rearrangement, Review
from app.files.facts import ReturnLine, SheetFacts
from app.files.layouts import return_sheet as sheet
from app.queries.contacts import seen_before_reviews
from app.queries.imports.outcome import Choices, Conflict, Told
from app.queries.imports.returned import Understanding, Wanted
from app.store import Store

NOTHING = "nothing"


@dataclass
class RowPlan:
    """One row, carried out in a rehearsal of its own; while wrong is empty, it may be taken over."""

    store: Rehearsal
    line: ReturnLine
    place: SheetFacts
    wanted: Wanted
    choices: Choices
    words: Understanding
    kinds: Callable[[Review], str]
    told: list[Told] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    unused: list[tuple[str, str]] = field(default_factory=list)

    def carry_out(self, stamp: Stamp) -> None:
        """Do what the row asks for, as far as it can be done at all."""
        self.stamp = stamp
        self.wrong += self.wanted.wrong
        try:
            self.review = review_for_change(self.store, self.line.key)
            self.child = child_for_change(self.store, self.review.child_id)
        except Refusal as no:
            self.wrong.append((sheet.KEY, str(no)))
            return
        self._check_child()
        for part in (self._record, self._seen, self._new_date):
            if not self.wrong:
                part()

    def _check_child(self) -> None:
        """Refuse a row that names another child than its key: only some of the columns were sorted, or the key was copied."""
        named = child_by_reference(self.store, self.line.reference) if self.line.reference else None
        if named is not None and named.id != self.child.id:
            reason = (
                f"This row says {named.reference}, and its key is that of {self.child.reference}: the columns were moved apart. "
                "Write the sheet anew, and sort whole rows only."
            )
            self.wrong.append((sheet.REFERENCE, reason))

    # ------------------------------------------------------------------------------------------------ the review

    def _record(self) -> None:
        """Held, participation, late reason and note."""
        review, wanted = self.review, self.wanted
        self._check_day(wanted.held)
        if self.wrong:
            return
        filled = replace(
            review,
            held=self._settle(sheet.HELD, review.held, wanted.held),
            participation=self._settle(sheet.PARTICIPATION, review.participation, wanted.participation),
            late_reason=self._settle(sheet.LATE, review.late_reason, wanted.late),
            note=review.note if wanted.note in review.note else self._settle(sheet.NOTE, review.note, wanted.note),
        )
        if filled == review:
            return
        self._check_code(filled)
        if not self.wrong:
            self._try(sheet.HELD, self._command(filled).run)
            self.review = review_for_change(self.store, review.id)

    def _check_day(self, held: date | None) -> None:
        """Refuse a day on which it cannot have been held, even where another one is recorded."""
        if held and held != self.review.held:
            self._try(sheet.HELD, lambda store, _: check_held(store, self.review, held))
            self._try(sheet.HELD, lambda store, _: self._check_order(store, held))

    def _check_code(self, filled: Review) -> None:
        if filled.participation and not filled.held:
            reason = "A participation code needs the day on which the review was held. Fill in Held on too."
            self.wrong.append((sheet.PARTICIPATION, reason))
            return
        before = self.review if filled.held else None
        self._try(sheet.PARTICIPATION, lambda store, _: check_participation_of(store, filled, before))

    def _check_order(self, store: Store, held: date) -> None:
        """A review that was still to be held follows those that were."""
        review = self.review
        others = store.shelf(Review).find(series_id=review.series_id) if review.series_id else ()
        last = max((other.held for other in others if other.held), default=None)
        if review.held is None and last and held < last:
            raise Refusal(
                f"{long(held)} is before the previous review, which was held on {long(last)}.",
                "Check the date; a review that is missing in between is added on the child's page.",
            )

    def _command(self, filled: Review) -> RecordHeld | CorrectReview:
        said: dict[str, Any] = {
            "participation": filled.participation,
            "late_reason": filled.late_reason,
            "note": filled.note,
        }
        if filled.held and not self.review.held:
            return RecordHeld(filled.id, filled.held, chair_id=filled.chair_id or self._officer(), **said)
        return CorrectReview(
            filled.id, filled.held, chair_id=filled.chair_id, without_meeting=filled.without_meeting, **said
        )

    def _officer(self) -> str | None:
        """Whose sheet it is: the form, too, takes the child's IRO for the chair until another is named."""
        officer = self.store.shelf(Officer).maybe(self.line.officer_id or None)
        return officer.id if officer and not officer.voided else None

    # ------------------------------------------------------------------------------------------------ seen before

    def _seen(self) -> None:
        if self.wanted.seen is None:
            return
        how, day = self.wanted.seen
        held = self.review.held
        if day and held and day > held:
            self.wrong.append((sheet.SEEN, f"{long(day)} is after the review, which was held on {long(held)}."))
            return
        given = self._given(held)
        if given and (given.how != how or (day and given.date and given.date != day)):
            if not self._conflict(sheet.SEEN, _contact_words(given.how, given.date), _contact_words(how, day)):
                return
        elif given and given.date and day is None:
            return
        before = _contact_words(given.how, given.date) if given else NOTHING
        alone = given.alone if given and given.how == how else None
        said = SayIfSeen(self.review.id, how, day, alone, self._officer())
        contact = self._try(sheet.SEEN, said.run)
        if contact is not None and contact.id in self.store.kept.get(Contact, {}):
            self._tell(sheet.SEEN, before, _contact_words(how, day))

    def _given(self, held: date | None) -> Contact | None:
        """The answer that somebody gave for this review."""
        counting = seen_before_reviews(self.store, (self.review.id,))[self.review.id].counting
        given = [one for one in counting if one.review_id == self.review.id]
        return given[-1] if given else None

    # ------------------------------------------------------------------------------------------------ new date

    def _new_date(self) -> None:
        day, asked, why = self.wanted.new_date, self.wanted.asked, self.wanted.why
        if self.review.held:
            reason = f"This review was held on {long(self.review.held)}, so it has no new date."
            self.unused += [(sheet.NEW_DATE, reason)] if day and not self._was_arranged(day) else []
        elif day is None:
            missing = [field for field, value in ((sheet.ASKED, asked), (sheet.WHY, why)) if value]
            self.wrong += [(field, "There is no new date. Fill in New date too.") for field in missing[:1]]
        elif not self._was_arranged(day):
            self._arrange(day, asked, why)

    def _was_arranged(self, day: date) -> bool:
        """Whether it is, or once was, booked for or moved to this day: then the sheet says nothing new."""
        if any(meeting.date == day for _, meeting in meetings_of(self.store, self.review.id)):
            return True
        moves = self.store.shelf(Rearrangement).find(review_id=self.review.id)
        return any(move.new_date == day and move.decision == "agreed" for move in moves)

    def _arrange(self, day: date, asked: str | None, why: str | None) -> None:
        booked = planned_meeting(self.store, self.review.id)
        if booked is None:
            self._try(sheet.NEW_DATE, Plan(self.review.id, day).run)
            self._tell("Booked for", NOTHING, short(day))
            for field, value in ((sheet.ASKED, asked), (sheet.WHY, why)):
                if value:
                    self.unused.append((field, "No meeting was booked, so this is a booking and not a move."))
        elif not asked or not why:
            reason = f"A meeting is booked for {long(booked.date)}. To move it, fill in Who asked and Why moved too."
            self.wrong.append((sheet.NEW_DATE, reason))
        else:
            self._try(sheet.NEW_DATE, RequestMove(self.review.id, asked, self.stamp.today, why, day).run)
            reason = f"{self.words.labels[sheet.WHY][why]}, asked by: {self.words.labels[sheet.ASKED][asked]}"
            self._tell("Moved", short(booked.date), f"{short(day)} ({reason})")

    # ------------------------------------------------------------------------------------------------ telling

    def _try(self, field: str, act: Callable[[Store, Stamp], Any]) -> Any:
        """Do it; a refusal is the reason why the row cannot be used."""
        try:
            return act(self.store, self.stamp)
        except Refusal as no:
            if not any(other == field for other, _ in self.wrong):
                self.wrong.append((field, str(no)))
            return None

    def _settle(self, field: str, ours: Any, theirs: Any) -> Any:
        """The value that stands: theirs where nothing is recorded, else ours until theirs is accepted."""
        if theirs in (None, "") or theirs == ours:
            return ours
        before, after = self._shown(field, ours), self._shown(field, theirs)
        if ours not in (None, "") and not self._conflict(field, before, after):
            return ours
        self._tell(field, before, after)
        return theirs

    def _shown(self, field: str, value: Any) -> str:
        if isinstance(value, date):
            return short(value)
        return str(self.words.labels.get(field, {}).get(value, value)) if value else NOTHING

    def _tell(self, field: str, before: str, after: str) -> None:
        told = Told(
            self.review.id,
            self.child.id,
            self.child.reference,
            self.child.shown_name,
            self.kinds(self.review),
            sheet.TITLES.get(field, field),
            before,
            after,
            self.place.file,
            self.place.sheet,
            self.line.row,
        )
        self.told.append(told)

    def _conflict(self, field: str, ours: str, theirs: str) -> bool:
        """Note that two values stand against each other; whether theirs is accepted."""
        key = f"{self.review.id}:{field}"
        accepted = self.choices.accept_all or key in self.choices.accept
        place = (self.place.file, self.place.sheet, self.line.row)
        what = f"{sheet.TITLES[field]}, {self.kinds(self.review)}"
        self.conflicts.append(Conflict(key, self.child.id, self.child.reference, what, ours, theirs, accepted, *place))
        return accepted


def _contact_words(how: str, day: date | None) -> str:
    return f"{HOW[how]} {short(day)}" if day else HOW[how]
