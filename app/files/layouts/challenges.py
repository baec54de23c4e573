"""A sheet of challenges: one row for a challenge with its levels, response and closing, in whatever columns the log has."""

from datetime import date
from typing import Any, NamedTuple

from app.domain.challenges.records import NEITHER
from app.files.facts import ChallengeLine, Refused
from app.files.headings import normal
from app.files.layouts import challenge_words as words
from app.files.layouts.cells import References
from app.files.layouts.challenge_fields import DATES, FIELDS, LEVEL_DATES
from app.files.layouts.challenge_words import CONSULTED, REFERRED, SEVERAL, LevelWords
from app.files.layouts.columns import BAD, Columns
from app.files.layouts.words import BLANKS, says_yes
from app.files.reading import Row

TITLES = {one.code: one.title for one in FIELDS}
_CAFCASS = {"cafcass": REFERRED, "cafcass_consulted": CONSULTED}
_NO_CHILD = 'The child\'s reference is missing. Fill it in, or write "Service" there when the concern is about the whole service.'
_NOT_USED = "This could not be read as a date, so it was not used. The rest of the row was."
_TEXTS = (
    *(
        "challenge",
        "level",
        "theme",
        "themes",
        "child_status",
        "raised_by",
        "addressee",
        "concern",
        "asked",
        "response",
    ),
    *("state", "outcome", "impact", "scope", *LEVEL_DATES, *_CAFCASS, "closed"),
)


class _Row(NamedTuple):
    """One row: its cells as texts and as dates by field, BAD where a cell that should be a date is none."""

    number: int
    cells: Row
    child: str
    key: str
    name: str
    texts: dict[str, str]
    days: dict[str, Any]


class _Refused(Exception):
    """Why a row cannot be used: the column and the reason."""


