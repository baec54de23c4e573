"""One picture of a child's time: for each lane what lasted from a day until another, and what happened on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import add_days, add_months
from app.domain.challenges.records import OPEN_STATES, RECORDED, STATES, Challenge, LevelEntry
from app.domain.checks import KINDS_OF_CHECK, Check
from app.domain.dates import long, short
from app.domain.kinds import KINDS
from app.domain.lateness import working_days_words
from app.domain.reviews import Rearrangement
from app.domain.statuses import HOMES, LEGAL_STATUSES
from app.domain.timeliness import LATE, NOT_JUDGED, TO_COME
from app.queries.challenges.terms import terms_of
from app.queries.child import ChildFacts, ChildPage, PeriodLine, ReviewLine, Span
from app.queries.review import review_title
from app.queries.review_columns import VERDICT_TITLES, VERDICT_TONES
from app.queries.reviewed import participation_words
from app.queries.service import calendar_of, kind_names, labels
from app.store import Store
from app.table import Tone

REVIEW, CHALLENGE = "review", "challenge"
"""What a mark can open, by the word for it."""
ROUND, ARROW, SQUARE, SPEECH, TICK = "round", "arrow", "square", "speech", "tick"
"""The shape of a mark: of a review (as its tone has it), a move, a level, a participation code, a check."""
SOON_DAYS = 28
"""A review due within so many days is due soon in the picture, where a week cannot be told from a day."""
AHEAD = 2
"""So many months after today, and after the last day of all, the picture goes on."""
ATTENDED, SENT, NOT_AT_ALL = ("PN1", "PN2", "PN3", "PN4"), ("PN5", "PN6"), "PN7"


@dataclass(frozen=True)
class Stretch:
    """What lasted from a day until (not including) another; None: it lasts. label stands in it, words tell it."""

    start: date
    end: date | None
    label: str
    words: str
    known_start: bool = True
    opens: tuple[str, str] | None = None


@dataclass(frozen=True)
class Spot:
    """What happened on a day, or will: its shape and tone, a letter or figure in it, what it is in words, and what it opens."""

    on: date
    shape: str
    tone: Tone
    words: str
    letter: str = ""
    opens: tuple[str, str] | None = None


@dataclass(frozen=True)
class Lane:
    """One line of the picture."""

    key: str
    title: str
    stretches: tuple[Stretch, ...] = ()
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """The picture from its first to its last day, with today in it."""

    first: date
    last: date
    today: date
    lanes: tuple[Lane, ...]
    summary: str = ""
    """What it holds, in one sentence."""


@dataclass(frozen=True)
class ChildTimeline:
    """Ask for one child's picture of time."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Timeline:
        """Lanes in which something stands, in their order."""
        made = _Making(store, stamp, ChildPage(self.child_id).run(store, stamp))
        lanes = tuple(lane for lane in made.lanes() if lane.stretches or lane.spots)
        return Timeline(*_limits(lanes, stamp.today), stamp.today, lanes, _summary(lanes))


def _limits(lanes: Iterable[Lane], today: date) -> tuple[date, date]:
    days = [today]
    for lane in lanes:
        days += [spot.on for spot in lane.spots]
        days += [day for stretch in lane.stretches for day in (stretch.start, stretch.end) if day]
    first, last = min(days), max(days)
    return first.replace(day=1), add_months(last, AHEAD)


def _summary(lanes: Iterable[Lane]) -> str:
    counts = [(lane.title, len(lane.stretches), len(lane.spots)) for lane in lanes]
    return "; ".join(f"{title}: {spots or stretches}" for title, stretches, spots in counts)


