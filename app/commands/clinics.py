"""Hold a clinic of children: make its list by a saved rule, say what was found and decided of each child, carry it on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.checking import check_live, check_version
from app.domain.access import Right, Stamp, Whose
from app.domain.answers import ANSWERS
from app.domain.calendar import add_days
from app.domain.challenges.records import Challenge
from app.domain.clinics import MOST_AHEAD, RULES, Clinic, ClinicChild, carried
from app.domain.dates import long
from app.domain.errors import Refusal
from app.queries.clinics.rules import check_rule, found_by
from app.store import Selection, Store, Where


@dataclass(frozen=True)
class KeepClinic:
    """Make a clinic of a day with the children whom a rule finds on it, and those of the clinic before with something open.

    With a clinic_id its words are corrected, and children found since are added; nobody is taken off.
    """

    date: date
    rule: str
    note: str = ""
    clinic_id: str | None = None
    version: int | None = None
    whose: ClassVar[Whose] = Whose.TEAM  # its list; what is said of a child on it is that child's
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Hold a clinic"

    def run(self, store: Store, stamp: Stamp) -> Clinic:
        """Refuses a day too far ahead, a second clinic of the rule on one day, and one that nobody would come to."""
        check_rule(self.rule)
        if self.date > add_days(stamp.today, MOST_AHEAD):
            raise Refusal(
                f"{long(self.date)} is too far ahead: who will be on the list cannot be known yet.",
                f"A clinic can be made ready {MOST_AHEAD} days before it.",
            )
        shelf = store.shelf(Clinic)
        old = shelf.maybe(self.clinic_id)
        check_live(old)
        if old is not None:
            check_version(self.version, old.version, "clinic")
            self._check_same(old)
        if any(other.id != self.clinic_id for other in shelf.find(date=self.date, rule=self.rule)):
            raise Refusal(
                f"{RULES[self.rule]}: there is a clinic on {long(self.date)} already.", "Go on with that one."
            )
        blank = old or Clinic(date=self.date, rule=self.rule)
        clinic = shelf.keep(replace(blank, note=self.note.strip()))
        self._bring_in(store, clinic)
        store.describe(f"{RULES[self.rule]}, {self.date.isoformat()}")
        return clinic

    def _check_same(self, old: Clinic) -> None:
        if (old.date, old.rule) != (self.date, self.rule):
            raise Refusal("The day and the rule of a clinic stay as they are.", "Void it, and make another one.")

    def _bring_in(self, store: Store, clinic: Clinic) -> None:
        """Keep the children who are not there yet."""
        shelf = store.shelf(ClinicChild)
        known = {
            one.child_id for one in (*shelf.find(clinic_id=clinic.id), *shelf.find(clinic_id=clinic.id, voided=True))
        }
        before = {one.child_id: one for one in _before(store, clinic)}
        found = _found(store, clinic.rule, clinic.date)
        left = [child_id for child_id, one in before.items() if one.is_open and child_id not in found]
        if not known and not found and not left:
            raise Refusal(
                f"{RULES[clinic.rule]}: no child is found on {long(clinic.date)}, and nothing is open from before.",
                "There is nothing to talk through.",
            )
        facts = {**_facts(store, left, clinic.date), **found}
        for child_id, (category, number) in facts.items():
            if child_id not in known:
                shelf.keep(replace(_blank(clinic, child_id, before), category=category, plan_number=number))


def _blank(clinic: Clinic, child_id: str, before: dict[str, ClinicChild]) -> ClinicChild:
    if child_id in before:
        return carried(before[child_id], clinic.id)
    return ClinicChild(clinic_id=clinic.id, child_id=child_id)


def _before(store: Store, clinic: Clinic) -> tuple[ClinicChild, ...]:
    """The children at the latest clinic of the rule before this one."""
    earlier = [one for one in store.shelf(Clinic).find(rule=clinic.rule) if one.date < clinic.date]
    if not earlier:
        return ()
    return store.shelf(ClinicChild).find(clinic_id=max(earlier, key=lambda one: one.date).id)


PLAN = ("id", "category", "plan_number")
Plans = dict[str, tuple[str | None, int | None]]


def _found(store: Store, rule: str, day: date) -> Plans:
    """The children whom the rule finds, in the order of their names, with category and number of their plan that day."""
    return {row[0]: (row[1], row[2]) for row in store.rows(found_by(store, rule, day), PLAN, (("child", False),))}


def _facts(store: Store, child_ids: Sequence[str], day: date) -> Plans:
    chosen = Selection("found", (Where("id", "in", tuple(child_ids)),), day)
    return {row[0]: (row[1], row[2]) for row in store.rows(chosen, PLAN)} if child_ids else {}


@dataclass(frozen=True)
class VoidClinic:
    """Say that a clinic was made in error: it goes with everything that was said at it."""

    clinic_id: str
    why: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Void a clinic"

    def run(self, store: Store, stamp: Stamp) -> Clinic:
        """Refuses without a reason, and while a later clinic goes on with it."""
        if not self.why.strip():
            raise Refusal("Say why the clinic is void.", "For example: made for the wrong day.")
        clinic = store.shelf(Clinic).get(self.clinic_id)
        check_live(clinic)
        children = store.shelf(ClinicChild).find(clinic_id=clinic.id)
        if children and store.shelf(ClinicChild).find(carried_from=tuple(one.id for one in children)):
            raise Refusal("A later clinic goes on with what was decided at this one.", "Void the later one first.")
        for child in children:
            store.shelf(ClinicChild).void(child, self.why.strip())
        return store.shelf(Clinic).void(clinic, self.why.strip())


@dataclass(frozen=True)
class KeepClinicChild:
    """Say of one child at a clinic what was found and decided: who does what by when, and when it was done."""

    clinic_child_id: str
    pre_proceedings: str | None = None
    assessment_current: str | None = None
    found: str = ""
    decision: str = ""
    owner: str = ""
    due: date | None = None
    done_on: date | None = None
    challenge_id: str | None = None
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record a child at a clinic"

    def run(self, store: Store, stamp: Stamp) -> ClinicChild:
        """Refuses an owner or a date without a decision, what was done in the future, and another child's challenge."""
        before = clinic_child_for_change(store, self.clinic_child_id, self.version)
        self._check(stamp.today)
        if self.challenge_id and self.challenge_id != before.challenge_id:
            check_challenge(store, self.challenge_id, before.child_id)
        return store.shelf(ClinicChild).keep(
            replace(
                before,
                pre_proceedings=self.pre_proceedings or None,
                assessment_current=self.assessment_current or None,
                found=self.found.strip(),
                decision=self.decision.strip(),
                owner=self.owner.strip(),
                due=self.due,
                done_on=self.done_on,
                challenge_id=self.challenge_id or None,
            )
        )

    def _check(self, today: date) -> None:
        for answer in (self.pre_proceedings, self.assessment_current):
            if answer and answer not in ANSWERS:
                raise Refusal(f'"{answer}" is not an answer.', f"Use one of: {', '.join(ANSWERS)}.")
        if not self.decision.strip() and (self.owner.strip() or self.due or self.done_on):
            raise Refusal("Nothing is decided, so nobody can do it.", "Say in words what was decided.")
        if self.done_on and self.done_on > today:
            raise Refusal(f"{long(self.done_on)} lies in the future.", "Record it once it is done, or check the year.")


