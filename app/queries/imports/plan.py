"""Plans an import: facts against records, child by child, with everything loaded at once and nothing written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from app.domain.access import Stamp
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.imports import ImportedValues
from app.domain.records import fold, new_id
from app.domain.reviews import Meeting, MeetingReview
from app.files.facts import ChallengeLine, DatedFact, Facts, HolderFact, Line, PeriodFact
from app.files.uncollected import uncollected
from app.queries.imports.basis import Basis, measure, name_everybody, person_name
from app.queries.imports.believing import believable, of_children
from app.queries.imports.checking import believed, by_child, latest_believed
from app.queries.imports.child import CHANGED, NEW, UNCHANGED, ChildPlan, Material
from app.queries.imports.contacts import contact
from app.queries.imports.held_by import hold
from app.queries.imports.known import Known, Wanted, load
from app.queries.imports.logged import load_log
from app.queries.imports.opened import settle_open
from app.queries.imports.outcome import Choices, ImportPlan, in_order
from app.queries.imports.protection import protect
from app.queries.imports.recording import record
from app.queries.imports.since import of_child, turned_18
from app.store import Store

MISSING_CODE = "167"
"""The rule of the DfE that a review without a participation code breaks."""


def plan(store: Store, facts: Facts, stamp: Stamp, choices: Choices | None = None) -> ImportPlan:
    """What importing these facts would write; refuses while a column of dates is undecided."""
    if facts.questions:
        raise _undecided(facts)
    with uncollected():
        return _plan(store, facts, stamp, choices or Choices())


def _plan(store: Store, facts: Facts, stamp: Stamp, choices: Choices) -> ImportPlan:
    lines = _as_booked(_with_names(facts), facts, stamp.today)
    of_log = [line.key for line in facts.challenges if line.key]
    keys = dict.fromkeys([*(line.key for line in lines), *(fact.key for fact in facts.periods), *of_log])
    raisers = {person_name(line.raised_by) for line in facts.challenges}
    known = load(
        store,
        keys,
        {fold(name) for name in raisers.union((line.iro for line in lines), _holding(facts.holders, "iro")) if name},
        {fold(name) for name in {line.team for line in lines}.union(_holding(facts.holders, "team")) if name},
        _wanted(lines),
    )
    if facts.latest_only:
        lines, facts = latest_believed(facts, lines, known.children, stamp.today)
    import_id = new_id()
    planned = ImportPlan(
        import_id, facts, stamp.today, refused=list(facts.refused), warnings=_booked_without_code(facts, stamp.today)
    )
    log = _Log(store, facts, known, stamp) if facts.challenges else None
    if log is not None:
        planned.refused += log.refused
        lines += log.of_children
    kept, births, refused = believed(replace(facts, lines=tuple(lines)), lines, known.children, stamp.today)
    planned.refused += refused
    basis = Basis(facts, known, choices, import_id, stamp.today, planned)
    measure(basis, kept)
    challenges = log.kept(kept) if log is not None else []
    holders = _holders_of(facts, kept)
    raised = {line.raised_by for line in challenges}
    name_everybody(basis, kept, raised | _holding(holders, "iro"), _holding(holders, "team"))
    for material in _materials(facts, kept, births):
        _one(basis, material)
    if log is not None:
        record(basis, log.logged, challenges, stamp)
    if known.last_run is not None:
        planned.since += turned_18(store, known.last_run, stamp.today)
    planned.refused = in_order(planned.refused, facts)
    return planned


def _wanted(lines: Iterable[Line]) -> Wanted:
    """What the lines tell that is seldom told."""
    told = [(line.planned, line.protection, line.contacted) for line in lines]
    return Wanted(*(any(one[at] for one in told) for at in range(3)))


class _Log:
    """The challenges of the files: which of their rows can be used, and what is here already."""

    def __init__(self, store: Store, facts: Facts, known: Known, stamp: Stamp) -> None:
        children = {child.id for child in known.children.values()}
        self.logged = load_log(store, children, any(line.service for line in facts.challenges))
        self._lines, self.refused = believable(facts, self.logged, stamp.today)
        self._pairs = list(of_children(self._lines))
        self.of_children = [line for line, _ in self._pairs]

    def kept(self, believed: list[Line]) -> list[ChallengeLine]:
        """The rows whose child is believed too, in the order of the files."""
        ids = {id(line) for line in believed}
        fallen = {id(challenge) for line, challenge in self._pairs if id(line) not in ids}
        return [line for line in self._lines if id(line) not in fallen]


def _with_names(facts: Facts) -> list[Line]:
    """The lines with the names of IROs forename first, and none where nobody is meant."""
    names = {line.iro: person_name(line.iro) for line in facts.lines if line.iro}
    if all(name == written for written, name in names.items()):
        return list(facts.lines)
    return [line._replace(iro=names[line.iro]) if line.iro else line for line in facts.lines]


def _as_booked(lines: list[Line], facts: Facts, today: date) -> list[Line]:
    """Where a file keeps one date for reviews that were held and those to come, one in the future is a booking."""
    if not facts.ahead:
        return lines
    return [
        line._replace(held=None, planned=line.held, code=None, protection=None, end=None)
        if line.held and line.held > today
        else line
        for line in lines
    ]


def _booked_without_code(facts: Facts, today: date) -> dict[str, int]:
    """What the files' rows break, but for the codes that reviews still to come cannot have."""
    ahead = [line for line in facts.lines if facts.ahead and line.kind is None and line.held and line.held > today]
    left = facts.warnings.get(MISSING_CODE, 0) - sum(not line.code for line in ahead)
    told = {rule: left if rule == MISSING_CODE else number for rule, number in facts.warnings.items()}
    return {rule: number for rule, number in told.items() if number > 0}


