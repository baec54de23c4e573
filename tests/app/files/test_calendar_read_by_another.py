"""The calendar file as another program reads it: with a parser that shares nothing with what wrote the file."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject

from app.commands.exports import export_calendar
from app.desk import Desk
from app.domain.calendar import LONDON
from app.domain.officers import Officer
from app.domain.reviews import Meeting, Review
from tests.builders import MANAGER, NOW, TODAY, Service

LAST_OF_SUMMER, FIRST_OF_WINTER = date(2027, 10, 30), date(2027, 10, 31)


@dataclass
class Diary:
    """An IRO's booked meetings, and the file as it is at a moment."""

    service: Service
    iro: Officer
    folder: Path
    booked: dict[str, tuple[Review, Meeting]] = field(default_factory=dict)

    def book(self, name: str, day: date, **facts: Any) -> tuple[Review, Meeting]:
        """A child of hers with a meeting on a day."""
        child = self.service.child(name=name)
        self.service.allocated(child, self.iro, date(2026, 1, 5))
        review = self.service.open_review(self.service.period(child, date(2026, 11, 9)))
        self.booked[name] = review, self.service.planned(review, day, **facts)
        return self.booked[name]

    def written(self, minutes: int = 0, *, named: bool = False) -> Path:
        """The file as it is made so many minutes later."""
        desk = Desk(self.service.keeper, MANAGER, lambda: NOW + timedelta(minutes=minutes), TODAY)
        return export_calendar(desk, "Alison Wright", named, self.folder / f"after {minutes}.ics").path

    def read(self, minutes: int = 0, *, named: bool = False) -> dict[str, Any]:
        """Its events by uid."""
        calendar = vobject.readOne(self.written(minutes, named=named).read_text(encoding="utf-8"))
        return {event.uid.value: event for event in calendar.contents.get("vevent", [])}

    def uid(self, name: str) -> str:
        """What the event of a child's review is known by, in every file of this database."""
        with self.service.read() as store:
            return f"review-{self.booked[name][0].id}@{store.file_id}"


@pytest.fixture
def diary(service: Service, tmp_path: Path) -> Diary:
    """Of an IRO without a meeting yet."""
    return Diary(service, service.officer("Alison Wright"), tmp_path)


def test_each_review_is_one_event_known_by_its_key_and_the_file(diary: Diary) -> None:
    diary.book("Amira Khan", date(2026, 12, 3), time=time(14, 30), minutes=90)
    diary.book("Ben Ash", date(2026, 12, 3), time=time(14, 30), minutes=90)
    assert diary.read().keys() == {diary.uid("Amira Khan"), diary.uid("Ben Ash")}
    assert len(diary.uid("Ben Ash").partition("@")[2]) >= 32


@pytest.mark.parametrize(
    ("day", "offset"),
    [(date(2027, 3, 27), 0), (date(2027, 3, 28), 1), (LAST_OF_SUMMER, 1), (FIRST_OF_WINTER, 0)],
)
def test_a_meeting_is_at_its_hour_in_london_on_both_sides_of_the_clock_change(
    diary: Diary, day: date, offset: int
) -> None:
    diary.book("Amira Khan", day, time=time(9, 30), minutes=45)
    event = diary.read()[diary.uid("Amira Khan")]
    assert event.dtstart.value.astimezone(LONDON) == datetime.combine(day, time(9, 30), LONDON)
    assert event.dtstart.value.astimezone(UTC).time() == time(9 - offset, 30)
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=45)


def test_a_meeting_without_a_time_is_a_whole_day_that_leaves_the_diary_free(diary: Diary) -> None:
    diary.book("Amira Khan", FIRST_OF_WINTER)
    event = diary.read()[diary.uid("Amira Khan")]
    assert (event.dtstart.value, event.dtend.value) == (FIRST_OF_WINTER, FIRST_OF_WINTER + timedelta(days=1))
    assert not isinstance(event.dtstart.value, datetime)
    assert event.transp.value == "TRANSPARENT"


def test_a_later_file_brings_the_moved_meeting_under_its_old_key_and_wins(diary: Diary) -> None:
    _, meeting = diary.book("Amira Khan", date(2026, 12, 3), time=time(14, 30))
    before = diary.read()[diary.uid("Amira Khan")]
    diary.service.keep(replace(meeting, date=date(2026, 12, 8), time=time(10)))
    after = diary.read(5)[diary.uid("Amira Khan")]
    assert after.dtstart.value.astimezone(LONDON) == datetime(2026, 12, 8, 10, tzinfo=LONDON)
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstamp.value > before.dtstamp.value
    assert after.last_modified.value > before.last_modified.value
    assert int(after.sequence.value) < 2**31


def test_a_meeting_that_was_cancelled_is_no_longer_in_the_file(diary: Diary) -> None:
    _, meeting = diary.book("Amira Khan", date(2026, 12, 3), time=time(14, 30))
    diary.book("Ben Ash", date(2026, 12, 4))
    diary.service.keep(replace(meeting, state="cancelled", cancelled_why="Snow"))
    assert diary.read().keys() == {diary.uid("Ben Ash")}


def test_signs_that_mean_something_in_the_format_are_read_as_they_were_typed(diary: Diary) -> None:
    place = "Town Hall; room 2, by the lift\\stairs\nask for: Zoë"
    diary.book("Amira Khan", date(2026, 12, 3), time=time(14, 30), place=place)
    event = diary.read()[diary.uid("Amira Khan")]
    assert event.location.value == place
    assert "vevent" not in event.contents


def test_long_lines_are_folded_and_read_whole(diary: Diary) -> None:
    name, place = "Żaneta " + "Ærøskøbing-" * 12 + "Ó Súilleabháin", "Salle des fêtes " * 20 + "fin"
    diary.book(name, date(2026, 12, 3), time=time(14, 30), place=place)
    event = diary.read(named=True)[diary.uid(name)]
    assert event.summary.value.endswith(f"({name})")
    assert event.location.value == place
    lines = diary.written(1, named=True).read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)
