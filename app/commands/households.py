"""Foster households: add or correct one with its approval, end the approval, and say when a review went to panel."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.checking import check_version, child_for_change, review_for_change
from app.commands.children import check_free
from app.commands.periods import CorrectPeriod, EndPeriod, StartPeriod
from app.domain.access import Right, Stamp
from app.domain.children import Child, check_child
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import FOSTER_CARER
from app.domain.reviews import Review, Series
from app.store import Store


@dataclass(frozen=True)
class KeepHousehold:
    """Add a foster household with its approval, from which its reviews are due; or correct what is recorded of it.

    history_complete says that no review was held since the approval that is not recorded here.
    """

    reference: str
    carers: str
    approved_for: str
    approved_on: date | None
    household_id: str | None = None
    history_complete: bool = True
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Keep a foster household"

    def run(self, store: Store, stamp: Stamp) -> Child:
        """Refuses a reference that another record has, and a child that is to become a household."""
        old = household_for_change(store, self.household_id) if self.household_id else None
        if old is not None:
            check_version(self.version, old.version, "household")
        blank = old or Child(reference=self.reference, household="")
        household = replace(
            blank,
            reference=self.reference.strip(),
            name=self.carers.strip(),
            household=self.approved_for.strip(),
        )
        self._check(store, household, stamp.today)
        kept = store.shelf(Child).keep(household)
        self._keep_approval(store, stamp, kept)
        return kept

    def _check(self, store: Store, household: Child, today: date) -> None:
        if not household.reference:
            raise Refusal("A foster household needs a reference.", "Type the number that the case system gives it.")
        if not household.name:
            raise Refusal("The carers have no name.", "Type it as it should be shown, for example: Pat and Sam Hill.")
        check_child(household, today)
        check_free(store, household)

    def _keep_approval(self, store: Store, stamp: Stamp, household: Child) -> None:
        """Start the clock of a new household; move the start of the approval that runs."""
        running = approval_of(store, household.id)
        if running is None:
            if self.approved_on:
                start = StartPeriod(household.id, FOSTER_CARER, self.approved_on, True, self.history_complete)
                start.run(store, stamp)
            return
        if self.approved_on is None:
            raise Refusal("The day of the approval is missing.", "Type it, or end the approval.")
        if (running.start, running.start_known) != (self.approved_on, True):
            CorrectPeriod(
                running.id, self.approved_on, True, running.end, running.end_reason, self.history_complete
            ).run(store, stamp)


@dataclass(frozen=True)
class EndApproval:
    """End the approval of a foster household: no further review is due after that day."""

    household_id: str
    on: date
    reason: str = ""
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "End an approval"

    def run(self, store: Store, stamp: Stamp) -> Series:
        """Refuses where no approval runs."""
        household = household_for_change(store, self.household_id)
        running = approval_of(store, household.id)
        if running is None:
            raise Refusal("No approval runs.", "Correct the household instead.")
        return EndPeriod(running.id, self.on, self.reason).run(store, stamp)


@dataclass(frozen=True)
class RecordPanel:
    """Say when a foster carer review went to the fostering panel, or take that back with None."""

    review_id: str
    on: date | None
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record the panel"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """Refuses other kinds of review, a review not held, and a day before it or in the future."""
        review = review_for_change(store, self.review_id, self.version)
        if review.kind != FOSTER_CARER:
            raise Refusal("Only foster carer reviews go to panel.", "Choose a review of a foster household.")
        if self.on:
            if review.held is None:
                raise Refusal("This review is not held yet.", "Record first when it was held.")
            if self.on < review.held:
                raise Refusal(
                    f"{long(self.on)} is before the review, held on {long(review.held)}.", "Check both dates."
                )
            if self.on > stamp.today:
                raise Refusal(f"{long(self.on)} lies in the future.", "Record it when it has happened.")
        return store.shelf(Review).keep(replace(review, panel_on=self.on))


def household_for_change(store: Store, household_id: str) -> Child:
    """The household as it is now; refuses a child, and one that was entered in error."""
    household = child_for_change(store, household_id)
    if not household.is_household:
        raise Refusal("This is a child, and no foster household.", "Choose a foster household.")
    return household


def approval_of(store: Store, household_id: str) -> Series | None:
    """The approval that has not ended."""
    found = store.shelf(Series).find(child_id=household_id, kind=FOSTER_CARER)
    return next((one for one in found if one.end is None), None)