class ChallengeSheet:
    """One sheet of challenges while its rows are made into lines."""

    def __init__(self, place: int, columns: Columns, references: References, level_names: Any) -> None:
        self.lines: list[ChallengeLine] = []
        self.refused: list[Refused] = []
        self.ignored: list[Refused] = []
        self.notes: tuple[str, ...] = ()
        self._place = place
        self._columns = columns
        self._references = references
        self._names = level_names
        self._levels = LevelWords(level_names)
        self._usual: int | None = None

    def read(self, numbers: list[int], rows: list[Row]) -> None:
        """Make a line of every row that can be used."""
        columns = self._columns
        texts = {code: columns.texts(code, rows) for code in _TEXTS if columns.has(code)}
        days = {code: columns.dates(code, rows) for code in DATES if columns.has(code)}
        self._learn(texts.get("level", []))
        references = columns.cells("reference", rows)
        names = columns.names(rows)
        for at, number in enumerate(numbers):
            child, key = self._references.of(references[at])
            one = _Row(
                number, rows[at], child, key, names[at], {c: of[at] for c, of in texts.items()}, {c: of[at] for c, of in days.items()}
            )  # fmt: skip
            try:
                self.lines.append(self._line(one))
            except _Refused as no:
                code, reason = no.args
                self.refused.append(columns.refused(number, one.cells, code, TITLES[code], reason))

    def _learn(self, levels: list[str]) -> None:
        """How this sheet counts its levels, and the level that its name gives to all its rows."""
        self._levels = LevelWords(self._names, set(levels))
        if self._levels.formal_from_one:
            self.notes += ('"Formal stage 1" was read as level 2, stage 2 as level 3 and so on: level 1 is informal.',)
        if not self._columns.has("level", *LEVEL_DATES):
            self._usual = self._levels.of_title(self._columns.sheet)

    def _line(self, row: _Row) -> ChallengeLine:
        service = self._is_service(row)
        if not row.key and not service:
            raise _Refused("reference", _NO_CHILD)
        level, levels = self._level(row), self._level_days(row)
        levels = _with_level(level, levels, row.days.get("raised"))
        raised = self._raised(row, [day for _, day in levels])
        closed, closed_on = self._closing(row, raised, levels)
        texts = row.texts.get
        return ChallengeLine(
            self._place,
            row.number,
            "" if service else row.child,
            "" if service else row.key,
            service,
            raised,
            "" if service else row.name,
            None if service else self._day(row, "born"),
            texts("challenge", ""),
            level,
            levels,
            texts("theme", ""),
            texts("themes", ""),
            self._status(row),
            texts("raised_by", ""),
            texts("addressee", ""),
            texts("concern", ""),
            texts("asked", ""),
            self._after(row, "response_due", raised),
            self._response_day(row, raised, closed_on),
            texts("response", ""),
            closed,
            closed_on,
            texts("outcome", ""),
            self._cafcass(row, raised),
            texts("impact", ""),
        )

    def _is_service(self, row: _Row) -> bool:
        """A row about the whole service says so where the child would stand, or in a column of its own."""
        if words.says_service(row.texts.get("scope", "")) and not row.key:
            return True
        said = (row.child, row.name) if not any(sign.isdigit() for sign in row.child) else ()
        return any(words.says_service(text) for text in said)

    # ---------------------------------------------------------------------------------------------- levels

    def _level(self, row: _Row) -> int | None:
        text = row.texts.get("level", "")
        found = self._levels.of(text)
        if found == SEVERAL:
            raise _Refused(
                "level",
                "This names more than one level. Give one level, or the date of each in columns such as Level 2 date.",
            )
        if found is None:
            raise _Refused(
                "level", "This is not a level. Write a number, Level 3, Stage 3 or the name of one of your levels."
            )
        return found or self._said_reached(row) or self._usual

    def _said_reached(self, row: _Row) -> int | None:
        """The highest level of which its own column says no more than yes."""
        reached = [
            n for n, code in enumerate(LEVEL_DATES, 1) if row.days.get(code) is BAD and says_yes(row.texts[code])
        ]
        return max(reached, default=None)

    def _level_days(self, row: _Row) -> tuple[tuple[int, date], ...]:
        found: list[tuple[int, date]] = []
        for level, code in enumerate(LEVEL_DATES, start=1):
            day = row.days.get(code)
            if day is BAD:
                if not says_yes(row.texts[code]):
                    self._ignore(row, code, _NOT_USED)
            elif day is not None:
                if found and day < found[-1][1]:
                    raise _Refused(code, f"Level {level} is dated before level {found[-1][0]}.")
                found.append((level, day))
        return tuple(found)

    # ---------------------------------------------------------------------------------------------- days

    def _raised(self, row: _Row, levels: list[date]) -> date:
        day = row.days.get("raised")
        if day is BAD:
            raise _Refused("raised", "The date raised is not a date.")
        if day is None and not levels:
            raise _Refused("raised", "The date on which the challenge was raised is missing.")
        return min([*levels, day] if day else levels)

    def _closing(self, row: _Row, raised: date, levels: tuple[tuple[int, date], ...]) -> tuple[bool, date | None]:
        """Whether it is closed, and the day if the row gives it."""
        day, text = row.days.get("closed"), row.texts.get("closed", "")
        if day is BAD:
            said = words.state(text)
            if not said:
                raise _Refused("closed", "The date closed is not a date.")
            return said == words.CLOSED, None
        if day is not None and day < raised:
            raise _Refused("closed", f"The challenge was closed before it was raised ({raised:%d/%m/%Y}).")
        if day is not None and levels and day < levels[-1][1]:
            raise _Refused("closed", f"The challenge was closed before level {levels[-1][0]} was entered.")
        if day is not None:
            return True, day
        return self._says_closed(row), None

    def _says_closed(self, row: _Row) -> bool:
        """Whether the row says that the challenge is closed, though it gives no day."""
        said = words.state(self._state_words(row))
        outcome = row.texts.get("outcome", "")
        return said == words.CLOSED or (
            said != words.OPEN and (words.says_only_closed(outcome) or words.says_withdrawn(outcome))
        )

    def _day(self, row: _Row, code: str) -> date | None:
        found = row.days.get(code)
        if found is BAD:
            self._ignore(row, code, _NOT_USED)
            return None
        day: date | None = found
        return day

    def _after(self, row: _Row, code: str, first: date) -> date | None:
        """A day that cannot lie before the challenge was raised."""
        day = self._day(row, code)
        if day is not None and day < first:
            self._ignore(row, code, "This lies before the date raised, so it was not used. The rest of the row was.")
            return None
        return day

    def _response_day(self, row: _Row, raised: date, closed_on: date | None) -> date | None:
        day = self._after(row, "response_date", raised)
        if day is not None and closed_on is not None and day > closed_on:
            self._ignore(
                row, "response_date", "This lies after the date closed, so it was not used. The rest of the row was."
            )
            return None
        return day

    # ---------------------------------------------------------------------------------------------- words

    def _status(self, row: _Row) -> str:
        """What the child is; a column "Status" that was read as the challenge's may say it in some rows."""
        if self._is_shared("state", "child_status"):
            text = row.texts["state"]
            said = words.child_status(text) or ""
            return "" if said == NEITHER and (words.state(text) or normal(text) in BLANKS) else said
        text = row.texts.get("child_status", "")
        found = words.child_status(text)
        if found is None and not (self._is_shared("child_status", "state") and words.is_state(text)):
            self._ignore(row, "child_status", "This says neither CLA nor CP, so the child's own periods decide.")
        return found or ""

    def _state_words(self, row: _Row) -> str:
        """Open or closed in words; a column "Status" that was read as the child's may say it in some rows."""
        if self._is_shared("child_status", "state"):
            text = row.texts["child_status"]
            return text if words.is_state(text) else ""
        return row.texts.get("state", "")

    def _is_shared(self, code: str, other: str) -> bool:
        """Whether one column "Status" stands for both what the child is and how the challenge stands."""
        return self._columns.heading(code) == "status" and not self._columns.has(other)

    def _cafcass(self, row: _Row, raised: date) -> tuple[tuple[str, date | None], ...]:
        found: dict[str, date | None] = {}
        for code, usual in _CAFCASS.items():
            day, text = row.days.get(code), row.texts.get(code, "")
            if day is BAD:
                step = words.cafcass(text, usual)
                if step:
                    found.setdefault(step, None)
                elif normal(text) not in BLANKS and not normal(text).startswith(("no", "n")):
                    self._ignore(
                        row, code, "This says neither yes nor no, so it was not used. The rest of the row was."
                    )
            elif day is not None:
                after = self._after(row, code, raised)
                if after:
                    found[usual] = after
        return tuple(sorted(found.items()))

    def _ignore(self, row: _Row, code: str, reason: str) -> None:
        self.ignored.append(self._columns.refused(row.number, row.cells, code, TITLES[code], reason))


def _with_level(level: int | None, levels: tuple[tuple[int, date], ...], raised: Any) -> tuple[tuple[int, date], ...]:
    """The days of the levels, with the date raised for the level it can only mean: after those below, before those above."""
    if level is None or not levels or not isinstance(raised, date) or level in dict(levels):
        return levels
    below = all(day < raised for other, day in levels if other < level)
    above = all(day >= raised for other, day in levels if other > level)
    return tuple(sorted((*levels, (level, raised)))) if below and above else levels
