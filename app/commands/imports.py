"""Import files: plan them once more, and keep what is new or changed in one transaction."""

import json
from dataclasses import dataclass, replace
from typing import ClassVar

from app.commands.bookings import held_at
from app.commands.scheduling import NO_LONGER_DUE
from app.domain.access import Right, Stamp
from app.domain.children import Child, ChildTeam, LegalStatus, Placement, SocialWorker
from app.domain.imports import ImportedValues, ImportRun
from app.domain.officers import Allocation, Officer, Team
from app.domain.records import Record
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.domain.settings import ListEntry
from app.files.facts import Facts
from app.queries.imports.outcome import OURS, Choices, ImportPlan, summary
from app.queries.imports.plan import plan
from app.store import Store

IN_ORDER: tuple[type[Record], ...] = (
    *(Officer, Team, ListEntry, Child, Series, Review, Allocation, ChildTeam, SocialWorker),
    *(LegalStatus, Placement, Meeting, MeetingReview, ImportedValues),
)
"""The order in which an import's records can be kept: what others refer to comes first."""


@dataclass(frozen=True)
class CommitImport:
    """Import the facts of some files, with the choices that were made in the preview."""

    facts: Facts
    choices: Choices = OURS
    right: ClassVar[Right] = Right.IMPORT
    title: ClassVar[str] = "Import files"

    def run(self, store: Store, stamp: Stamp) -> ImportPlan:
        """The plan that was carried out; when nothing differs, nothing at all is kept."""
        planned = plan(store, self.facts, stamp, self.choices)
        if not planned.writes:
            return planned
        store.shelf(ImportRun).keep(_run(planned, stamp))
        for kind in IN_ORDER:
            if planned.keep.get(kind):
                store.shelf(kind).keep_all(planned.keep[kind])
        for review in planned.held_at:
            held_at(store, review)
        for review in planned.retire:
            _retire(store, review)
        store.describe(_words(planned))
        return planned


def _run(planned: ImportPlan, stamp: Stamp) -> ImportRun:
    facts = planned.facts
    return ImportRun(
        id=planned.import_id,
        at=stamp.at,
        files=", ".join(facts.files),
        layout=facts.layout,
        summary=json.dumps({**summary(planned), "refusals": []}),
        import_id=planned.import_id,
    )


def _retire(store: Store, review: Review) -> None:
    """Take away a review that is no longer due, and its booked meeting."""
    for link in store.shelf(MeetingReview).find(review_id=review.id):
        meeting = store.shelf(Meeting).get(link.meeting_id)
        if meeting.state == "planned":
            store.shelf(Meeting).keep(replace(meeting, state="cancelled", cancelled_why=NO_LONGER_DUE))
    store.shelf(Review).void(review, NO_LONGER_DUE)


def _words(planned: ImportPlan) -> str:
    """The import in one sentence, without anybody's name."""
    new, changed = sum(planned.new.values()), sum(planned.changed.values())
    return (
        f"Imported {', '.join(planned.facts.files)}: {new:,} new, {changed:,} changed, {len(planned.refused):,} refused"
    )


@dataclass(frozen=True)
class RememberMatch:
    """Remember how the columns of a sheet were matched, so that the next such sheet is read the same way."""

    signature: str
    match: dict[str, str]
    right: ClassVar[Right] = Right.IMPORT
    title: ClassVar[str] = "Remember a match of columns"

    def run(self, store: Store, stamp: Stamp) -> None:
        """Nothing is accounted for: this is no record."""
        store.remember("match", self.signature, json.dumps(self.match, ensure_ascii=False))
