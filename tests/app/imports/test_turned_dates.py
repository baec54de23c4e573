"""Dates that another program read with day and month the wrong way round: a person is asked, and the answer puts them right."""

from datetime import date
from pathlib import Path

from app.files.celldates import may_be_turned
from app.files.facts import Facts
from app.files.layouts.matching import Options
from app.files.layouts.recognise import read_facts
from tests.trust.bookmaking import ROWS, TRUTH, book_of, turned


def read(folder: Path, shape: str, dates: str | None = None) -> Facts:
    """The rows as a program leaves them that read such text the wrong way round."""
    path = folder / "log.xlsx"
    path.write_bytes(book_of(turned(ROWS, shape)))
    return read_facts([path], options=Options(dates=dates))


def days(facts: Facts) -> dict[str, dict[str, date | None]]:
    return {line.child: {"born": line.born, "start": line.start, "held": line.held} for line in facts.lines}


def test_such_a_column_is_asked_about_and_its_dates_are_not_used_until_it_is_answered(tmp_path: Path) -> None:
    facts = read(tmp_path, "%m/%d/%Y")
    assert {one.column for one in facts.questions} == {"Date of review", "Date of birth", "Became looked after"}
    for child, found in days(facts).items():
        assert {field: day for field, day in found.items() if day is not None}.items() <= TRUTH[child].items()


def test_the_answer_turns_them_back(tmp_path: Path) -> None:
    assert days(read(tmp_path, "%m/%d/%Y", "month-first")) == TRUTH
    assert days(read(tmp_path, "%d/%m/%Y", "month-first")) == TRUTH


def test_the_other_answer_leaves_them(tmp_path: Path) -> None:
    held = {child: found["held"] for child, found in days(read(tmp_path, "%m/%d/%Y", "day-first")).items()}
    assert held["C005"] == date(2026, 1, 6)


def test_a_column_with_a_day_after_the_twelfth_among_its_real_dates_was_not_turned() -> None:
    assert may_be_turned([date(2026, 4, 3), "03/25/2026"])
    assert not may_be_turned([date(2026, 4, 3), date(2026, 4, 13), "25/03/2026"])
    assert not may_be_turned([date(2026, 4, 4), "25/03/2026"])
    assert not may_be_turned([date(2026, 4, 3), "to be confirmed"])
