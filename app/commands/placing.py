"""Puts a file that goes out into place: written beside the target, entered in the audit, and only then moved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from app.commands.unfinished import begun
from app.domain.access import Right, Stamp
from app.domain.audit import EXPORTED
from app.domain.counting import counted
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.legible import legible
from app.domain.reported import ReportedMonth, ReportedReview
from app.files.writing.saving import move
from app.queries.filenames import without_names
from app.queries.reported import Verdicts
from app.store import Store


class Door(Protocol):
    """The desk, as far as exports need it."""

    def ask(self, query: Any) -> Any:
        """Answer a query in one read transaction."""

    def do(self, command: Any) -> Any:
        """Do a command in one transaction."""

    def stamp(self) -> Stamp:
        """Who and when, now."""


@dataclass(frozen=True)
class Exported:
    """A finished export: where it is, how many rows each sheet has, and the number of its audit entry."""

    path: Path
    rows: Mapping[str, int]
    entry: int | None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What there is to know of what was written, a line each."""
        return ()


@dataclass(frozen=True)
class Reported:
    """A month as it was written, to be kept as reported."""

    month: Period
    basis: str
    count: str
    verdicts: Verdicts


@dataclass(frozen=True)
class Written:
    """What a temporary file holds: its title, rows by sheet, and the month to be kept as reported, if it is one."""

    title: str
    rows: Mapping[str, int]
    reported: Reported | None = None


def summary_of(title: str, rows: int, target: Path) -> str:
    """How the audit tells of an export."""
    return f"{title}, {counted(rows, 'row')}, to {legible(str(target))}"


def placed(desk: Door, target: Path, make: Callable[[Path], Written]) -> Exported:
    """Make a file beside its target, enter it in the audit, and only then move it into place."""
    with begun(desk, target) as temporary:
        written = make(temporary)
        summary = summary_of(written.title, sum(written.rows.values()), target)
        done = desk.do(KeepExport(summary, written.reported))
        try:
            move(temporary, target)
        except Refusal:
            desk.do(ExportFailed(f"Not moved into place: {summary}", done.result))
            raise
    return Exported(target, written.rows, done.entry)


@dataclass(frozen=True)
class KeepExport:
    """Enter an export in the audit, and keep an exported month as reported."""

    summary: str
    reported: Reported | None = None
    right: ClassVar[Right] = Right.EXPORT
    title: ClassVar[str] = EXPORTED

    def run(self, store: Store, stamp: Stamp) -> str | None:
        """The id of the reported month, if there is one."""
        store.describe(without_names(store, self.summary))
        if self.reported is None:
            return None
        return _keep_reported(store, stamp, self.reported).id


@dataclass(frozen=True)
class ExportFailed:
    """Enter in the audit that an export did not reach its target, so that its month does not count as reported."""

    summary: str
    reported_id: str | None = None
    right: ClassVar[Right] = Right.EXPORT
    title: ClassVar[str] = "Export failed"

    def run(self, store: Store, stamp: Stamp) -> None:
        """Void the month that was kept as reported, if one was."""
        store.describe(without_names(store, self.summary))
        kept = store.shelf(ReportedMonth).maybe(self.reported_id)
        if kept:
            store.shelf(ReportedMonth).void(kept, "The file did not reach its place")


def _keep_reported(store: Store, stamp: Stamp, reported: Reported) -> ReportedMonth:
    kept = store.shelf(ReportedMonth).keep(
        ReportedMonth(
            month=reported.month.first,
            made_at=stamp.at,
            made_by=stamp.person.login,
            basis=reported.basis,
            count=reported.count,
        )
    )
    store.shelf(ReportedReview).keep_all(
        ReportedReview(reported_id=kept.id, review_id=review, kind=kind, in_time=in_time)
        for review, (kind, in_time) in reported.verdicts.items()
    )
    return kept
