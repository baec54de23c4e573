"""Import files: plan them once more, and keep what is new or changed in one transaction."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import ClassVar, Protocol

from app.commands.bookings import held_at
from app.commands.returning.plan import plan_return
from app.commands.scheduling import NO_LONGER_DUE
from app.domain.access import Right, Stamp
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, ChallengeTheme, LevelEntry
from app.domain.children import Child, ChildTeam, LegalStatus, Placement, SocialWorker
from app.domain.conferences import ConferenceOutcome, Enquiry, ProtectionPlan
from app.domain.contacts import Contact
from app.domain.counting import counted
from app.domain.errors import Refusal
from app.domain.imports import ImportedValues, ImportRun
from app.domain.officers import Allocation, Officer, Team
from app.domain.records import Record
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from app.domain.settings import ListEntry
from app.files.facts import Facts, Refused, SheetFacts
from app.files.layouts.matching import Options
from app.files.layouts.recognise import read_facts
from app.files.layouts.return_sheet import NAME as RETURN
from app.files.uncollected import uncollected
from app.queries.imports.history import counted_words
from app.queries.imports.outcome import OURS, Choices, Conflict, ImportPlan, Told, summary
from app.queries.imports.plan import plan
from app.queries.imports.preview import Remembered, RememberedMatches
from app.queries.service import setting
from app.store import Store

SHOWN = 20  # refused rows, and cells not used, that are printed one by one
LONGEST = 60  # characters of a heading

__all__ = ["CommitImport", "PreviewImport", "RememberMatch", "in_words", "read_for", "summary"]


class Asking(Protocol):
    """Whoever answers queries for a person: the desk."""

    def ask(self, query: RememberedMatches, /) -> Remembered:
        """Answer a query."""


def read_for(
    desk: Asking,
    paths: Sequence[Path],
    layout: str | None = None,
    *,
    dates: str | None = None,
    match: Path | Mapping[str, str] | None = None,
    date_columns: Mapping[str, str] | None = None,
    progress: Callable[[str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Facts:
    """Read files for an import, with the service's own names for kinds and the matches that were remembered."""
    remembered = desk.ask(RememberedMatches())
    told = match_in(match) if isinstance(match, Path) else match or {}
    names = (remembered.kind_names, remembered.level_names)
    options = Options(dates, date_columns or {}, told, remembered.matches, *names)
    return read_facts(paths, layout, options, progress=progress, cancelled=cancelled)


def match_in(path: Path) -> dict[str, str]:
    """The match of columns in a JSON file: {heading: field, or "" to leave the column out}."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as problem:
        raise Refusal(f"{path.name} is not there. Nothing has been written.", "Check the name and folder.") from problem
    except (OSError, ValueError, RecursionError) as problem:
        raise _no_match(path) from problem
    if not isinstance(told, dict) or not all(isinstance(value, str | None) for value in told.values()):
        raise _no_match(path)
    return {heading: code or "" for heading, code in told.items()}


def _no_match(path: Path) -> Refusal:
    return Refusal(
        f"{path.name} does not hold a match of columns. Nothing has been written.",
        'Write it as JSON, for example {"Case number": "reference", "Internal": ""}.',
    )


IN_ORDER: tuple[type[Record], ...] = (
    *(Officer, Team, ListEntry, Child, Series, Review, Allocation, ChildTeam, SocialWorker),
    *(LegalStatus, Placement, Meeting, MeetingReview, Rearrangement, Contact),
    *(Enquiry, ProtectionPlan, ConferenceOutcome),
    *(Challenge, ChallengeStep, ChallengeAction, LevelEntry, ChallengeTheme, ImportedValues),
)
"""The order in which an import's records can be kept: what others refer to comes first."""


@dataclass(frozen=True)
class PreviewImport:
    """Ask what importing these facts would write, refuse and leave; nothing is written."""

    facts: Facts
    choices: Choices = OURS
    right: ClassVar[Right] = Right.IMPORT

    def run(self, store: Store, stamp: Stamp) -> ImportPlan:
        """The plan."""
        return _planned(store, self.facts, stamp, self.choices)


def _planned(store: Store, facts: Facts, stamp: Stamp, choices: Choices) -> ImportPlan:
    """What files say is compared with the records; what an IRO fills in is done as the forms do it."""
    return (plan_return if facts.layout == RETURN else plan)(store, facts, stamp, choices)


