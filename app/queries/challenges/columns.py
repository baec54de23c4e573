"""The columns that a list of challenges can show and the fields of a card: what each needs and what its cell says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.calendar import Calendar
from app.domain.challenges import records
from app.domain.challenges.ladder import Ladder
from app.domain.challenges.records import Challenge
from app.domain.challenges.words import SERVICE_CONCERN, days_words, next_step
from app.queries.challenges.terms import terms_of
from app.queries.service import labels
from app.store import Selection, Store
from app.table import Column, Kind, Row, Tone

CHALLENGE_FIELDS = (
    *("id", "reference", "child_id", "raised_on", "status", "theme", "positive", "state", "level", "highest", "addressee"),
    *("response_due", "process_due", "accepted_on", "actions_due", "closed_on", "follow_up_due", "outcome", "impact"),
    *("next_due",),
)  # fmt: skip
"""What every row needs: with it a challenge says its next step."""
SOON = 2
"""With this many working days left or fewer, a challenge carries the shape of what is due soon."""
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """What turns codes into words and dates into working days: themes, outcomes, the ladder, the calendar, and the day."""

    themes: Mapping[str, str]
    outcomes: Mapping[str, str]
    ladder: Ladder
    calendar: Calendar
    as_at: date

    @classmethod
    def of(cls, store: Store, as_at: date) -> "Words":
        """The words of the service as they are today, counting days from that day."""
        terms = terms_of(store)
        lists = labels(store, "challenge-theme"), labels(store, "challenge-outcome")
        return cls(*lists, terms.ladders(store.stamp.today), terms.calendar, as_at)

    def left(self, due: date | None) -> int | None:
        """Working days until then, negative when it is late; None without a date or with less than one working day."""
        return self.calendar.working_days_between(self.as_at, due) if due else None

    def tone(self, challenge: Challenge) -> Tone:
        """Late, due soon, or nothing to notice; a challenge that rests is no more than information."""
        if challenge.next_due is None:
            return Tone.PLAIN if challenge.open else Tone.INFORMATION
        return late_or_soon(challenge.next_due, self.as_at, self.calendar)


def late_or_soon(due: date, today: date, calendar: Calendar) -> Tone:
    """What a due date of a challenge means today."""
    if due < today:
        return Tone.LATE
    return Tone.SOON if calendar.working_days_between(today, due) <= SOON else Tone.PLAIN


@dataclass(frozen=True)
class Part:
    """One column: the fields it needs besides those of the challenge, its cell, and the field that sorts it."""

    column: Column
    cell: Callable[[Facts, Challenge, Words], Any]
    fields: tuple[str, ...] = ()
    sort: str = ""

    @property
    def sorted_by(self) -> str:
        """The field of the population that sorts this column."""
        return self.sort or (self.fields[0] if self.fields else self.column.key)


@dataclass(frozen=True)
class ChallengeShape:
    """Shapes the fields of one challenge into a row with these columns."""

    parts: tuple[Part, ...]
    words: Words
    fields: tuple[str, ...]

    @classmethod
    def of(cls, parts: Sequence[Part], words: Words) -> "ChallengeShape":
        """With the fields that the columns need, each once."""
        more = [name for part in parts for name in part.fields]
        return cls(tuple(parts), words, tuple(dict.fromkeys((*CHALLENGE_FIELDS, "overdue", "actions_late", *more))))

    def __call__(self, values: tuple[Any, ...]) -> Row:
        """The row: late when anything of it is late; the next step says so in words."""
        facts = dict(zip(self.fields, values, strict=True))
        challenge = Challenge(**{name: facts[name] for name in CHALLENGE_FIELDS})
        late = facts["overdue"] or facts["actions_late"]
        tone = Tone.LATE if late else self.words.tone(challenge)
        return Row(challenge.id, tuple(part.cell(facts, challenge, self.words) for part in self.parts), tone)


def parts_columns(parts: Sequence[Part]) -> tuple[Column, ...]:
    """The columns of these parts."""
    return tuple(part.column for part in parts)


def words_of(store: Store, selection: Selection) -> Words:
    """The words for the rows of a selection, as at its day."""
    return Words.of(store, selection.as_at)


def _left_words(challenge: Challenge, words: Words) -> str | None:
    return days_words(challenge.next_due, words.as_at, words.calendar) if challenge.next_due else None


def _state(challenge: Challenge, words: Words) -> str:
    """Where it stands; a closed one with its outcome."""
    said = records.STATES[challenge.state]
    outcome = words.outcomes.get(challenge.outcome, challenge.outcome)
    return f"{said}: {outcome[:1].lower()}{outcome[1:]}" if outcome else said


def _level(challenge: Challenge, words: Words) -> str:
    return words.ladder.name(challenge.level) if challenge.level else records.STATES[records.RECORDED]


def _impact(challenge: Challenge) -> str | None:
    return records.IMPACTS.get(challenge.impact, challenge.impact) or None


def _plain(key: str, title: str, name: str, width: int = 12, kind: Kind = Kind.TEXT, empty: str | None = None) -> Part:
    """A column that shows one field as it is."""
    return Part(Column(key, title, kind, width), lambda facts, _, __: facts[name] or empty, (name,))


PARTS: dict[str, Part] = {
    part.column.key: part
    for part in (
        _plain("reference", "Challenge", "reference", 11),
        _plain("child", "Child", "child", 20, empty=SERVICE_CONCERN),
        _plain("child_reference", "Child's reference", "child_reference", 14),
        Part(Column("level", "Level", width=24), lambda _, c, w: _level(c, w), sort="level"),
        Part(Column("theme", "Theme", width=26), lambda _, c, w: w.themes.get(c.theme, c.theme), sort="theme"),
        Part(Column("status", "Status", width=24), lambda _, c, __: records.STATUSES[c.status], sort="status"),
        Part(Column("state", "State", width=24), lambda _, c, w: _state(c, w), sort="state"),
        Part(
            Column("next_step", "Next step", width=46),
            lambda _, c, w: next_step(c, w.as_at, w.calendar),
            sort="next_due",
        ),
        Part(Column("left", "Time left", width=22), lambda _, c, w: _left_words(c, w), sort="next_due"),
        Part(
            Column("days_left", "Working days left", Kind.NUMBER, 10), lambda _, c, w: w.left(c.next_due), sort="next_due"
        ),
        Part(Column("next_due", "Waits until", Kind.DATE, 13), lambda _, c, __: c.next_due, sort="next_due"),
        _plain("iro_now", "IRO now", "iro_now", 18),
        _plain("iro", "Raised by", "iro", 18),
        _plain("addressee", "Addressee", "addressee", 22),
        _plain("team_now", "Team now", "team_now", 16),
        Part(Column("raised_on", "Raised", Kind.DATE, 13), lambda _, c, __: c.raised_on),
        Part(Column("response_due", "Response due", Kind.DATE, 13), lambda _, c, __: c.response_due),
        Part(Column("process_due", "Whole process due", Kind.DATE, 13), lambda _, c, __: c.process_due),
        Part(Column("closed_on", "Closed", Kind.DATE, 13), lambda _, c, __: c.closed_on),
        Part(Column("impact", "Impact", width=26), lambda _, c, __: _impact(c), sort="impact"),
        Part(Column("follow_up_due", "Look again by", Kind.DATE, 13), lambda _, c, __: c.follow_up_due),
        _plain("last_moved", "Last moved", "last_moved", 13, Kind.DATE),
        _plain("concern", "What is wrong", "concern", 40),
    )
}  # fmt: skip
OPEN_COLUMNS = (
    *("reference", "child", "child_reference", "level", "theme", "left", "next_step", "state", "iro_now", "addressee"),
    *("team_now", "status", "raised_on", "response_due", "process_due"),
)
CLOSED_COLUMNS = (
    *("reference", "child", "child_reference", "level", "theme", "closed_on", "state", "next_step", "impact", "iro_now"),
    *("addressee", "team_now", "status", "raised_on"),
)  # fmt: skip
CARD_COLUMNS = (
    *(
        "child",
        "reference",
        "child_reference",
        "level",
        "theme",
        "left",
        "days_left",
        "next_step",
        "iro_now",
        "addressee",
    ),
    *("status", "state", "next_due", "team_now"),
)
"""The fields of a card, by which the board reads its rows."""
