"""Foster households: the list, and one with its approval and what is to be said of its panel."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import full, long
from app.domain.kinds import FOSTER_CARER, FOSTERING
from app.domain.reviews import Review, Series
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table, Tone

RULE = f"The first review must go to the fostering panel ({FOSTERING}, regulation 28)."
COLUMNS = (
    Column("reference", "Reference", width=12),
    Column("carers", "Carers", width=28),
    Column("approved_for", "Approved for", width=36),
    Column("approved_on", "Approved on", Kind.DATE, 13),
    Column("ended_on", "Ended on", Kind.DATE, 13),
    Column("due", "Next review due", Kind.DATE, 15),
    Column("panel", "First review to panel", width=30),
)


@dataclass(frozen=True)
class Household:
    """A foster household with its approvals, the latest last, and its reviews by day."""

    child: Child
    approvals: tuple[Series, ...]
    reviews: tuple[Review, ...]

    @property
    def approval(self) -> Series | None:
        """The approval that runs, or the last one."""
        return next((one for one in self.approvals if one.end is None), self.approvals[-1] if self.approvals else None)

    @property
    def is_approved(self) -> bool:
        """Whether an approval runs."""
        return self.approval is not None and self.approval.end is None

    @property
    def first(self) -> Review | None:
        """The first review of the approval, where it is recorded as the first."""
        theirs = [one for one in self.reviews if self.approval and one.series_id == self.approval.id]
        return next((one for one in theirs if one.number == 1 and one.number_exact), None)

    @property
    def due(self) -> date | None:
        """When the next review is due."""
        return min((one.due for one in self.reviews if one.held is None and one.due), default=None)

    @property
    def panel(self) -> tuple[str, Tone]:
        """Whether the first review went to panel, in words."""
        return panel_words(self.first) if self.first else ("", Tone.PLAIN)


def panel_words(review: Review) -> tuple[str, Tone]:
    """What is to be said of a foster carer review and the panel."""
    if review.kind != FOSTER_CARER:
        return "", Tone.PLAIN
    if review.panel_on:
        return f"Went to panel on {long(review.panel_on)}", Tone.ON_TIME
    if not (review.number == 1 and review.number_exact):
        return "", Tone.PLAIN
    if review.held is None:
        return "The first review must go to panel", Tone.INFORMATION
    return "The first review must go to panel: not recorded yet", Tone.LATE


@dataclass(frozen=True)
class AskHousehold:
    """Ask for one foster household; nothing for a child."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Household | None:
        """As it is now."""
        child = store.shelf(Child).get(self.child_id)
        return _of(store, child) if child.is_household else None


def _of(store: Store, child: Child) -> Household:
    approvals = sorted(
        store.shelf(Series).find(child_id=child.id, kind=FOSTER_CARER), key=lambda one: one.start or date.min
    )
    reviews = sorted(
        store.shelf(Review).find(child_id=child.id, kind=FOSTER_CARER),
        key=lambda one: one.held or one.due or date.max,
    )
    return Household(child, tuple(approvals), tuple(reviews))


@dataclass(frozen=True)
class Households:
    """Ask for the foster households; those whose approval ended only where everything is asked for."""

    everything: bool = False
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """By name of the carers."""
        ids = {one.child_id for one in store.shelf(Series).find(kind=FOSTER_CARER)}
        children = store.shelf(Child).find(id=tuple(ids)) if ids else ()
        found = [_of(store, child) for child in children if child.is_household]
        shown = [one for one in found if self.everything or one.is_approved]
        shown.sort(key=lambda one: (one.child.name.casefold(), one.child.reference))
        rows = tuple(_row(one) for one in shown)
        line = f"{counted(len(rows), 'foster household')}, as at {full(stamp.today)}"
        notes = (RULE, "Foster households are counted nowhere among the children.")
        return Table("Foster households", COLUMNS, Fixed(rows, tuple(column.key for column in COLUMNS)), line, notes)


def _row(one: Household) -> Row:
    words, tone = one.panel
    approval = one.approval
    cells = (
        *(one.child.reference, one.child.name, one.child.household or None),
        *(approval.start if approval else None, approval.end if approval else None, one.due, words or None),
    )
    return Row(one.child.id, cells, tones={"panel": tone} if tone is not Tone.PLAIN else {})
