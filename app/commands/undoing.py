"""What undo rests on: which entry comes next, who may undo it, and that what it leaves behind is true."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.commands.absences import check_away_once
from app.commands.allocations import check_one_holder
from app.commands.bookings import release
from app.commands.challenges.checking import named
from app.commands.challenges.deciding import Teller
from app.commands.children import check_free
from app.commands.people import check_manager_among
from app.commands.periods import check_overlap
from app.commands.scheduling import Rescheduler
from app.domain.access import Person, Right, Role, Stamp, without_right
from app.domain.audit import (
    COPIED,
    ERASED,
    OPENED,
    PRINTED,
    REFUSED,
    SIGN_IN,
    UNLOCKED,
    WRONG_TRY,
    Change,
    Entry,
)
from app.domain.challenges.ladder import KEYS as LADDER_KEYS
from app.domain.challenges.records import (
    Challenge,
    ChallengeAction,
    ChallengeStep,
    ChallengeTheme,
    LearningLink,
    LearningPoint,
    LevelEntry,
)
from app.domain.children import Child
from app.domain.clinics import ClinicChild
from app.domain.dependents import DEPENDENTS, NEEDED, SPEAKERS
from app.domain.errors import Refusal
from app.domain.imports import ImportRun
from app.domain.officers import Absence, Allocation
from app.domain.records import Record, live
from app.domain.reviews import Review, Series
from app.domain.rules import CHAIRED, RULE_KEYS
from app.domain.settings import Holiday, ListEntry, Setting
from app.queries.whose import check_reach_of
from app.store import Selection, Store, Where

DEPTH = 20
LOOKED_BACK = 200
"""How many of a person's entries are looked at to find the next one to undo."""

SILENT = (
    OPENED,
    REFUSED,
    SIGN_IN,
    PRINTED,
    ERASED,
    COPIED,
    UNLOCKED,
    WRONG_TRY,
    "New database",
    "Make a demonstration service",
    "Export",
    "Export failed",
)
"""The titles of what Ctrl+Z passes over: it changed nothing, began the file, or has left the program."""
BEGINNINGS = ("New database", "Make a demonstration service")

UNDONE = "Undone: "
"""What the reason of a voided record begins with when undo took back that it was ever made."""

OF_CHALLENGES = (Challenge, ChallengeStep, ChallengeAction, ChallengeTheme, LevelEntry, LearningPoint, LearningLink)
"""The kinds of record that nothing but challenges is made of."""


@dataclass
class History:
    """One person's entries as two stacks: what can be undone, and what was undone and can be done again."""

    store: Store
    stamp: Stamp
    _undoes: dict[int, int | None] = field(default_factory=dict)

    def to_undo(self) -> int | None:
        """The entry that Ctrl+Z undoes next; entries that kept no record are passed over."""
        done, _ = self._stacks()
        return next((number for number in reversed(done) if self.store.accounts.entry(number).records), None)

    def to_redo(self) -> int | None:
        """The undo that is undone next."""
        _, undone = self._stacks()
        return undone[-1] if undone else None

    def first(self, number: int) -> Entry:
        """The entry that an undo or redo goes back to."""
        while (earlier := self._undone_by(number)) is not None:
            number = earlier
        return self.store.accounts.entry(number)

    def depth(self, number: int) -> int:
        """0 for a change, 1 for its undo, 2 for doing it again, and so on."""
        depth = 0
        while (earlier := self._undone_by(number)) is not None:
            number, depth = earlier, depth + 1
        return depth

    def _undone_by(self, number: int) -> int | None:
        if number not in self._undoes:
            rows = self.store.rows(self._audit(Where("number", "is", number)), ("undoes",))
            self._undoes[number] = rows[0][0] if rows else None
        return self._undoes[number]

    def _stacks(self) -> tuple[list[int], list[int]]:
        done: list[int] = []
        undone: list[int] = []
        for number in self._mine():
            earlier, depth = self._undone_by(number), self.depth(number)
            to, come_from = (undone, done) if depth % 2 else (done, undone)
            if depth == 0:
                undone.clear()
            elif earlier in come_from:
                come_from.remove(earlier)
            to.append(number)
            del to[:-DEPTH]
        theirs = self._undone_by_others((*done, *undone))
        return [n for n in done if n not in theirs], [n for n in undone if n not in theirs]

    def _mine(self) -> list[int]:
        """One's own entries that changed something, oldest first."""
        quiet = tuple(Where("action", "is not", title) for title in SILENT)
        mine = self._audit(Where("login", "is", self.stamp.person.login), *quiet)
        rows = self.store.rows(mine, ("number", "undoes"), (("number", True),), 0, LOOKED_BACK)
        self._undoes |= dict(map(tuple, rows))
        return [number for number, _ in reversed(rows)]

    def _undone_by_others(self, numbers: tuple[int, ...]) -> set[int]:
        others = Where("login", "is not", self.stamp.person.login)
        return {n for (n,) in self.store.rows(self._audit(Where("undoes", "in", numbers), others), ("undoes",))}

    def _audit(self, *where: Where) -> Selection:
        return Selection("audit", where, self.stamp.today)


