"""What came of planning an import: the records to keep, counts, refusals, conflicts, and what changed since the last file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.records import Record
from app.domain.reviews import Review
from app.files.facts import Facts, Refused

COUNTED = (
    *("children", "periods", "reviews", "allocations", "iros", "teams", "challenges"),
    *("enquiries", "plans", "outcomes", "contacts"),
)
"""What an import counts; enquiries, plans and outcomes are those of child protection."""


@dataclass(frozen=True)
class Choices:
    """What a person decided in the preview: the keys of the conflicts in which the file's value is accepted."""

    accept: frozenset[str] = frozenset()
    accept_all: bool = False


OURS = Choices()
"""Every conflict keeps the value that stands here, as the command line does."""


@dataclass(frozen=True)
class Conflict:
    """A value typed here since the last import that differs from the file's: ours stays unless theirs is accepted."""

    key: str
    child_id: str
    reference: str
    what: str
    ours: str
    theirs: str
    accepted: bool
    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Unplaced:
    """A held review in no period: kept with its child, in no figure until somebody places it."""

    review_id: str
    child_id: str
    reference: str
    held: date
    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Since:
    """One thing that changed since the last file: what, for which child (name is "" when not known), on which day, what to do.

    act is one of: "allocate", "record held", "check review", "open child", or "" when the import itself does it.
    """

    what: str
    child_id: str
    reference: str
    day: date | None
    act: str
    record_id: str = ""
    kind: str = ""
    name: str = ""


@dataclass(frozen=True)
class Added:
    """An officer, team or theme of challenges that the files name and nobody knew."""

    what: str  # "iro", "team" or "theme"
    name: str


@dataclass(frozen=True)
class Told:
    """One fact that a return sheet adds or changes: where it stands, of which review, and what was there before."""

    review_id: str
    child_id: str
    reference: str
    name: str
    review: str
    what: str
    before: str
    after: str
    file: str
    sheet: str
    row: int


@dataclass
class ImportPlan:
    """The whole plan. Nothing of it is written yet; keep holds records in the order in which they can be kept."""

    import_id: str
    facts: Facts
    today: date
    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    warnings: Mapping[str, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    since: list[Since] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    not_judged: int = 0
    keep: dict[type[Record], list[Any]] = field(default_factory=dict)
    retire: list[Review] = field(default_factory=list)
    held_at: list[Review] = field(default_factory=list)

    @property
    def writes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.retire) or any(self.keep.values())

    @property
    def usable(self) -> bool:
        """Whether the files held at least one thing that is new, changed or known already."""
        return any((*self.new.values(), *self.changed.values(), *self.unchanged.values()))

    @property
    def not_used(self) -> list[Refused]:
        """Rows that were left out and single cells that could not be used in rows that were, in the order of the files."""
        return in_order([*self.refused, *self.facts.ignored], self.facts)

    def add(self, kind: type[Record], record: Any) -> None:
        """Keep this record when the plan is carried out."""
        self.keep.setdefault(kind, []).append(record)


def in_order(refused: Iterable[Refused], facts: Facts) -> list[Refused]:
    """Refusals by file, sheet and row, however they were found."""
    files = {name: place for place, name in enumerate(facts.files)}
    return sorted(refused, key=lambda one: (files.get(one.file, 0), one.sheet, one.row))


def summary(plan: ImportPlan) -> dict[str, Any]:
    """The plan as the command line's JSON promises it; a cell that could not be used is a refusal though its row was used."""
    return {
        "new": {what: plan.new[what] for what in COUNTED},
        "changed": {what: plan.changed[what] for what in COUNTED},
        "unchanged": {what: plan.unchanged[what] for what in COUNTED},
        "refused": len(told := plan.not_used),
        "refusals": [
            {"file": r.file, "sheet": r.sheet, "row": r.row, "column": r.column, "value": r.value, "reason": r.reason}
            for r in told
        ],
        "warnings": dict(plan.warnings),
    }
