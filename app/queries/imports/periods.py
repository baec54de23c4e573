"""The periods that a file tells of one child, and which series here each of them is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.conferences import CONFERENCES
from app.domain.kinds import (
    ADOPTION_AUTHORISED,
    ADOPTION_PLACED,
    FOSTER_CARER,
    ICPC,
    LOOKED_AFTER,
    PATHWAY,
    PRIVATE_FOSTERING,
    RCPC,
    SECURE_REVIEW,
    TRANSFER_IN,
)
from app.domain.reviews import Review, Series
from app.files.facts import Line, PeriodFact, SheetFacts
from app.files.layouts.fields import PERIOD_SIGNS
from app.queries.imports.settling import Said, Settling

CARE = (LOOKED_AFTER, "short-breaks")
"""The kinds of period that a review without a kind may belong to."""
ONCE = (ICPC, TRANSFER_IN)
"""The kinds of period that end in one conference, by which one without a start is known."""


@dataclass(eq=False, slots=True)
class PeriodSaid:
    """One period as the file tells it, and the series that it is. ends: an empty end says that it goes on."""

    kind: str
    start: date | None
    start_known: bool
    end: date | None
    end_reason: str
    ends: bool
    sheet: int
    row: int
    met: date | None = None  # an enquiry without a start is known by its conference
    series: Series | None = None
    left_out: bool = False


LISTED_APART = (ADOPTION_AUTHORISED, ADOPTION_PLACED, SECURE_REVIEW, FOSTER_CARER, PRIVATE_FOSTERING, PATHWAY)
"""Kinds of review that a list of looked-after reviews leaves out."""


def family(kind: str) -> str:
    """Kinds whose reviews one sheet lists together, so that their dates have one span."""
    if kind in CONFERENCES:
        return "conferences"
    return kind if kind in LISTED_APART else "reviews"


def said_periods(
    lines: Sequence[Line],
    chains: Iterable[PeriodFact],
    existing: Sequence[Series],
    held: Sequence[Review],
    sheets: Sequence[SheetFacts],
) -> tuple[list[PeriodSaid], dict[int, PeriodSaid]]:
    """The periods of one child, and which of them each line (by id) stands for where it says so."""
    found: dict[tuple[object, ...], PeriodSaid] = {}
    of_line: dict[int, PeriodSaid] = {}
    for fact in chains:
        key = (fact.kind, fact.start, None)
        found[key] = PeriodSaid(
            fact.kind, fact.start, fact.start_known, fact.end, fact.end_reason, True, fact.sheet, fact.row
        )
    conferences = sorted(
        [line.held for line in lines if line.kind in ONCE and line.held]
        + [review.held for review in held if review.kind in ONCE and review.held]
    )
    loose: list[Line] = []
    for line in lines:
        if not line.period:
            continue
        start = line.start or (_conference_before(conferences, line) if line.kind == RCPC else None)
        if start or line.kind in ONCE:
            of_line[id(line)] = _told(found, line, start, sheets[line.sheet].ends)
        else:
            loose.append(line)
    here = {review.held for review in held if review.series_id is None and review.kind in CARE}
    for line in loose:
        if (line.kind is None and line.held in here) or (existing and _only_allocates(sheets[line.sheet])):
            continue
        if not _has_other(found.values(), existing, line):
            of_line[id(line)] = _told(found, line, None, sheets[line.sheet].ends)
    return list(found.values()), of_line


def _only_allocates(sheet: SheetFacts) -> bool:
    """Whether a sheet tells of nothing but who holds the children: it says nothing of another period."""
    return (PERIOD_SIGNS & sheet.headings.keys()) == {"iro"}


def _conference_before(conferences: list[date], line: Line) -> date | None:
    """A plan starts with the initial conference: the last one on or before the review, when the sheet gives no start."""
    day = line.held or line.due or line.planned or date.max
    return max((held for held in conferences if held < day), default=None)


def _told(found: dict[tuple[object, ...], PeriodSaid], line: Line, start: date | None, ends: bool) -> PeriodSaid:
    """The period of this line: made when new, else told its end."""
    kind = line.kind or LOOKED_AFTER
    met = (line.held or line.due or line.planned) if kind in ONCE and start is None else None
    said = found.get((kind, start, met))
    if said is None:
        said = PeriodSaid(kind, start, start is not None, line.end, line.end_reason, ends, line.sheet, line.row, met)
        found[kind, start, met] = said
        return said
    if line.end and (said.end is None or (line.end, line.end_reason) > (said.end, said.end_reason)):
        said.end, said.end_reason = line.end, line.end_reason
    said.ends = said.ends or ends
    return said


def _has_other(found: Iterable[PeriodSaid], existing: Iterable[Series], line: Line) -> bool:
    """Whether a line that gives no start belongs to a period that has one, here or in the file."""
    kinds = CARE if line.kind is None else (line.kind,)
    if any(said.kind in kinds and said.start for said in found):
        return True
    of_kind = [series for series in existing if series.kind in kinds]
    return bool(of_kind) and all(series.start for series in of_kind)


def match(
    said: Sequence[PeriodSaid], existing: Sequence[Series], held: Sequence[Review], before: Mapping[str, Said]
) -> None:
    """Find the series here that each period is: by its start as the file gave it, as it stands here, or by overlap."""
    free = {series.id: series for series in existing}
    for period in said:
        start = period.start.isoformat() if period.start else None
        same = [s for s in free.values() if s.kind == period.kind and _same(period, s, held, start, before)]
        if same:
            period.series = min(same, key=lambda s: (s.id not in before, s.id))
            del free[period.series.id]
        elif (start or period.met) and any(
            values["start"] == start and values.get("met") == _met(period) and values["kind"] == period.kind
            for key, values in before.items()
            if key not in {s.id for s in existing}
        ):
            period.left_out = True
    for period in sorted(said, key=lambda p: p.start or date.min, reverse=True):
        if period.series is None and period.start and not period.left_out and period.kind not in ONCE:
            likely = [s for s in free.values() if s.kind == period.kind and _overlap(period, s)]
            if likely:
                period.series = min(likely, key=lambda s: (s.start is not None, s.start or date.min, s.id))
                del free[period.series.id]


def _same(
    period: PeriodSaid, series: Series, held: Sequence[Review], start: str | None, before: Mapping[str, Said]
) -> bool:
    told = before.get(series.id)
    if period.met:
        is_told = told is not None and told.get("met") == _met(period)
        return is_told or any(r.series_id == series.id and period.met in (r.held, r.source_due) for r in held)
    return series.start == period.start or (told is not None and start is not None and told["start"] == start)


def _met(period: PeriodSaid) -> str | None:
    return period.met.isoformat() if period.met else None


def _overlap(period: PeriodSaid, series: Series) -> bool:
    starts = (period.start or date.min, series.start or date.min)
    ends = (period.end or date.max, series.end or date.max)
    return max(starts) < min(ends)


def settle_period(period: PeriodSaid, series: Series, settling: Settling, place: tuple[SheetFacts, int]) -> Series:
    """The series after the import: start, end and reason, unless somebody typed others since."""
    before = settling.memory.before("periods", series.id)
    start, known, end, reason = series.start, series.start_known, series.end, series.end_reason
    key = series.id
    if period.start_known:
        if known:
            start = settling.settle(before, "start", start, period.start, "Start of the period", key, place)
        else:
            start, known = period.start, True
    elif period.start and not known:
        start = min(period.start, start or period.start)
    if period.end or (period.ends and before):
        end = settling.settle(before, "end", end, period.end, "End of the period", key, place)
        if end == period.end and (period.end_reason or end is None):
            reason = settling.settle(before, "end_reason", reason, period.end_reason, "Reason for the end", key, place)
    if (start, known, end, reason) == (series.start, series.start_known, series.end, series.end_reason):
        return series
    return replace(series, start=start, start_known=known, end=end, end_reason=reason)


def told(period: PeriodSaid) -> Said:
    """What the file says of a period, to be remembered."""
    said: Said = {
        "kind": period.kind,
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat() if period.end else None,
        "end_reason": period.end_reason,
    }
    return {**said, "met": _met(period)} if period.met else said
