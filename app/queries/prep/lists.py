"""The lists of a prep sheet: clocks, reviews held before, contacts, moves, challenges with their actions, learning, and siblings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.access import Stamp
from app.domain.calendar import Calendar
from app.domain.challenges.records import STATES, Challenge
from app.domain.challenges.words import next_step
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.lateness import days_left
from app.domain.recommendations import PROGRESS
from app.queries.challenges.one import ActionLine, AskChallenge, ChallengeSheet
from app.queries.contacts import ContactsOf, Seen, seen_before_reviews
from app.queries.prep.read import Prepared
from app.queries.prep.told import cut, result_words, took_part
from app.store import Selection, Store, Where

MOST = 5
"""So many lines of a list stand on the sheet; it says how many more there are."""
FEW = 4
ADVICE = 8
CONCERN, ACTION, RECOMMENDED = 220, 160, 110
"""So many letters of what is wrong, of an action, and of a recommendation."""
OPEN = ("awaiting", "answered", "agreed", "done")
NEXT = ("child_id", "kind", "due", "planned", "iro_now")
Cells = tuple[Any, ...]


@dataclass(frozen=True)
class Listed:
    """The first lines of a list, and in words how many more there are."""

    lines: tuple[Cells, ...]
    more: str = ""


@dataclass(frozen=True)
class Lists:
    """Makes the lists for one review after the other."""

    store: Store
    stamp: Stamp
    calendar: Calendar
    kinds: dict[str, str]

    def clocks(self, one: Prepared) -> Listed:
        """Every review of the child that is to be held, with why it is due when it is."""
        rows = []
        for _, line in one.open_lines:
            review = line.review
            left = days_left(review.due, self.stamp.today, self.calendar) if review.due else None
            booked = line.meeting.date if line.meeting else None
            rows.append((one.titled(line), review.due, left, booked, line.explanation))
        return _most(rows, FEW, "further review")

    def history(self, one: Prepared) -> Listed:
        """The latest reviews that were held, with how the child took part and whether they were seen before."""
        seen = seen_before_reviews(self.store, [line.review.id for _, line in one.before[:MOST]])
        rows = [
            (
                line.review.held,
                one.titled(line),
                line.review.due,
                result_words(line, self.calendar),
                took_part(line),
                _seen_words(seen.get(line.review.id)),
            )
            for _, line in one.before
        ]
        return _most(rows, MOST, "earlier review")

    def contacts(self, one: Prepared, seen: Seen | None) -> Listed:
        """The latest contacts, and which of them count for this review."""
        counting = {contact.id for contact in seen.counting} if seen else set()
        rows = [
            (
                line.contact.date,
                line.how,
                {True: "Alone", False: "Not alone", None: None}[line.contact.alone],
                line.officer or None,
                "Yes" if line.contact.id in counting else "No",
                cut(line.contact.note, ACTION) or None,
            )
            for line in ContactsOf(one.sheet.child.id).run(self.store, self.stamp)
        ]
        return _most(rows, MOST, "earlier contact")

    def moves(self, one: Prepared) -> Listed:
        """The requests to move this review."""
        return _most([(words,) for words in reversed(one.sheet.moves)], FEW, "earlier request")

    def challenges(self, one: Prepared) -> list[ChallengeSheet]:
        """The open challenges about the child, what waits first in front."""
        found = self.store.shelf(Challenge).find(child_id=one.sheet.child.id, state=OPEN)
        first = sorted(found, key=lambda c: (c.next_due or date.max, c.raised_on, c.reference))
        return [AskChallenge(challenge.id).run(self.store, self.stamp) for challenge in first]

    def challenge_rows(self, sheets: Sequence[ChallengeSheet]) -> Listed:
        """Where each stands."""
        rows = [
            (
                sheet.challenge.reference,
                sheet.level or None,
                sheet.theme,
                next_step(sheet.challenge, self.stamp.today, self.calendar),
                sheet.challenge.next_due,
                sheet.challenge.addressee or None,
                cut(sheet.challenge.concern, CONCERN) or STATES[sheet.challenge.state],
            )
            for sheet in sheets
        ]
        return _most(rows, FEW, "further open challenge")

    def actions(self, sheets: Sequence[ChallengeSheet]) -> Listed:
        """What was agreed and what is done of it."""
        rows = [
            (
                sheet.challenge.reference,
                cut(line.action.what, ACTION),
                line.action.owner,
                line.action.due,
                _action_words(line),
            )
            for sheet in sheets
            for line in sheet.actions
        ]
        return _most(rows, MOST, "further action")

    def recommended(self, one: Prepared) -> Listed:
        """What earlier reviews recommended, of which this one asks what became."""
        rows = [
            (
                cut(earlier.recommendation.words, RECOMMENDED),
                earlier.recommendation.owner or None,
                earlier.recommendation.due,
                PROGRESS.get(earlier.recommendation.progress or "", "To be asked"),
            )
            for earlier in one.sheet.meeting.earlier
        ]
        return _most(rows, ADVICE, "further recommendation")

    def learning(self, sheets: Sequence[ChallengeSheet]) -> Listed:
        """What the service learnt from these challenges."""
        said = dict.fromkeys(words for sheet in sheets for _, words in sheet.learning)
        return _most([(cut(words, CONCERN),) for words in said], 2, "further learning point")

    def siblings(self, one: Prepared) -> Listed:
        """Brothers and sisters, and when their reviews are."""
        children = {child.id: child for child in one.facts.siblings}
        where = (Where("child_id", "in", tuple(children)), Where("open", "is", True), Where("placed", "is", True))
        order = (("due", False), ("reference", False))
        found = self.store.rows(Selection("reviews", where, self.stamp.today), NEXT, order) if children else ()
        due = [self._sibling(children[child_id], *rest) for child_id, *rest in found]
        known = {row[0] for row in found}
        none = [
            (child.shown_name, child.reference, "No review to come", None, None, None, None)
            for child in children.values()
            if child.id not in known
        ]
        return _most([*due, *none], MOST, "further line")

    def _sibling(self, child: Child, kind: str, due: date | None, planned: date | None, iro: str | None) -> Cells:
        left = days_left(due, self.stamp.today, self.calendar) if due else None
        return child.shown_name, child.reference, self.kinds[kind], due, left, planned, iro


def _most(rows: Sequence[Cells], most: int, what: str) -> Listed:
    more = len(rows) - most
    return Listed(tuple(rows[:most]), f"and {counted(more, what)}" if more > 0 else "")


def _seen_words(seen: Seen | None) -> str | None:
    if seen is None or not seen.is_duty:
        return None
    return "Yes" if seen.is_done else "Exception" if seen.is_exception else "No" if seen.how else "Not recorded"


def _action_words(line: ActionLine) -> str:
    action = line.action
    if action.done_on:
        return "Done"
    if action.dropped_on:
        return "No longer needed"
    return line.words[:1].upper() + line.words[1:]
