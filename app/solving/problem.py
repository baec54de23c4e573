"""What a fair distribution is asked about: children, who carries them, and what may be changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from app.domain.caseload import ALL, CLA_GIVEN, CLA_ONLY

NOUNS = {ALL: "children", CLA_ONLY: "children looked after", CLA_GIVEN: "children looked after"}


@dataclass(frozen=True)
class Charge:
    """A child: who the IRO is ("" nobody), and in whose caseload the child is until moved, if somebody covers.

    counts says whether the child is in the caseload that is drawn; team is the social-work team by name; never holds who
    has a conflict of interest. recorded is the IRO without what is only tried out; None: the same.
    """

    child_id: str
    name: str
    holder: str
    carrier: str
    counts: bool = True
    team: str = ""
    group: str = ""
    never: frozenset[str] = field(default_factory=frozenset)
    since: date = date.min
    sex: str = ""
    recorded: str | None = None

    @property
    def seen(self) -> str:
        """Who is the IRO as it is recorded."""
        return self.holder if self.recorded is None else self.recorded


@dataclass(frozen=True)
class Carrier:
    """An officer: hundredths of a full-time equivalent on the drawn basis (0: no caseload is judged), and what may change.

    leaves is the first day without an officer who leaves: the children must go to somebody.
    """

    officer_id: str
    name: str
    fte: int
    gives: bool = True
    takes: bool = True
    leaves: date | None = None

    @property
    def open(self) -> bool:
        """Whether children may come to this officer."""
        return self.takes and self.fte > 0 and self.leaves is None

    @property
    def free(self) -> bool:
        """Whether children may leave this officer who need not: nobody is judged, and relieved, who is not in post."""
        return self.gives and self.fte > 0


@dataclass(frozen=True)
class Problem:
    """Children and officers on a day, the band, and the choices: siblings together, and how many may move that need not.

    more is a number of further children whom nobody knows yet; room is left for them.
    """

    day: date
    charges: tuple[Charge, ...]
    carriers: tuple[Carrier, ...]
    band: tuple[int, int]
    basis: str = ALL
    together: bool = True
    most: int | None = None
    more: int = 0

    @cached_property
    def by_id(self) -> Mapping[str, Carrier]:
        """The officers by id."""
        return {one.officer_id: one for one in self.carriers}

    @property
    def noun(self) -> str:
        """What is counted, in words."""
        return NOUNS[self.basis]

    def must_go(self, charge: Charge) -> bool:
        """Whether a child needs another IRO whatever the caseloads: has none, or one who leaves or must not be it."""
        holder = self.by_id.get(charge.holder)
        return holder is None or holder.leaves is not None or charge.holder in charge.never

    def carried(self, goes_to: Mapping[str, str]) -> dict[str, int]:
        """How many children that count each officer carries, once children have gone where goes_to says."""
        loads = dict.fromkeys(self.by_id, 0)
        for one in self.charges:
            who = goes_to.get(one.child_id, one.carrier)
            if who in loads:
                loads[who] += one.counts
        return loads