@dataclass
class _Making:
    store: Store
    stamp: Stamp
    facts: ChildFacts
    _kinds: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._kinds = kind_names(self.store)
        self._calendar = calendar_of(self.store)

    def lanes(self) -> Iterable[Lane]:
        """All lanes; some may be empty."""
        yield from self._periods()
        yield self._participation()
        yield self._moves()
        yield self._challenges()
        yield Lane("statuses", "Legal status", self._spans(self.facts.statuses, LEGAL_STATUSES))
        yield Lane("homes", "Home", self._spans(self.facts.homes, HOMES))
        yield Lane("iros", "IRO", self._spans(self.facts.allocations, None))
        yield self._checks()

    def _periods(self) -> Iterable[Lane]:
        """A lane for each kind of period, in the order of the table of kinds, and one for reviews in none."""
        for kind in KINDS.values():
            periods = [period for period in self.facts.periods if period.series.kind == kind.code]
            spots = [spot for period in periods for spot in self._reviews(period.reviews)]
            yield Lane(f"period.{kind.code}", kind.period, tuple(map(self._stretch, _from(periods))), _by_day(spots))
        yield Lane("unplaced", "In no period", (), _by_day(self._reviews(self.facts.unplaced)))

    def _stretch(self, period: PeriodLine) -> Stretch:
        series, reviews = period.series, period.reviews
        days = [day for line in reviews for day in (line.review.held, line.review.due) if day]
        start = series.start or min(days, default=self.stamp.today)
        known = bool(series.start) and series.start_known
        begun = f"from {long(start)}" if known else "start not known"
        closes = series.end if period.running else series.closes
        ended = f" to {long(closes)}" if closes else ", running"
        words = f"{KINDS[series.kind].period} {begun}{ended}"
        return Stretch(start, closes if closes and closes > start else None, "", words, known)

    def _reviews(self, lines: Iterable[ReviewLine]) -> Iterable[Spot]:
        for line in lines:
            review = line.review
            day = review.held or review.due
            if day is not None:
                tone = VERDICT_TONES[line.verdict]
                if line.verdict == TO_COME:
                    tone = Tone.SOON if day <= add_days(self.stamp.today, SOON_DAYS) else Tone.PLAIN
                yield Spot(day, ROUND, tone, self._told(line), "", (REVIEW, review.id))

    def _told(self, line: ReviewLine) -> str:
        """A review in one sentence, with its verdict."""
        review, title = line.review, review_title(line.review, self._kinds[line.review.kind])
        if review.held is None:
            booked = f", booked for {short(line.meeting.date)}" if line.meeting else ""
            when = f"due {long(review.due)}" if review.due else "due date not known"
            return f"{title}: {VERDICT_TITLES[line.verdict].lower()}, {when}{booked}"
        late = ""
        if line.verdict == LATE and review.due:
            late = f", {working_days_words(-self._calendar.working_days_between(review.due, review.held))}"
            late += f" ({line.late_reason})" if line.late_reason else ""
        said = {LATE: "", NOT_JUDGED: ", not judged"}.get(line.verdict, ", in time")
        return f"{title}: held {long(review.held)}{said}{late}"

    def _participation(self) -> Lane:
        spots = []
        for line in self._lines():
            review = line.review
            if review.held and review.participation:
                code = review.participation
                words = f"{long(review.held)}: {participation_words(code)}"
                tone = Tone.ON_TIME if code in ATTENDED else Tone.LATE if code == NOT_AT_ALL else Tone.INFORMATION
                spots.append(Spot(review.held, SPEECH, tone, words, code.removeprefix("PN"), (REVIEW, review.id)))
        return Lane("participation", "Took part (PN)", (), _by_day(spots))

    def _moves(self) -> Lane:
        reasons = labels(self.store, "move-reason")
        spots = [
            Spot(move.old_date, ARROW, Tone.PLAIN, _move_words(move, reasons), "", (REVIEW, line.review.id))
            for line in self._lines()
            for move in line.moves
        ]
        return Lane("moves", "Moves of date", (), _by_day(spots))

    def _challenges(self) -> Lane:
        """A stretch while a challenge was open, a figure where it came to a level; good practice has a star."""
        found = self.store.shelf(Challenge).find(child_id=self.facts.child.id)
        entries = self.store.shelf(LevelEntry).find(challenge_id=tuple(one.id for one in found))
        themes, ladder = labels(self.store, "challenge-theme"), terms_of(self.store).ladders(self.stamp.today)
        stretches, spots = [], []
        for one in sorted(found, key=lambda c: (c.raised_on, c.reference)):
            opens, title = (CHALLENGE, one.id), f"{one.reference}: {themes.get(one.theme, one.theme)}"
            tone = Tone.LATE if one.open and one.next_due and one.next_due < self.stamp.today else Tone.INFORMATION
            if one.state == RECORDED:
                spots.append(Spot(one.raised_on, SQUARE, Tone.ON_TIME, f"{title}, good practice", "+", opens))
                continue
            closed = f", closed {long(one.closed_on)}" if one.closed_on else f", {STATES[one.state].lower()}"
            words = f"{title}, raised {long(one.raised_on)}{closed}"
            if one.state in OPEN_STATES or one.closed_on:
                stretches.append(Stretch(one.raised_on, one.closed_on, "", words, opens=opens))
            spots += [
                Spot(
                    entry.entered,
                    SQUARE,
                    tone if one.open else Tone.PLAIN,
                    f"{title}: {ladder.name(entry.level)}, {long(entry.entered)}{closed}",
                    str(entry.level),
                    opens,
                )
                for entry in entries
                if entry.challenge_id == one.id
            ]
        return Lane("challenges", "Challenges", tuple(stretches), _by_day(spots))

    def _spans(self, spans: Sequence[Span], words: dict[str, str] | None) -> tuple[Stretch, ...]:
        made = []
        for span in spans:
            label = words.get(span.words, span.words) if words else span.words
            until = f" to {long(max(span.start, add_days(span.end, -1)))}" if span.end else " until now"
            made.append(Stretch(span.start, span.end, label, f"{label}: from {long(span.start)}{until}"))
        return tuple(made)

    def _checks(self) -> Lane:
        found = self.store.shelf(Check).find(child_id=self.facts.child.id)
        told = ((check, KINDS_OF_CHECK.get(check.kind, check.kind)) for check in found)
        spots = [Spot(check.date, TICK, Tone.PLAIN, f"{title}, {long(check.date)}") for check, title in told]
        return Lane("checks", "Checks", (), _by_day(spots))

    def _lines(self) -> Iterable[ReviewLine]:
        for period in self.facts.periods:
            yield from period.reviews
        yield from self.facts.unplaced


def _from(periods: Iterable[PeriodLine]) -> list[PeriodLine]:
    return sorted(periods, key=lambda period: period.series.start or date.min)


def _by_day(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    return tuple(sorted(spots, key=lambda spot: spot.on))


def _move_words(move: Rearrangement, reasons: dict[str, str]) -> str:
    to = f" to {long(move.new_date)}" if move.new_date else ""
    why = f": {reasons.get(move.reason, move.reason)}" if move.reason else ""
    return f"Move of a date from {long(move.old_date)}{to}, {move.decision}{why}"
