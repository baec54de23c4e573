"""Plans the import of one child: the child, its periods and reviews, due dates, and who holds it from when."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.children import Child
from app.domain.kinds import LOOKED_AFTER
from app.domain.pairs import schedules
from app.domain.participation import known_by_age
from app.domain.records import fold, revised
from app.domain.reviews import Review, Series
from app.domain.schedule import terms_for
from app.files.facts import DatedFact, HolderFact, Line, PeriodFact, SheetFacts
from app.queries.imports.basis import Basis
from app.queries.imports.outcome import Unplaced
from app.queries.imports.periods import PeriodSaid, family, match, said_periods, settle_period
from app.queries.imports.periods import told as told_of_period
from app.queries.imports.reviews import Calendar, Here, ReviewSaid, gathered, made, settled
from app.queries.imports.reviews import told as told_of_review
from app.queries.imports.settling import Memory, Settling, agreed

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
WORDS = {
    "name": "Name",
    "known_as": "Likes to be called",
    "sex": "Sex",
    "date_of_birth": "Date of birth",
    "expected_on": "Expected date of birth",
}


@dataclass(frozen=True)
class Material:
    """What the files say of one child."""

    key: str
    lines: Sequence[Line]
    chains: Sequence[PeriodFact]
    dated: Sequence[DatedFact]
    born: date | None
    holders: Sequence[HolderFact] = ()


class ChildPlan:
    """The plan for one child; what it decides goes into the whole plan when it is done."""

    def __init__(self, basis: Basis, material: Material) -> None:
        self.basis = basis
        self.material = material
        known = basis.known.children.get(material.key)
        self.is_new = known is None
        self._told = self._said_of_child()
        self.child = known or self._made()
        self.before = self.child
        self.memory = Memory(basis.known.imported.get(self.child.id))
        self.settling = Settling(self.memory, basis.choices, self.child.id, self.child.reference)
        self.old_series = {s.id: s for s in basis.known.series.get(self.child.id, ())}
        self.old_reviews = {r.id: r for r in basis.known.reviews.get(self.child.id, ())}
        self.series = dict(self.old_series)
        self.reviews = dict(self.old_reviews)
        self.states: dict[str, str] = {}
        self.said: list[PeriodSaid] = []
        self.of_line: dict[int, PeriodSaid] = {}
        self.held: list[ReviewSaid] = []
        self.retired: list[Review] = []
        self.tally: Counter[tuple[str, str]] = Counter()
        self.touched = False

    def settle(self) -> None:
        """Decide the child, its periods and its held reviews."""
        self._settle_child()
        self._settle_periods()
        self._settle_reviews()

    def place(self, line: Any) -> tuple[SheetFacts, int]:
        """Where a line or period stands in the files."""
        return self.basis.facts.sheets[line.sheet], line.row

    def _made(self) -> Child:
        lines = self.material.lines
        reference = agreed(line.child for line in lines) or self.material.key
        return Child(
            reference=reference,
            **self._told,
            import_id=self.basis.import_id,
        )

    def _said_of_child(self) -> dict[str, Any]:
        """What the rows say of the child itself, by field."""
        lines = self.material.lines
        said: dict[str, Any] = {"date_of_birth": self.material.born} if self.material.born else {}
        said["name"] = agreed([line.name for line in lines])
        said["known_as"] = agreed([line.known_as for line in lines])
        said["sex"] = agreed([line.sex for line in lines])
        if not self.material.born:
            said["expected_on"] = agreed([line.expected for line in lines])
        return {name: value for name, value in said.items() if value}

    def _settle_child(self) -> None:
        said = self._told
        if not self.is_new:
            before = self.memory.before("child", self.child.id)
            changes = {}
            for name, theirs in said.items():
                ours = getattr(self.child, name)
                words = WORDS[name]
                place = self.place(self.material.lines[0])
                value = self.settling.settle(before, name, ours, theirs, words, self.child.id, place)
                if value != ours:
                    changes[name] = value
            if changes:
                self.child = replace(self.child, **changes, import_id=self.basis.import_id)
                self.touched = self.touched or "date_of_birth" in changes
        if said:
            plain = {name: v.isoformat() if isinstance(v, date) else v for name, v in said.items()}
            self.memory.say("child", self.child.id, plain)

    def _settle_periods(self) -> None:
        existing = list(self.old_series.values())
        held = list(self.old_reviews.values())
        self.said, self.of_line = said_periods(
            self.material.lines, self.material.chains, existing, held, self.basis.facts.sheets
        )
        match(self.said, existing, held, self.memory.group("periods"))
        for period in self.said:
            period.end_reason = self.basis.known.end_reasons.get(fold(period.end_reason), period.end_reason)
            if period.left_out:
                self._count("periods", UNCHANGED)
                continue
            self._settle_period(period)

    def _settle_period(self, period: PeriodSaid) -> None:
        old = period.series
        if old is None:
            series = Series(
                child_id=self.child.id,
                kind=period.kind,
                start=period.start,
                start_known=period.start_known,
                end=period.end,
                end_reason=period.end_reason,
                import_id=self.basis.import_id,
            )
        else:
            series = settle_period(period, old, self.settling, self.place(period))
        if not series.history_complete and self._complete(series):
            series = replace(series, history_complete=True)
        if series != old:
            self.touched = True
            series = replace(series, import_id=self.basis.import_id) if old else series
        self._count("periods", NEW if old is None else CHANGED if series != old else UNCHANGED)
        period.series = self.series[series.id] = series
        self.memory.say("periods", series.id, told_of_period(period))

    def _complete(self, series: Series) -> bool:
        """Whether the first review recorded is the first one held: the period starts within the span of the reviews."""
        first = self.basis.first_held.get(family(series.kind))
        spans = series.start_known and series.start is not None and first is not None and series.start >= first
        return spans and not self.basis.facts.latest_only

    def _settle_reviews(self) -> None:
        basis = self.basis
        self.held, repeated = gathered(self.material.lines, basis.chairs, basis.reasons)
        if repeated:
            basis.plan.warnings = {
                **basis.plan.warnings,
                "duplicate": basis.plan.warnings.get("duplicate", 0) + repeated,
            }
        if not self.held:
            return
        here = Here(self.old_reviews.values(), self.memory.group("reviews"))
        calendar = Calendar(self.series.values(), self.child.eighteenth_birthday)
        last = self._last_held()
        for said in self.held:
            own = self.of_line.get(id(said.line))
            said.series = calendar.of(said.held, said.kind, own.series if own else None)
            old, left_out = here.of(said)
            if left_out:
                self._count("reviews", UNCHANGED)
            elif old is not None:
                self._settle_review(said, old)
            else:
                self._new_review(said, here, last)

    def _last_held(self) -> dict[str, date]:
        """The day of the latest held review of each series here."""
        last: dict[str, date] = {}
        for review in self.old_reviews.values():
            if review.held and review.series_id and review.held > last.get(review.series_id, date.min):
                last[review.series_id] = review.held
        return last

    def _settle_review(self, said: ReviewSaid, old: Review) -> None:
        before = self.memory.before("reviews", old.id)
        review = settled(said, old, self.settling, self.place(said.line))
        self.states[old.id] = CHANGED if review is not old else UNCHANGED
        if review is not old:
            review = replace(review, import_id=self.basis.import_id)
            self.touched = True
        self._keep_said(said, review, before, is_new=False)

    def _new_review(self, said: ReviewSaid, here: Here, last: dict[str, date]) -> None:
        self.touched = True
        waiting = (
            self._waiting(said.series, here)
            if here.free and said.series and said.held > last.get(said.series.id, date.min)
            else None
        )
        if waiting is None:
            review = self._aged(made(said, self.child.id, self.basis.import_id))
            self.states[review.id] = NEW
            self._keep_said(said, review, None, is_new=True)
            return
        before = self.memory.before("reviews", waiting.id)
        del here.free[waiting.id]
        review = replace(
            settled(said, waiting, self.settling, self.place(said.line)), held=said.held, import_id=self.basis.import_id
        )
        review = self._aged(review)
        self.states[review.id] = CHANGED if before else NEW
        self.basis.plan.held_at.append(review)
        self._keep_said(said, review, before, is_new=True)

    def _aged(self, review: Review) -> Review:
        """Of a child under 4 a file need not say how they took part."""
        if review.participation or review.held is None:
            return review
        return replace(review, participation=known_by_age(review.kind, self.child, review.held))

    def _waiting(self, series: Series, here: Here) -> Review | None:
        """The open review here that a newly held one fulfils."""
        found = [r for r in here.free.values() if r.series_id == series.id and r.held is None]
        return min(found, key=lambda review: review.id, default=None)

    def _keep_said(self, said: ReviewSaid, review: Review, before: dict[str, Any] | None, is_new: bool) -> None:
        self.reviews[review.id] = review
        self.memory.say("reviews", review.id, told_of_review(said, review, before, is_new))

    def schedule(self) -> None:
        """Number the reviews and set their due dates, when anything was touched."""
        if not self.touched:
            return
        known = self.basis.known
        terms = terms_for(self.child, tuple(self.series.values()), known.calendar, known.rules)
        of_series: dict[str | None, list[Review]] = {}
        for review in self.reviews.values():
            of_series.setdefault(review.series_id, []).append(review)
        for result in schedules(tuple(self.series.values()), of_series, terms):
            self.series[result.series.id] = result.series
            for review in result.reviews:
                self.reviews[review.id] = review
            for review in result.retired:
                del self.reviews[review.id]
                self.states.pop(review.id, None)
                self.basis.meetings.pop(review.id, None)
                if review.version:
                    self.retired.append(review)

    def finish(self) -> None:
        """Put what was decided into the whole plan."""
        plan = self.basis.plan
        self._keep_records()
        for said in self.held:
            if said.series is None:
                self._unplaced(said)
        for state in self.states.values():
            self._count("reviews", state)
        for (what, state), number in self.tally.items():
            getattr(plan, state)[what] += number
        plan.not_judged += sum(
            1 for key in self.states if (r := self.reviews[key]).held and r.series_id and r.due is None
        )
        plan.conflicts += self.settling.conflicts
        plan.retire += self.retired

    def _keep_records(self) -> None:
        add, import_id = self.basis.plan.add, self.basis.import_id
        for series in self.series.values():
            old = self.old_series.get(series.id)
            if series is not old and series != old:
                add(Series, series)
        for review in self.reviews.values():
            old_review = self.old_reviews.get(review.id)
            if review is not old_review and review != old_review:
                add(Review, review if review.import_id else revised(review, import_id=import_id))

    def _unplaced(self, said: ReviewSaid) -> None:
        sheet, row = self.place(said.line)
        kinds = (said.kind,) if said.kind else (LOOKED_AFTER,)
        found = [r for r in self.reviews.values() if r.held == said.held and r.series_id is None and r.kind in kinds]
        for review in found[:1]:
            self.basis.plan.unplaced.append(
                Unplaced(review.id, self.child.id, self.child.reference, said.held, sheet.file, sheet.sheet, row)
            )

    def _count(self, what: str, state: str) -> None:
        self.tally[what, state] += 1
