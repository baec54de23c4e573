"""Child protection on a row of the service's own sheet: the enquiry, the plan and what the conference decided."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.conferences import CONFERENCES, NOT_NEEDED, PLAN
from app.domain.kinds import ICPC, LOOKED_AFTER, RCPC, TRANSFER_IN
from app.files.facts import Line, Protection
from app.files.headings import normal
from app.files.layouts import protection_words as words
from app.files.layouts.words import BLANKS, CONFERENCE
from app.files.layouts.workbook_cells import Cells

SIGNS = frozenset(("strategy", "section47", "plan_start", "plan_end", "category", "latest"))
"""The columns that only a sheet of child protection has."""
NEAR = timedelta(days=31)
"""A plan told of within so many days of a conference is the one that it made."""

Ignore = Callable[[str, str], None]
"""Tells of a cell, by its field, that could not be used, and why."""


def usual_kind(default: str, columns: Iterable[str]) -> str:
    """The kind of a row that says none: where the name of the sheet is silent, its columns may tell."""
    has = set(columns)
    return CONFERENCE if default == LOOKED_AFTER and "start" not in has and SIGNS & has else default


def is_enquiry(cells: Cells) -> bool:
    """Whether a row of a conference that does not say which tells of the enquiry before it."""
    return bool(cells.strategy or cells.section47)


def start_of(kind: str, cells: Cells) -> date | None:
    """When the row's clock started: an enquiry's with the strategy discussion."""
    found: date | None = cells.start or cells.plan_start
    if kind in (ICPC, TRANSFER_IN):
        found = (cells.strategy or cells.section47 if kind == ICPC else None) or cells.start
    elif kind == RCPC:
        found = cells.plan_start or cells.start
    return found


def end_of(kind: str, cells: Cells) -> date | None:
    """When the row's clock ended; the end of the plan is not that of the enquiry before it."""
    found: date | None = cells.end
    if kind not in (ICPC, TRANSFER_IN):
        found = (cells.plan_end or cells.end) if kind == RCPC else (cells.end or cells.plan_end)
    return found


@dataclass
class Protecting:
    """What the rows tell of child protection, and the plans that conferences made, which stand on no row of their own."""

    made: list[tuple[Line, bool]] = field(default_factory=list)
    """Each with whether its start is the conference's day, for want of another."""

    def told(self, line: Line, cells: Cells, ignore: Ignore) -> Line:
        """The line with what its row says of an enquiry, a plan or a conference."""
        if line.kind not in CONFERENCES:
            return _noted(line, cells)
        plan = Protection(
            category=_category(cells.category, "category", ignore),
            latest=_category(cells.latest, "latest", ignore),
            previous=_number(cells.previous, ignore),
        )
        outcome = words.outcome(cells.outcome)
        line = line if outcome is not None else _noted(line, cells)
        decided = Protection(outcome=outcome or "", quorate=words.said(cells.quorate)) if line.held else Protection()
        if line.kind == RCPC:
            return _with(line, plan._replace(outcome=decided.outcome, quorate=decided.quorate))
        enquiry = decided._replace(section47=cells.section47, requested=cells.requested, received=cells.received)
        line = _needless(_with(line, enquiry), cells)
        self._make(line, cells, plan)
        return words.concluded(line)

    def _make(self, line: Line, cells: Cells, plan: Protection) -> None:
        """The plan that the row's conference made."""
        made = line.protection is not None and line.protection.outcome == PLAN
        start = cells.plan_start or (line.held if made else None)
        if start is None:
            return
        end = cells.plan_end if cells.plan_end and cells.plan_end >= start else None
        bare = Line(line.sheet, line.row, line.child, line.key, None, RCPC, True, start=start, end=end)
        bare = bare._replace(end_reason=cells.end_reason if end else "")
        self.made.append((_with(bare, plan), cells.plan_start is None))

    def lines(self, others: Iterable[Line]) -> Iterator[Line]:
        """The plans that were made; one whose start nobody gives gives way to one told of about that time."""
        starts: dict[str, list[date]] = {}
        known = [*others, *(line for line, guessed in self.made if not guessed)]
        for line in known:
            if line.kind == RCPC and line.start:
                starts.setdefault(line.key, []).append(line.start)
        for line, guessed in self.made:
            if not guessed or not any(_near(start, line.start) for start in starts.get(line.key, ())):
                yield line


def _near(one: date, other: date | None) -> bool:
    return other is not None and abs(one - other) <= NEAR


def _with(line: Line, told: Protection) -> Line:
    return line._replace(protection=told) if told != Protection() else line


def _needless(line: Line, cells: Cells) -> Line:
    """No conference was needed: the enquiry ended, on the day it began where the row gives none."""
    text = cells.not_needed
    if line.held or not text or normal(text) in BLANKS or words.said(text) is False:
        return line
    by = "" if words.said(text) else text
    told = (line.protection or Protection())._replace(decided_by=by)
    return _with(line._replace(end=line.end or line.start, end_reason=NOT_NEEDED, due=None), told)


def _noted(line: Line, cells: Cells) -> Line:
    """Words about the outcome that mean no outcome of a conference are a note, where there is no other."""
    return line if line.note or not cells.outcome else line._replace(note=cells.outcome)


def _category(text: str, code: str, ignore: Ignore) -> str:
    found = words.category(text) if text else ""
    if found is None:
        ignore(code, "This is not a category of abuse, so it was not used. The rest of the row was.")
    return found or ""


def _number(text: str, ignore: Ignore) -> int | None:
    if not text or normal(text) in BLANKS - {"no", "none", "nil"}:
        return None
    if normal(text) in ("no", "none", "nil"):
        return 0
    if text.isdigit() and int(text) < 100:
        return int(text)
    ignore("previous", "This is not a number, so it was not used. The rest of the row was.")
    return None