DEMONSTRATION = Refusal(
    "A demonstration is not encrypted, so no file is imported into it: the children in yours may be real.",
    "Nothing was written. Looking at what would be imported is safe. Make your service's own file and import there.",
)


@dataclass(frozen=True)
class CommitImport:
    """Import the facts of some files, with the choices that were made in the preview."""

    facts: Facts
    choices: Choices = OURS
    right: ClassVar[Right] = Right.IMPORT
    title: ClassVar[str] = "Import files"

    def run(self, store: Store, stamp: Stamp) -> ImportPlan:
        """The plan that was carried out; when nothing differs, nothing at all is kept."""
        with uncollected():
            return self._run(store, stamp)

    def _run(self, store: Store, stamp: Stamp) -> ImportPlan:
        planned = _planned(store, self.facts, stamp, self.choices)
        if not planned.writes:
            return planned
        if setting(store, "service.demonstration"):
            raise DEMONSTRATION
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
        summary=json.dumps({**summary(planned), "refused": len(planned.refused), "refusals": []}),
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


def in_words(planned: ImportPlan) -> str:
    """The plan in lines to read: what is new, changed and unchanged, then everything that was left out or asks a look."""
    lines = [_line(name, getattr(planned, name)) for name in ("new", "changed", "unchanged")]
    lines += [f"Added: {'IRO' if one.what == 'iro' else one.what} {one.name}" for one in planned.added]
    if planned.not_judged:
        lines.append(f"Not judged: {counted(planned.not_judged, 'review')}, because the review before is not recorded.")
    if planned.unplaced:
        lines.append(
            f"In no period: {counted(len(planned.unplaced), 'review')}, kept with the child, counted in no figure."
        )
    lines += _told(planned)
    if planned.conflicts:
        lines.append(f"Kept as typed here: {counted(len(planned.conflicts), 'value')} that the files have otherwise.")
        lines += _first(map(_stands, planned.conflicts), len(planned.conflicts))
    lines += [f"Warning {rule}: {counted(number, 'row')}" for rule, number in planned.warnings.items()]
    lines += [f"Not read: {name}" for name in planned.facts.unread]
    for sheet in planned.facts.sheets:
        lines += [f"{_title(sheet)}: {note}" for note in sheet.notes]
        if sheet.unmatched:
            lines.append(f"{_title(sheet)}: columns not used: {', '.join(map(_printable, sheet.unmatched))}")
    lines += _listed("Left out: {}", "row", planned.refused)
    lines += _listed("Not used: {}, though the rest of the row was", "cell", planned.facts.ignored)
    return "\n".join(lines)


def _told(planned: ImportPlan) -> list[str]:
    """What return sheets say, fact by fact."""
    if not planned.told:
        return []
    facts = (
        f"{_where(one)}, {one.what}: {_printable(one.after)} (before: {_printable(one.before)})" for one in planned.told
    )
    return [f"Filled in: {counted(len(planned.told), 'fact')}", *_first(facts, len(planned.told))]


def _stands(conflict: Conflict) -> str:
    return f"{_where(conflict)}, {conflict.what}: {_printable(conflict.ours)} here, {_printable(conflict.theirs)} there"


def _where(one: Told | Conflict) -> str:
    return f"{one.file}, row {one.row}, {_printable(one.reference)}"


def _first(lines: Iterable[str], number: int) -> list[str]:
    """The first of so many lines, and how many more there are."""
    more = [f"  and {number - SHOWN:,} more"] if number > SHOWN else []
    return [*(f"  {line}" for line in islice(lines, SHOWN)), *more]


def _title(sheet: SheetFacts) -> str:
    """The sheet in words; a CSV file is its own sheet."""
    return sheet.file if sheet.sheet in ("", sheet.file) else f"{sheet.file}, {_printable(sheet.sheet)}"


def _printable(text: str) -> str:
    """A heading as any terminal can show it: on one line, without control characters, and cut where it is long."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"


def _listed(title: str, noun: str, refused: Sequence[Refused]) -> list[str]:
    """The first of these refusals, one a line, below how many there are."""
    if not refused:
        return []
    shown = (
        f"{one.file}, {one.sheet}, row {one.row}, {_printable(one.column)} {one.value!r}: {one.reason}"
        for one in refused
    )
    return [title.format(counted(len(refused), noun)), *_first(shown, len(refused))]


def _line(title: str, counts: Mapping[str, int]) -> str:
    return f"{title.capitalize()}: {counted_words(counts)}"


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
