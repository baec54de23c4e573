"""One child at a clinic, for whoever fills it in, and all clinics and other meetings about one child."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.records import Challenge
from app.domain.children import Child
from app.domain.clinics import PLAN_RULES, RULES, Clinic, ClinicChild
from app.domain.dates import long, short
from app.domain.gatherings import Gathering, GatheringChild, GatheringTheme
from app.domain.officers import Officer
from app.queries.clinics.listing import NO_LONGER, clinic_selection
from app.queries.clinics.rules import category_words
from app.queries.service import labels
from app.store import Selection, Store, Where
from app.table import Tone


@dataclass(frozen=True)
class AskClinic:
    """Ask for the record of a clinic."""

    clinic_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Clinic:
        """As it is now."""
        return store.shelf(Clinic).get(self.clinic_id)


@dataclass(frozen=True)
class AtClinic:
    """One child at one clinic: the records, the child's challenges that may be linked, and what was said before."""

    child: Child
    clinic: Clinic
    record: ClinicChild
    challenges: tuple[Challenge, ...]
    """The open ones, the newest first, and the one that is linked."""
    before: ClinicChild | None
    before_on: date | None
    still: bool
    iro: str

    @property
    def of_plan(self) -> bool:
        """Whether the clinic is about children on child protection plans."""
        return self.clinic.rule in PLAN_RULES

    @property
    def plan(self) -> str:
        """Category and number of the plan on the day, in words."""
        number = f"plan number {self.record.plan_number}" if self.record.plan_number else ""
        return ", ".join(filter(None, (category_words(self.record.category), number)))

    @property
    def earlier(self) -> str:
        """What was found and decided at the clinic before, in words."""
        if self.before is None or self.before_on is None:
            return ""
        said = " ".join(filter(None, (self.before.found, _decided(self.before))))
        return f"Clinic of {long(self.before_on)}: {said or 'nothing was recorded'}"


def _decided(record: ClinicChild) -> str:
    if not record.decision:
        return ""
    who = ", ".join(filter(None, (record.owner, f"by {long(record.due)}" if record.due else "")))
    done = f"; done {long(record.done_on)}" if record.done_on else ""
    return f"{record.decision}{f' ({who})' if who else ''}{done}"


@dataclass(frozen=True)
class AskAtClinic:
    """Ask for one child at one clinic."""

    clinic_child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> AtClinic:
        """As it is now."""
        record = store.shelf(ClinicChild).get(self.clinic_child_id)
        before = store.shelf(ClinicChild).maybe(record.carried_from)
        clinics = {one.id: one for one in store.shelf(Clinic).find()}
        selection = clinic_selection(store, (Where("id", "is", record.id),), stamp)
        ((still, *_),) = store.rows(selection, ("still",)) or ((False,),)
        found = store.shelf(Challenge).find(child_id=record.child_id)
        linked = [one for one in found if one.open or one.id == record.challenge_id]
        return AtClinic(
            child=store.shelf(Child).get(record.child_id),
            clinic=store.shelf(Clinic).get(record.clinic_id),
            record=record,
            challenges=tuple(sorted(linked, key=lambda one: (one.raised_on, one.reference), reverse=True)),
            before=before,
            before_on=clinics[before.clinic_id].date if before and before.clinic_id in clinics else None,
            still=bool(still),
            iro=_iro(store, record.child_id, stamp),
        )


def _iro(store: Store, child_id: str, stamp: Stamp) -> str:
    chosen = Selection("children", (Where("id", "is", child_id),), stamp.today)
    rows = store.rows(chosen, ("iro_now",))
    return next((row[0] for row in rows if row[0]), "")


@dataclass(frozen=True)
class MeetingOfChild:
    """One clinic or other meeting about a child, in a line and what it came to."""

    id: str
    """Of the child's record at the clinic, or of the meeting."""
    is_clinic: bool
    day: date
    words: str
    more: str
    standing: str
    tone: Tone


@dataclass(frozen=True)
class MeetingsAboutChild:
    """Ask for the clinics and the other meetings about a child."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[MeetingOfChild, ...]:
        """The latest first."""
        lines = (*self._clinics(store, stamp), *self._gatherings(store))
        return tuple(sorted(lines, key=lambda line: line.day, reverse=True))

    def _clinics(self, store: Store, stamp: Stamp) -> list[MeetingOfChild]:
        clinics = {one.id: one for one in store.shelf(Clinic).find()}
        records = [one for one in store.shelf(ClinicChild).find(child_id=self.child_id) if one.clinic_id in clinics]
        carried = {one.carried_from for one in records}
        seen = clinic_selection(store, (Where("child_id", "is", self.child_id),), stamp)
        still = dict(store.rows(seen, ("id", "still")))
        lines = []
        for one in records:
            clinic = clinics[one.clinic_id]
            standing, tone = _standing(one, one.id in carried, stamp.today)
            gone = "" if still.get(one.id, True) or one.id in carried else f" {NO_LONGER}."
            more = " ".join(filter(None, (one.found, _decided(one)))) + gone
            words = f"Clinic: {RULES.get(clinic.rule, clinic.rule)}"
            lines.append(MeetingOfChild(one.id, True, clinic.date, words, more.strip(), standing, tone))
        return lines

    def _gatherings(self, store: Store) -> list[MeetingOfChild]:
        ids = tuple(one.gathering_id for one in store.shelf(GatheringChild).find(child_id=self.child_id))
        kinds, themes = labels(store, "gathering-kind"), labels(store, "disruption-theme")
        officers = {one.id: one.name for one in store.shelf(Officer).find()}
        lines = []
        for one in store.shelf(Gathering).find(id=ids) if ids else ():
            told = [themes.get(t.theme, t.theme) for t in store.shelf(GatheringTheme).find(gathering_id=one.id)]
            chair = officers.get(one.chair_id or "", "")
            parts = (", ".join(told), f"chaired by {chair}" if chair else "", one.note)
            more = "; ".join(filter(None, parts))
            lines.append(MeetingOfChild(one.id, False, one.date, kinds.get(one.kind, one.kind), more, "", Tone.PLAIN))
        return lines


def _standing(record: ClinicChild, carried: bool, today: date) -> tuple[str, Tone]:
    if record.done_on:
        return f"Done {short(record.done_on)}", Tone.ON_TIME
    if not record.decision:
        return "Nothing decided", Tone.PLAIN
    if carried:
        return "Carried to the next clinic", Tone.INFORMATION
    if record.due and record.due < today:
        return f"Late: by {short(record.due)}", Tone.LATE
    return f"By {short(record.due)}" if record.due else "To be done", Tone.PLAIN
