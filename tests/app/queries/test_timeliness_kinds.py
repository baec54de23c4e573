"""Timeliness of every kind: a line each, all of them by IRO, foster households in no figure of children."""

from datetime import date

import pytest

from app.commands.adjourning import Adjourn, Complete
from app.commands.periods import EndPeriod, StartPeriod
from app.commands.reviews import RecordHeld
from app.commands.settings import ChangeSetting
from app.desk import Desk
from app.domain.children import Child
from app.domain.dates import Period
from app.domain.kinds import KINDS
from app.domain.officers import Officer
from app.queries.timeliness import Timeliness
from tests.builders import TODAY, Service

YEAR = Period(date(2026, 1, 1), TODAY)


@pytest.fixture
def iro(service: Service) -> Officer:
    return service.officer("Irene Osei")


@pytest.fixture(autouse=True)
def every_kind(service: Service, desk: Desk, iro: Officer) -> None:
    """One review of each kind, held on the day it was due, or a day late where it is a conference."""
    desk.do(ChangeSetting("kinds.chaired", list(KINDS)))
    for kind, about in KINDS.items():
        child: Child = service.child(household="Two" if about.subject == "household" else None)
        service.allocated(child, iro, date(2025, 1, 1))
        series = desk.do(StartPeriod(child.id, kind, date(2025, 3, 3))).result
        due = service.open_review(series).due
        assert due is not None
        held = due if about.noun == "review" else date.fromordinal(due.toordinal() + 1)
        desk.do(RecordHeld(service.open_review(series).id, held))


def lines(desk: Desk, question: Timeliness) -> dict[object, tuple[int, int]]:
    return {line.key: (line.numerator, line.denominator) for line in desk.ask(question).lines}


def test_every_kind_has_a_line_of_its_own_transfer_in_conferences_too(desk: Desk) -> None:
    found = lines(desk, Timeliness(Period(date(2025, 1, 1), TODAY), "kind"))
    assert found == {kind: (int(about.noun == "review"), 1) for kind, about in KINDS.items()}


def test_every_kind_is_counted_by_the_iro_who_holds_the_child(desk: Desk, iro: Officer) -> None:
    found = lines(desk, Timeliness(Period(date(2025, 1, 1), TODAY), "iro"))
    assert found == {(iro.id, "Irene Osei"): (len(KINDS) - 3, len(KINDS))}


def test_foster_households_are_reviews_and_no_children(desk: Desk) -> None:
    period = Period(date(2025, 1, 1), TODAY)
    (by_review,) = lines(desk, Timeliness(period)).values()
    (by_child,) = lines(desk, Timeliness(period, basis="child")).values()
    assert (by_review[1], by_child[1]) == (len(KINDS), len(KINDS) - 1)
    assert lines(desk, Timeliness(period, basis="child", kinds=("foster-carer",))) == {"": (1, 1)}


def test_conferences_that_are_not_needed_are_in_no_denominator(service: Service, desk: Desk) -> None:
    for number in range(3):
        enquiry = desk.do(StartPeriod(service.child().id, "icpc", date(2026, 9, 1))).result
        if number:
            desk.do(EndPeriod(enquiry.id, date(2026, 10, 1 + number), "not-needed"))
    assert lines(desk, Timeliness(YEAR, "kind", count="due", kinds=("icpc",))) == {"icpc": (0, 1)}


def test_the_day_that_counts_of_an_adjourned_review_decides_whether_it_was_in_time(
    service: Service, desk: Desk
) -> None:
    series = desk.do(StartPeriod(service.child().id, "looked-after", date(2026, 8, 3))).result
    review = service.open_review(series)
    desk.do(Adjourn(review.id, date(2026, 8, 28), "other"))
    desk.do(Complete(review.id, date(2026, 9, 10)))
    asked = Timeliness(YEAR, "kind", kinds=("looked-after",))
    assert lines(desk, asked) == {"looked-after": (1, 1)}
    desk.do(ChangeSetting("reviews.adjourned", "completed", date(2026, 1, 1)))
    assert lines(desk, asked) == {"looked-after": (0, 1)}


def test_a_conference_before_birth_has_the_local_result_beside_the_statutory_one(service: Service, desk: Desk) -> None:
    asked = Timeliness(YEAR, "kind", kinds=("icpc",), compare=True)
    assert not desk.ask(asked).has_local
    unborn = service.child(expected_on=date(2026, 11, 30))
    enquiry = desk.do(StartPeriod(unborn.id, "icpc", date(2026, 9, 14))).result
    review = service.open_review(enquiry)
    assert (review.due, review.local_due) == (date(2026, 10, 5), date(2026, 10, 5))
    desk.do(ChangeSetting("conferences.unborn-weeks", 10))
    assert service.now(review).local_due == date(2026, 9, 21)
    desk.do(RecordHeld(review.id, date(2026, 9, 30)))
    figures = desk.ask(asked)
    assert figures.has_local
    (line,) = figures.lines
    assert line.local is not None
    assert (line.numerator, line.denominator, line.local.numerator, line.local.denominator) == (1, 1, 0, 1)