def _holding(holders: Iterable[HolderFact], what: str) -> set[str]:
    """The names of those who hold children, people's forename first."""
    return {person_name(fact.name) if what == "iro" else fact.name for fact in holders if fact.what == what}


def _holders_of(facts: Facts, lines: list[Line]) -> list[HolderFact]:
    """Who holds the children that are imported."""
    keys = {line.key for line in lines} if facts.holders else set()
    return [fact for fact in facts.holders if fact.key in keys]


def _materials(facts: Facts, lines: list[Line], births: dict[str, date]) -> Iterator[Material]:
    """What the files say of each child that a usable line names; periods alone make no child."""
    chains: dict[str, list[PeriodFact]] = defaultdict(list)
    dated: dict[str, list[DatedFact]] = defaultdict(list)
    for fact in facts.periods:
        chains[fact.key].append(fact)
    for one in facts.dated:
        dated[one.key].append(one)
    held_by: dict[str, list[HolderFact]] = defaultdict(list)
    for holder in facts.holders:
        held_by[holder.key].append(holder)
    for key, said in by_child(lines).items():
        yield Material(key, said, chains.get(key, ()), dated.get(key, ()), births.get(key), held_by.get(key, ()))


def _one(basis: Basis, material: Material) -> None:
    child = ChildPlan(basis, material)
    child.settle()
    settle_open(child)
    child.schedule()
    written = hold(child)
    protect(child)
    contact(child)
    planned = basis.plan
    state = NEW if child.is_new else CHANGED if written or child.child != child.before else UNCHANGED
    getattr(planned, state)["children"] += 1
    if child.is_new or child.child != child.before:
        planned.add(Child, child.child)
    child.finish()
    said = child.memory.record(child.child.id, basis.import_id)
    if said is not None:
        planned.add(ImportedValues, said)
    for meeting, link in basis.meetings.values():
        planned.add(Meeting, meeting)
        if link is not None:
            planned.add(MeetingReview, link)
    basis.meetings.clear()
    planned.since += of_child(child)


def _undecided(facts: Facts) -> Refusal:
    return Refusal(
        " ".join(question.words for question in facts.questions) + " Nothing has been written.",
        "Say which it is: --dates day-first or --dates month-first.",
    )