@dataclass(frozen=True)
class LinkToClinic:
    """Say that a challenge was raised about what a clinic found of a child."""

    clinic_child_id: str
    challenge_id: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Link a challenge to a clinic"

    def run(self, store: Store, stamp: Stamp) -> ClinicChild:
        """Refuses a challenge about another child."""
        before = clinic_child_for_change(store, self.clinic_child_id)
        check_challenge(store, self.challenge_id, before.child_id)
        return store.shelf(ClinicChild).keep(replace(before, challenge_id=self.challenge_id))


def link_to_clinic(store: Store, clinic_child_id: str, raised: Iterable[Challenge]) -> None:
    """The child at a clinic knows the challenge that was raised about it, of those just raised."""
    before = clinic_child_for_change(store, clinic_child_id)
    for challenge in (one for one in raised if one.child_id == before.child_id):
        store.shelf(ClinicChild).keep(replace(before, challenge_id=challenge.id))


def clinic_child_for_change(store: Store, clinic_child_id: str, version: int | None = None) -> ClinicChild:
    """The child at the clinic as it is now; refuses one that was taken away, or changed since a person read it."""
    found = store.shelf(ClinicChild).get(clinic_child_id)
    check_live(found)
    check_version(version, found.version, "child's record at the clinic")
    return found


def check_challenge(store: Store, challenge_id: str, child_id: str) -> None:
    """Refuse a challenge that was voided, or is about another child."""
    challenge = store.shelf(Challenge).get(challenge_id)
    check_live(challenge)
    if challenge.child_id != child_id:
        raise Refusal(f"{challenge.reference} is about another child.", "Choose one of this child's challenges.")
