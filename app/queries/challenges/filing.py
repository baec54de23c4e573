"""What is not on the child's file yet: the steps to be copied there, oldest first, and the texts to copy."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.records import STEPS, ChallengeStep
from app.domain.counting import counted
from app.domain.dates import full
from app.queries.challenges import facts
from app.queries.challenges.cases import cases_of
from app.queries.challenges.facts import CHILD, Words, facts_table
from app.queries.challenges.history import history_of, names_of
from app.queries.challenges.terms import terms_of
from app.store import Selection, Store, Where
from app.table import Table

COLUMNS = (
    facts.day("on", "Day"),
    facts.plain("reference", "Challenge", "challenge_reference", width=11),
    *CHILD,
    facts.named("kind", "Step", STEPS, width=30),
    facts.level("level", "Level"),
    facts.label("theme", "Theme", "challenge-theme"),
    facts.plain("iro", "IRO now", "iro_now", width=18),
    facts.plain("team", "Team now", "team_now", width=16),
)
OLDEST = (("on", False), ("challenge_reference", False), ("position", False), ("id", False))


@dataclass(frozen=True)
class NotOnFile:
    """Ask for the steps that are not on the child's file; an IRO's are those they raised and of children they hold."""

    officer_id: str | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a step, oldest first; a row's id is the step's."""
        whose = (Where("whose", "is", self.officer_id),) if self.officer_id else ()
        selection = Selection("steps", (Where("to_file", "is", True), *whose), stamp.today)
        line = f"{counted(store.count(selection), 'step')} not on the child's file, as at {full(stamp.today)}"
        words = Words.of(store, stamp.today)
        notes = ("Steps of challenges about a child; a service concern belongs on no child's file.",)
        return facts_table(selection, words, COLUMNS, OLDEST, "Not on the child's file", line, notes)


@dataclass(frozen=True)
class TextsToFile:
    """Ask for what is copied into children's records of these steps, in the order given."""

    step_ids: tuple[str, ...]
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> str:
        """One text after the other, a blank line between; steps that were voided since are left out."""
        steps = store.shelf(ChallengeStep).find(id=self.step_ids)
        names = names_of(store, terms_of(store))
        told = {
            line.step.id: line.copy_text
            for case in cases_of(store, tuple(step.challenge_id for step in steps))
            for line in history_of(store, case, names, "", only=self.step_ids)
        }
        return "\n\n".join(told[step_id] for step_id in self.step_ids if told.get(step_id))
