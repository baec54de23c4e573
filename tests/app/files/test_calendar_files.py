"""An officer's booked meetings as an iCalendar file."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import icalendar
import pytest

from app.commands.exports import export_calendar
from app.desk import Desk
from app.domain.calendar import LONDON
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.reviews import Meeting, Review
from tests.builders import NOW, TODAY, Service


@pytest.fixture
def iro(service: Service) -> Officer:
    """An IRO with a login."""
    officer: Officer = service.kept(replace(service.officer("Alison Wright"), login="awright"))
    return officer


@pytest.fixture
def child(service: Service, iro: Officer) -> Child:
    """A child of hers."""
    made = service.child("101234", name="Amira Khan")
    service.allocated(made, iro, date(2026, 1, 5))
    return made


@pytest.fixture
def booked(service: Service, child: Child) -> tuple[Review, Meeting]:
    """A review booked for an afternoon in winter."""
    review = service.open_review(service.period(child, date(2026, 11, 9)))
    return review, service.planned(review, date(2026, 12, 3), time=time(14, 30), minutes=90, place="Town Hall, room 2")


def events(path: Path) -> list[Any]:
    """What is in a file."""
    return [*icalendar.Calendar.from_ical(path.read_bytes()).events]


def test_a_booked_review_is_an_event_by_reference_and_initials(
    desk: Desk, booked: tuple[Review, Meeting], tmp_path: Path
) -> None:
    done = export_calendar(desk, "awright", False, tmp_path / "alison")
    assert (done.path.name, list(done.rows.values())) == ("alison.ics", [1])
    (event,) = events(done.path)
    assert str(event["summary"]) == "Looked-after review: 101234 (AK)"
    assert event.start.astimezone(LONDON).strftime("%d/%m/%Y %H:%M") == "03/12/2026 14:30"
    assert event.duration.total_seconds() == 90 * 60
    assert str(event["location"]) == "Town Hall, room 2"
    assert "Due 7 December 2026" in str(event["description"])
    assert b"Amira" not in done.path.read_bytes()


def test_names_are_there_only_when_asked_for(desk: Desk, booked: tuple[Review, Meeting], tmp_path: Path) -> None:
    done = export_calendar(desk, "Alison Wright", True, tmp_path / "alison.ics")
    assert "Amira Khan" in str(events(done.path)[0]["summary"])


def test_a_second_export_changes_the_event_instead_of_doubling_it(
    desk: Desk, service: Service, booked: tuple[Review, Meeting], tmp_path: Path
) -> None:
    (first,) = events(export_calendar(desk, "awright", False, tmp_path / "one.ics").path)
    service.keep(replace(booked[1], date=date(2026, 12, 4)))
    (second,) = events(export_calendar(desk, "awright", False, tmp_path / "two.ics").path)
    assert str(first["uid"]) == str(second["uid"])
    assert str(first["uid"]).startswith(f"review-{booked[0].id}@")
    assert first.start.date() != second.start.date()
    assert second["sequence"] >= first["sequence"]
    assert second["dtstamp"].dt == NOW


def test_a_meeting_without_a_time_is_a_whole_day(
    desk: Desk, service: Service, booked: tuple[Review, Meeting], tmp_path: Path
) -> None:
    service.keep(replace(booked[1], time=None, minutes=None))
    (event,) = events(export_calendar(desk, "awright", False, tmp_path / "alison.ics").path)
    assert (event.start, event.end) == (date(2026, 12, 3), date(2026, 12, 4))


def test_only_what_is_booked_for_children_whom_the_officer_holds_is_there(
    desk: Desk, service: Service, booked: tuple[Review, Meeting], tmp_path: Path
) -> None:
    other = service.child("B2")
    service.planned(service.open_review(service.period(other, TODAY)), date(2026, 12, 9))
    service.keep(replace(booked[1], state="cancelled"))
    assert events(export_calendar(desk, "awright", False, tmp_path / "alison.ics").path) == []


def test_an_unknown_officer_and_another_ending_are_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match='no officer "nobody"'):
        export_calendar(desk, "nobody", False, tmp_path / "x.ics")
    with pytest.raises(Refusal, match="not the name of a calendar file"):
        export_calendar(desk, "awright", False, tmp_path / "x.xlsx")
    assert list(tmp_path.glob("*x*")) == []
