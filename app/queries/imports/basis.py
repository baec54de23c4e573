"""What the plans of all children of one import share: facts, records, choices, and names made into officers and teams."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from app.domain.officers import Officer, Team
from app.domain.records import fold
from app.domain.reviews import Meeting, MeetingReview
from app.domain.settings import ListEntry
from app.files.facts import Facts, Line
from app.queries.imports.known import Known
from app.queries.imports.outcome import Added, Choices, ImportPlan
from app.queries.imports.periods import family

NOBODY = frozenset(
    fold(words)
    for words in (
        *("unallocated", "not allocated", "to be allocated", "awaiting allocation", "tba", "tbc", "tbd", "none", "n/a"),
        *("na", "nil", "no", "unknown", "not known", "vacant", "vacancy", "nobody", "-", "--", "?", "x", "0", "duty"),
    )
)
"""What people write where nobody is named."""


@dataclass
class Basis:
    """Everything shared; chairs gives an officer's id for each name as written, reasons a code for each late reason."""

    facts: Facts
    known: Known
    choices: Choices
    import_id: str
    today: date
    plan: ImportPlan
    chairs: dict[str, str] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    first_held: dict[str, date] = field(default_factory=dict)
    last_held: dict[str, date] = field(default_factory=dict)
    meetings: dict[str, tuple[Meeting, MeetingReview | None]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # officers and teams by id, for conflicts in words


def person_name(written: str) -> str:
    """A person's name, forename first: "Smith, Jane" is "Jane Smith"; empty where nobody is meant."""
    if fold(written) in NOBODY:
        return ""
    last, comma, first = written.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else written


def measure(basis: Basis, lines: Iterable[Line]) -> None:
    """The first and the last day on which the file has a review, by family of kinds."""
    first, last = basis.first_held, basis.last_held
    for line in lines:
        held = line.held
        if held is not None:
            of = family(line.kind or "")
            if of not in first or held < first[of]:
                first[of] = held
            if of not in last or held > last[of]:
                last[of] = held


def name_everybody(basis: Basis, lines: Iterable[Line], people: Iterable[str] = (), named: Iterable[str] = ()) -> None:
    """Find or make the officers, teams and late reasons that the lines name, and other people and teams."""
    teams, reasons = set(named), set()
    iros = {person_name(written) for written in people} - {""}
    for line in lines:
        if line.iro:
            iros.add(line.iro)
        if line.team:
            teams.add(line.team)
        if line.late:
            reasons.add(line.late)
    for name in sorted(iros):
        basis.chairs[name] = _officer(basis, name)
    for name in sorted(teams):
        basis.teams[name] = _team(basis, name)
    for words in sorted(reasons):
        basis.reasons[words] = _reason(basis, words)
    basis.plan.unchanged["iros"] = len(set(basis.chairs.values())) - basis.plan.new["iros"]
    basis.plan.unchanged["teams"] = len(set(basis.teams.values())) - basis.plan.new["teams"]


def _officer(basis: Basis, name: str) -> str:
    found = basis.known.officers.get(fold(name))
    if found is None:
        found = basis.known.officers[fold(name)] = Officer(name=name, import_id=basis.import_id)
        basis.plan.add(Officer, found)
        basis.plan.new["iros"] += 1
        basis.plan.added.append(Added("iro", name))
    basis.names[found.id] = found.name
    return found.id


def _team(basis: Basis, name: str) -> str:
    found = basis.known.team_names.get(fold(name))
    if found is None:
        found = basis.known.team_names[fold(name)] = Team(name=name, import_id=basis.import_id)
        basis.plan.add(Team, found)
        basis.plan.new["teams"] += 1
        basis.plan.added.append(Added("team", name))
    basis.names[found.id] = found.name
    return found.id


def _reason(basis: Basis, words: str) -> str:
    """The code of a late reason; one that is not in the service's list is added to it."""
    code = basis.known.reasons.get(fold(words))
    if code is None:
        code = "-".join("".join(c if c.isalnum() else " " for c in fold(words)).split())[:60] or "other"
        basis.known.reasons[fold(words)] = code
        entry = ListEntry(
            list="late-reason", code=code, label=words, group="From a file", position=1000, import_id=basis.import_id
        )
        basis.plan.add(ListEntry, entry)
    return code