def check_may(entry: Entry, kinds: Sequence[type[Record]], stamp: Stamp) -> None:
    """Refuse another person's entry, one that needed a right one has not, the beginning of the file, and a mere look."""
    if entry.action in BEGINNINGS:
        raise Refusal("What the file began with cannot be undone.", "Correct or void single records instead.")
    if not kinds:
        raise Refusal(f'"{entry.action}" changed no record.', "There is nothing to undo.")
    if entry.login != stamp.person.login and stamp.person.role != Role.MANAGER:
        raise Refusal("Somebody else made this change.", "Ask them or an IRO team manager to undo it.")
    for right in _needed(kinds):
        if not stamp.person.may(right):
            raise without_right(stamp.person, right)


def check_whose(store: Store, changes: Sequence[Change], now: Mapping[str, Record], stamp: Stamp) -> None:
    """Refuse what belongs to children with whom the person may not do it today, whoever did it when they still might."""
    theirs = [now[one.record_id] for one in changes if one.record_id in now and not _is_the_teams(one)]
    rights = _needed([type(one) for one in theirs]) or [Right.RECORD]
    check_reach_of(store, stamp.person, rights, theirs)


def _is_the_teams(change: Change) -> bool:
    """A child put on a clinic's list, or a challenge beside a learning point: no record of the child is touched."""
    return change.kind == LearningLink.__name__ or (change.kind == ClinicChild.__name__ and change.before is None)


def _needed(kinds: Iterable[type[Record]]) -> list[Right]:
    kinds = set(kinds)
    return [Right.IMPORT] if ImportRun in kinds else sorted({NEEDED[kind] for kind in kinds if kind in NEEDED})


def challenges_in(store: Store, back: Sequence[Record]) -> str:
    """The challenges that records put back belong to, by their references; none when it was about more than challenges."""
    if not all(isinstance(record, OF_CHALLENGES) for record in back):
        return ""
    ids = {record.id for record in back if isinstance(record, Challenge)}
    ids |= {record.challenge_id for record in back if isinstance(record, ChallengeStep | ChallengeTheme)}
    found = store.shelf(Challenge).find(voided=True, id=tuple(ids)) if ids else ()
    return named(sorted(found, key=lambda challenge: challenge.reference))


def settle(store: Store, back: Sequence[Record]) -> None:
    """After records were put back: decide their series by the rules that hold now, and refuse what cannot stand."""
    taken_back = [record for record in back if (record.voided_why or "").startswith(UNDONE)]
    _check_dependents(store, taken_back)
    for record in back:
        if isinstance(record, Review) and record.voided and not (record.voided_why or "").startswith(UNDONE):
            release(store, record.id, record.voided_why or "")
    kept = live(back)
    for record in kept:
        if isinstance(record, Series):
            check_overlap(store, record)
        elif isinstance(record, Allocation):
            check_one_holder(store, record)
        elif isinstance(record, Absence):
            check_away_once(store, record)
        elif isinstance(record, Child):
            check_free(store, record)
    if any(isinstance(record, Person) for record in back):
        check_manager_among(store.shelf(Person).find())
    _decide(store, back)


def _decide(store: Store, back: Sequence[Record]) -> None:
    _tell(store, back)
    keys = {r.key for r in back if isinstance(r, Setting)} & {*RULE_KEYS}
    if keys - {CHAIRED} or any(isinstance(r, Holiday) for r in back):
        Rescheduler(store).everyone()
        return
    if keys:
        Rescheduler(store).rules_changed(CHAIRED)
    touched = {r.child_id for r in back if isinstance(r, Series | Review)}
    Rescheduler(store).children(touched | {r.id for r in back if isinstance(r, Child)})


def _tell(store: Store, back: Iterable[Record]) -> None:
    """Decide anew the challenges that records put back belong to, or that a holiday or the ladder bears on."""
    told = {r.challenge_id for r in back if isinstance(r, ChallengeStep | ChallengeAction | LevelEntry)}
    told |= {r.id for r in back if isinstance(r, Challenge)}
    days = [r.date for r in back if isinstance(r, Holiday)]
    days += [r.start for r in back if isinstance(r, Setting) and r.key in LADDER_KEYS]
    teller = Teller(store)
    teller.challenges(told)
    if days:
        teller.waiting_on(min(days))


def _check_dependents(store: Store, voided: Sequence[Record]) -> None:
    """Refuse to take back a record that later ones belong to, or a word of a list that they say."""
    ids: dict[type[Record], list[str]] = defaultdict(list)
    for record in voided:
        ids[type(record)].append(record.id)
    for kind, some in ids.items():
        for dependent, name in DEPENDENTS.get(kind, ()):
            _refuse_in_use(store, dependent, name, tuple(some))
    for word in (record for record in voided if isinstance(record, ListEntry)):
        for dependent, name in SPEAKERS.get(word.list, ()):
            _refuse_in_use(store, dependent, name, word.code)


def _refuse_in_use(store: Store, dependent: type[Record], name: str, value: Any) -> None:
    named: dict[str, Any] = {name: value}
    found = store.shelf(dependent).find(**named)
    if found:
        entry, _ = store.accounts.of_record(found[0].id, dependent)[0]
        raise Refusal(
            f'What was added here is in use since, by "{entry.action}" ({entry.login}).',
            "Nothing was undone. Undo that first.",
        )
