"""Where My week leads: the other pages show what was asked for, even when they are opened for the first time."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.officers import Officer
from app.domain.reviews import Review
from app.queries.challenges.listing import ChallengeFilter
from app.queries.children import ChildrenFilter
from app.queries.reviews import DueFilter
from tests.builders import TODAY, Service
from ui.challenges.page import ChallengesPage
from ui.children.page import ChildrenPage
from ui.reviews.around import ReviewConferenceForm
from ui.reviews.page import ReviewsPage
from ui.runner import Runner
from ui.window import Given, Window

Due = Callable[..., Review]


@pytest.fixture
def shown(qtbot: QtBot, service: Service, runner: Runner, due: Due, alison: Officer) -> Any:
    """Goes to a place in a new window, as My week does, and waits for it."""
    windows: list[Window] = []

    def go(place: str, what: object) -> Any:
        window = Window(runner, Given(first="week"))
        windows.append(window)
        qtbot.addWidget(window)
        window.start()
        qtbot.waitUntil(lambda: window.page is not None and runner._waiting == 0)
        window.go(place, what)
        qtbot.waitUntil(lambda: runner._waiting == 0)
        return window.page

    yield go
    for window in windows:
        window.close()


def test_the_reviews_open_with_the_filter_of_a_number(shown: Any, due: Due, alison: Officer) -> None:
    due("Amira", -3, alison)
    due("Ben", -4)
    page: ReviewsPage = shown("reviews", DueFilter("overdue", alison.id))
    assert page.tabs.value() == "overdue"
    assert page.narrowing.iro.value() == alison.id
    assert page.table.count() == 1


def test_reviews_without_a_date_stay_narrowed_until_the_filter_is_cleared(
    shown: Any, due: Due, alison: Officer, service: Service, qtbot: QtBot, runner: Runner
) -> None:
    due("Amira", 20, alison)
    service.planned(due("Ben", 20, alison), TODAY)
    page: ReviewsPage = shown("reviews", DueFilter("month", unbooked=True))
    assert page.table.count() == 1
    assert page.narrowing.booked.isVisible()
    page.narrowing.clear()
    qtbot.waitUntil(lambda: runner._waiting == 0)
    assert page.table.count() == 2
    assert not page.narrowing.booked.isVisible()


def test_recording_as_held_opens_its_form_on_that_review(shown: Any, due: Due, alison: Officer) -> None:
    due("Amira", -3, alison)
    ben = due("Ben", 4, alison)
    page: ReviewsPage = shown("reviews", ("held", ben.id))
    assert page.pane.sheet is not None
    assert page.pane.sheet.review.id == ben.id
    assert isinstance(page.pane.form, ReviewConferenceForm)


@pytest.mark.parametrize("saved", [True, False])
def test_a_date_that_is_booked_from_my_week_leads_back_to_it(
    shown: Any, due: Due, alison: Officer, qtbot: QtBot, runner: Runner, saved: bool
) -> None:
    amira = due("Amira", 5, alison)
    page: ReviewsPage = shown("reviews", ("plan", amira.id, "week"))
    led: list[tuple[str, object]] = []
    page.wanted.connect(lambda place, what: led.append((place, what)))
    form: Any = page.pane.form
    assert (form.title, form.save.text()) == ("Book a date", "&Book")
    form.day.set_value(TODAY)
    (form.save.click if saved else form.escape)()
    qtbot.waitUntil(lambda: runner._waiting == 0 and page.pane.form is None)
    assert led == [("week", None)]
    assert page.window().page.title == "My week"  # type: ignore[attr-defined]
    page.pane.left.emit()
    assert led == [("week", None)]


def test_a_date_that_is_booked_among_the_reviews_stays_there(shown: Any, due: Due, alison: Officer) -> None:
    page: ReviewsPage = shown("reviews", ("plan", due("Amira", 5, alison).id))
    led: list[str] = []
    page.wanted.connect(lambda place, _: led.append(place))
    form: Any = page.pane.form
    form.escape()
    assert led == []


def test_the_challenges_open_with_the_iro_that_was_meant(shown: Any, alison: Officer) -> None:
    page: ChallengesPage = shown("challenges", ChallengeFilter(states=("awaiting",), officer_id=alison.id))
    assert page.narrowing.filter() == ChallengeFilter(states=("awaiting",), officer_id=alison.id)


def test_the_children_open_with_the_part_and_the_iro_that_were_meant(shown: Any, due: Due, alison: Officer) -> None:
    due("Amira", -3, alison)
    page: ChildrenPage = shown("children", ChildrenFilter("turning-18", alison.id))
    assert (page.narrowing.part.value(), page.narrowing.iro.value()) == ("turning-18", alison.id)
