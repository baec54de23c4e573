"""What the filled cells of a return sheet mean: days, codes and values of lists, or why a cell cannot be used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.access import Stamp
from app.domain.calendar import Calendar
from app.domain.contacts import HOW
from app.domain.dates import typed
from app.domain.errors import Refusal
from app.files.facts import ReturnLine
from app.files.layouts import return_sheet as sheet
from app.files.layouts.return_words import chosen, participation, says_nothing, seen
from app.files.layouts.words import says_cancelled
from app.queries.service import calendar_of, labels
from app.store import Store

DAY_STEP = "Write it with the day first, for example 12/3/26 or 12 Mar 2026."
LISTS = {sheet.LATE: "late-reason", sheet.ASKED: "requester", sheet.WHY: "move-reason"}


@dataclass(frozen=True)
class Wanted:
    """What one row asks for; None and "" change nothing. wrong gives the reason for each cell that cannot be used."""

    held: date | None = None
    participation: str | None = None
    seen: tuple[str, date | None] | None = None
    late: str | None = None
    new_date: date | None = None
    asked: str | None = None
    why: str | None = None
    note: str = ""
    wrong: tuple[tuple[str, str], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether it asks for nothing."""
        return self == Wanted()


class Understanding:
    """Understands the rows of an import, with the service's lists as they are today."""

    def __init__(self, store: Store, stamp: Stamp) -> None:
        self.labels: Mapping[str, Mapping[str, str]] = {field: labels(store, name) for field, name in LISTS.items()}
        self._today = stamp.today
        self._calendar: Calendar = calendar_of(store)
        self._readers: Mapping[str, Callable[[Any], Any]] = {
            sheet.HELD: self._held,
            sheet.PARTICIPATION: _participation,
            sheet.SEEN: self._seen,
            sheet.NEW_DATE: self._day,
            **{field: self._from_list(field) for field in LISTS},
            sheet.NOTE: sheet.as_written,
        }

    def of(self, line: ReturnLine) -> Wanted:
        """What a row asks for."""
        found: dict[str, Any] = {}
        wrong = []
        for field, value in line.filled.items():
            if field != sheet.NOTE and isinstance(value, str) and says_nothing(value):
                continue
            try:
                found[field] = self._readers[field](value)
            except Refusal as no:
                wrong.append((field, str(no)))
        return replace(Wanted(wrong=tuple(wrong)), **found)

    def _held(self, value: date | str) -> date:
        if isinstance(value, str) and says_cancelled(value):
            raise Refusal(
                "This column takes the day on which the review was held.",
                "Leave it empty; if the meeting was moved, fill in New date, Who asked and Why moved.",
            )
        return self._day(value)

    def _day(self, value: date | str) -> date:
        """A day; one typed without its year is the nearest, and nothing is counted from today."""
        if isinstance(value, date):
            return value
        if not any(sign.isdigit() for sign in value) or value[0] in "+-":
            raise Refusal(f'"{value}" is not a date.', DAY_STEP)
        try:
            return typed(value, self._today, self._calendar)
        except Refusal as no:
            raise Refusal(no.message, DAY_STEP) from no

    def _seen(self, value: date | str) -> tuple[str, date | None]:
        if isinstance(value, date):
            return next(iter(HOW)), value
        found = seen(value)
        if found is None:
            raise Refusal(
                f'"{value}" does not say how it was before the review.',
                f"Write a day, or one of: {', '.join(words.lower() for words in HOW.values())}.",
            )
        how, day = found
        return how, self._day(day) if day else None

    def _from_list(self, field: str) -> Callable[[Any], str]:
        def read(value: date | str) -> str:
            written = sheet.as_written(value)
            code = chosen(written, self.labels[field])
            if code is None:
                raise Refusal(
                    f'"{written}" is not in the list.', "Choose one of the list, or add it in Settings first."
                )
            return code

        return read


def _participation(value: date | str) -> str:
    written = sheet.as_written(value)
    code = participation(written)
    if not code:
        raise Refusal(f'"{written}" is not clear.', "Choose PN0 to PN7 from the list.")
    return code
