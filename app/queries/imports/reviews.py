"""The reviews that a file tells of one child: in which period each lies, and which review here it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.kinds import LOOKED_AFTER
from app.domain.records import new_id, revised
from app.domain.reviews import Review, Series
from app.domain.schedule import closes
from app.files.facts import Line, SheetFacts
from app.queries.imports.periods import CARE, ONCE
from app.queries.imports.settling import Said, Settling, agreed

HERE = "here"
"""What is remembered as the period of a review that somebody typed and placed here."""

WORDS = {
    "held": "Date of the review",
    "participation": "Participation",
    "chair_id": "Chair",
    "late_reason": "Reason for lateness",
    "source_due": "Due date given by the file",
    "number": "Number of the review",
    "note": "Note",
}


@dataclass(eq=False, slots=True)
class ReviewSaid:
    """One held review as the file tells it; values hold only what the file says."""

    kind: str | None
    held: date
    values: dict[str, Any]
    line: Line
    series: Series | None = None


class Calendar:
    """The periods of one child by date: which one a review on some day belongs to."""

    def __init__(self, series: Iterable[Series], eighteenth: date | None) -> None:
        found = []
        for one in series:
            end = closes(one, eighteenth)
            found.append((one.start is None, one.start or date.min, end or date.max, one.id, one))
        self._spans = sorted(found, key=lambda span: span[:4])

    def of(self, day: date, kind: str | None, own: Series | None = None) -> Series | None:
        """The period that contains the day, its own first; a review on the day one ends belongs to that one."""
        first: Series | None = None
        for _, start, end, _, series in self._spans:
            if start <= day <= end and (series.kind == kind or (kind is None and series.kind in CARE)):
                if series is own:
                    return series
                first = first or series
        return None if own is not None and kind in ONCE else first

    def running(self, kind: str | None) -> Series | None:
        """The period of this kind that goes on, or the latest one."""
        spans = [span for span in self._spans if span[4].kind == kind or (kind is None and span[4].kind in CARE)]
        return max(spans, key=lambda span: (span[2], span[1]))[4] if spans else None


def gathered(
    lines: Sequence[Line], chairs: Mapping[str, str], reasons: Mapping[str, str]
) -> tuple[list[ReviewSaid], int]:
    """The held reviews of one child, each once, and how many rows repeat one."""
    found: dict[tuple[str | None, date], ReviewSaid] = {}
    repeated: dict[tuple[str | None, date], list[Line]] = {}
    for line in lines:
        held = line.held
        if held is None:
            continue
        key = (line.kind, held)
        if key in found:
            repeated.setdefault(key, [found[key].line]).append(line)
        else:
            found[key] = ReviewSaid(line.kind, held, _values(line, chairs, reasons), line)
    for key, same in repeated.items():
        several = [_values(line, chairs, reasons) for line in same]
        names = {name for values in several for name in values}
        found[key].values = {name: agreed(values.get(name) for values in several) for name in sorted(names)}
    ordered = sorted(found.values(), key=lambda said: (said.held, said.kind or ""))
    return ordered, sum(len(same) - 1 for same in repeated.values())


def _values(line: Line, chairs: Mapping[str, str], reasons: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if line.code:
        values["participation"] = line.code
    if line.iro:
        values["chair_id"] = chairs[line.iro]
    if line.late:
        values["late_reason"] = reasons[line.late]
    if line.due:
        values["source_due"] = line.due
    if line.number:
        values["number"] = line.number
    if line.note:
        values["note"] = line.note
    return values


class Here:
    """The reviews of one child as they stand here, found by what files last said of them or by their dates."""

    def __init__(self, reviews: Iterable[Review], before: Mapping[str, Said]) -> None:
        self.live = {review.id: review for review in reviews}
        self.before = before
        self.free = dict(self.live)
        self._said = {(v["kind"], v["held"]): key for key, v in before.items() if v.get("held")}
        self._said |= {(None, held): key for (kind, held), key in self._said.items() if kind in CARE}
        self._held: dict[tuple[str | None, date], Review] = {}
        for review in self.live.values():
            if review.held:
                self._held[review.kind, review.held] = review
                if review.kind in CARE:
                    self._held.setdefault((None, review.held), review)

    def of(self, said: ReviewSaid) -> tuple[Review | None, bool]:
        """The review here that this one is, and whether it was taken out here, so that it stays out."""
        if not self.live and not self._said:
            return None, False
        held = said.held.isoformat()
        key = self._said.get((said.kind, held)) or (self._said.get((None, held)) if said.kind in CARE else None)
        if key is not None and key not in self.live:
            return None, True
        review = self.live[key] if key is not None else self._held.get((said.kind, said.held))
        if review is None or self.free.pop(review.id, None) is None:
            return None, False
        return review, False


BLANK = Review(child_id="", kind="")


def made(said: ReviewSaid, child_id: str, import_id: str) -> Review:
    """A new held review; in no period until its series is decided."""
    series, values = said.series, said.values
    if "number" in values:
        values = {**values, "number_basis": "file"}
    return revised(
        BLANK,
        id=new_id(),
        child_id=child_id,
        series_id=series.id if series else None,
        kind=series.kind if series else said.kind or LOOKED_AFTER,
        held=said.held,
        import_id=import_id,
        **values,
    )


def settled(said: ReviewSaid, review: Review, settling: Settling, place: tuple[SheetFacts, int]) -> Review:
    """The review here with what the file says, unless somebody typed other values since."""
    before = settling.memory.before("reviews", review.id)
    changes: dict[str, Any] = {}
    for name, theirs in (("held", said.held), *said.values.items()):
        ours = _number(review) if name == "number" else getattr(review, name)
        if ours == theirs:
            continue
        value = settling.settle(before, name, ours, theirs, WORDS[name], review.id, place)
        if value != ours:
            changes[name] = value
    if "number" in changes:
        changes["number_basis"] = "file"
    series_id = said.series.id if said.series else None
    placed_here = before is not None and before.get("series") != review.series_id
    if (
        series_id
        and series_id != review.series_id
        and (review.series_id is None or (before is not None and not placed_here))
    ):
        changes |= {"series_id": series_id, "kind": said.series.kind if said.series else review.kind}
    return replace(review, **changes) if changes else review


def _number(review: Review) -> int | None:
    """The number as somebody said it, not as it was counted."""
    return review.number if review.number_basis in ("file", "confirmed") else None


def told(said: ReviewSaid, review: Review, before: Said | None, is_new: bool) -> Said:
    """What the file says of a review, to be remembered; and the period that imports put it in, not one chosen here."""
    if before is None:
        placed = review.series_id if is_new else HERE
    elif said.series is not None and said.series.id == review.series_id and before.get("series") != HERE:
        placed = review.series_id
    else:
        placed = before.get("series")
    values: Said = {"kind": said.kind, "held": said.held.isoformat(), "series": placed}
    for name, value in said.values.items():
        values[name] = value.isoformat() if isinstance(value, date) else value
    return values
