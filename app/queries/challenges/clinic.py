"""The clinic: every open challenge that is overdue, has a late action or has not moved, with why it is here, oldest first."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges import records
from app.domain.challenges.words import NO_NAME, SERVICE_CONCERN, days_words, initials, initials_of, message_text
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import full, long
from app.queries.challenges import facts
from app.queries.challenges.cases import cases_of
from app.queries.challenges.columns import STANDING, TO_DO, challenges_table
from app.queries.challenges.facts import Fact, Values, Words
from app.queries.challenges.listing import POPULATION, quiet_options
from app.queries.challenges.terms import terms_of
from app.queries.service import setting
from app.store import Selection, Store, Where
from app.table import Column, Table

GROUPS = {"addressee": ("addressee", "team"), "team": ("team", "addressee")}
"""By what the clinic is grouped: the first column, and the one within it."""
FIELDS = {"addressee": "addressee", "team": "team_now"}
OLDEST = (("raised_on", False), ("reference", False), ("id", False))
REASONS = {
    "overdue": (Where("overdue", "is", True),),
    "actions-late": (Where("actions_late", "is", True),),
    "quiet": (Where("quiet", "is", True),),
}
"""Why a challenge is here; one may be here for several reasons."""


def clinic_selection(store: Store, stamp: Stamp) -> Selection:
    """What the clinic holds."""
    options = quiet_options(store, stamp.today)
    return Selection(POPULATION, (Where("for_clinic", "is", True),), stamp.today, options=options)


@dataclass(frozen=True)
class ClinicCounts:
    """Ask how many challenges come to the clinic, in all ("all") and for each reason."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> dict[str, int]:
        """A number for each; a challenge counts under every reason it has."""
        everything = clinic_selection(store, stamp)
        numbers = {
            reason: store.count(Selection(POPULATION, where, stamp.today, options=everything.options))
            for reason, where in REASONS.items()
        }
        return {"all": store.count(everything), **numbers}


@dataclass(frozen=True)
class ClinicList:
    """Ask for the clinic by "addressee" or "team"; children by their initials unless named."""

    by: str = "addressee"
    named: bool = False
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a challenge, grouped, oldest first."""
        selection, days = clinic_selection(store, stamp), setting(store, "challenges.quiet-days")
        child = ("child", "child_reference") if self.named else (INITIALS,)
        number = store.count(selection)
        return challenges_table(
            store,
            selection,
            "Challenge clinic",
            f"{counted(number, 'challenge')} by {' and '.join(GROUPS[self.by])}, as at {full(stamp.today)}",
            self._notes(days),
            (*GROUPS[self.by], "reference", *child, _why(days), "level", "theme", OPEN_FOR, TO_DO, "iro"),
            (*((FIELDS[by], False) for by in GROUPS[self.by]), *OLDEST),
        )

    def _notes(self, days: int) -> tuple[str, ...]:
        who = "Children are named: keep this list as their records are kept." if self.named else "Children by initials."
        return (
            f"Overdue, with a late action, or without movement for {counted(days, 'working day')}. The oldest of each first.",
            who,
        )


def _initials(values: Values, _: Words) -> str:
    if values["child_id"] is None:
        return SERVICE_CONCERN
    known = values["child"] != values["child_reference"]
    return (initials(values["child"]) if known else "") or NO_NAME


def _reasons(days: int, values: Values, words: Words) -> str:
    """Why the challenge is here, all that is true of it."""

    def say(name: str) -> str:
        return days_words(values[name], words.as_at, words.calendar)

    said = []
    if values["overdue"] and values["state"] == records.AWAITING and _past(values, "response_due", words):
        said.append(f"Response {say('response_due')}")
    if values["overdue"] and values["accepted_on"] is None and _past(values, "process_due", words):
        said.append(f"Whole process {say('process_due')}")
    if values["actions_late"]:
        said.append(f"Action {say('actions_due')}")
    still = words.calendar.working_days_between(values["last_moved"], words.as_at)
    if still >= days:
        said.append(f"No movement for {counted(still, 'working day')}, since {long(values['last_moved'])}")
    return "; ".join(said)


def _past(values: Values, name: str, words: Words) -> bool:
    return values[name] is not None and values[name] < words.as_at


def _why(days: int) -> Fact:
    fields = ("next_due", "overdue", "actions_late", "last_moved", *STANDING)
    return Fact(Column("why", "Why it is here", width=52), fields, partial(_reasons, days))


INITIALS = Fact(Column("child", "Child", width=10), ("child", "child_reference", "child_id"), _initials)
OPEN_FOR = facts.days_between("open_for", "Working days open", "raised_on", "closed_on")


@dataclass(frozen=True)
class MessagesAbout:
    """Ask for messages about challenges, as they stand now, by reference and initials only."""

    challenge_ids: tuple[str, ...]
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> str:
        """One line a challenge, in this order."""
        cases, terms = cases_of(store, self.challenge_ids), terms_of(store)
        ids = tuple(case.challenge.child_id for case in cases if case.challenge.child_id)
        children = {child.id: child for child in store.shelf(Child).find(id=ids)}
        ladder, today = terms.ladders(stamp.today), stamp.today
        return "\n".join(
            message_text(
                one, initials_of(children.get(one.child_id or "")), ladder.name(one.level), today, terms.calendar
            )
            for one in (case.challenge for case in cases)
        )
